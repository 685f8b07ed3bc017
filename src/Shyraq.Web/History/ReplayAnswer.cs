using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Shyraq.Cluster.History;
using Shyraq.Core.Units;

namespace Shyraq.Web.History;

/// <summary>Everybody over a time as columns of numbers: as small and as fast to read as JSON can be.</summary>
internal sealed class ReplayAnswer(Instant from, Instant to, double every, string version, PastReplay replay) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("from", PastTime.Of(from));
        json.WriteString("to", PastTime.Of(to));
        json.WriteNumber("every", every);
        json.WriteString("version", version);
        if (replay.Plan > 0) json.WriteNumber("plan", replay.Plan);
        else json.WriteNull("plan");
        json.WriteStartArray("tags");
        foreach (var track in replay.Tracks)
        {
            Write(json, track);
            await json.FlushAsync(httpContext.RequestAborted);
        }
        json.WriteEndArray();
        json.WritePropertyName("events");
        JsonSerializer.Serialize(json, replay.Events.Select(PastEventView.From), JsonSerializerOptions.Web);
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, PastTrack track)
    {
        json.WriteStartObject();
        json.WriteString("tag", track.Tag);
        json.WriteString("kind", track.Carrier?.Kind ?? "person");
        json.WritePropertyName("carrier");
        JsonSerializer.Serialize(json, PastCarrierView.From(track.Carrier), JsonSerializerOptions.Web);
        Column("t", fix => Math.Round(fix.Time.SecondsSince(from), 2));
        Column("x", fix => fix.X);
        Column("y", fix => fix.Y);
        Column("z", fix => fix.Z);
        Column("r", fix => fix.Radius95);
        Column("s", fix => fix.State);
        Column("a", fix => fix.Alternatives);
        json.WriteEndObject();

        void Column(string name, Func<PastFix, double> value)
        {
            json.WriteStartArray(name);
            foreach (var fix in track.Fixes) json.WriteNumberValue(value(fix));
            json.WriteEndArray();
        }
    }
}
