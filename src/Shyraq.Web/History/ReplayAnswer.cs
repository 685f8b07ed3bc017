using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Shyraq.Cluster.History;
using Shyraq.Core.Units;

namespace Shyraq.Web.History;

/// <summary>Everybody over a time as columns of numbers, as JSON.</summary>
internal sealed class ReplayAnswer(ReplayAsked asked, PastReplay replay) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter);
        asked.Begin(json, replay.Plan);
        json.WriteStartArray("tags");
        foreach (var (fixes, carrier) in replay.Tracks)
        {
            ReplayAsked.Name(json, fixes.Tag, carrier);
            Column(json, "t", fixes.Times, 100);
            Column(json, "x", fixes.X, 100);
            Column(json, "y", fixes.Y, 100);
            Column(json, "z", fixes.Z, 100);
            Column(json, "r", fixes.Radii, 100);
            Column(json, "s", fixes.States, 1);
            Column(json, "a", fixes.Places, 1);
            json.WriteEndObject();
            await json.FlushAsync(httpContext.RequestAborted);
        }
        json.WriteEndArray();
        ReplayAsked.End(json, replay.Events);
    }

    private static void Column(Utf8JsonWriter json, string name, List<long> column, int share)
    {
        json.WriteStartArray(name);
        if (share == 1) foreach (var value in column) json.WriteNumberValue(value);
        else foreach (var value in column) json.WriteNumberValue((double)value / share);
        json.WriteEndArray();
    }
}

/// <summary>What was asked of a replay; both forms of the answer tell it alike.</summary>
internal sealed record ReplayAsked(Instant From, Instant To, double Every, string Version)
{
    public void Begin(Utf8JsonWriter json, int plan)
    {
        json.WriteStartObject();
        json.WriteString("from", PastTime.Of(From));
        json.WriteString("to", PastTime.Of(To));
        json.WriteNumber("every", Every);
        json.WriteString("version", Version);
        if (plan > 0) json.WriteNumber("plan", plan);
        else json.WriteNull("plan");
    }

    // Begins the object of a tag.
    public static void Name(Utf8JsonWriter json, string tag, PastCarrier? carrier)
    {
        json.WriteStartObject();
        json.WriteString("tag", tag);
        json.WriteString("kind", carrier?.Kind ?? "person");
        json.WritePropertyName("carrier");
        JsonSerializer.Serialize(json, PastCarrierView.From(carrier), JsonSerializerOptions.Web);
    }

    public static void End(Utf8JsonWriter json, IReadOnlyList<Cluster.Mines.EventRow> events)
    {
        json.WritePropertyName("events");
        JsonSerializer.Serialize(json, events.Select(PastEventView.From), JsonSerializerOptions.Web);
        json.WriteEndObject();
    }
}
