using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Acts;
using Shyraq.Core.Record;
using Shyraq.Protocols.Acts;
using Shyraq.Web.Bodies;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Acts;

/// <summary>An act and who does it.</summary>
/// <param name="By">Who acts: a name, as the desk knows them.</param>
/// <param name="Act">An object with its <c>kind</c> and the properties of that kind.</param>
public sealed record ActBody(string? By, JsonElement Act);

/// <summary>The answer to an act that was done.</summary>
/// <param name="Sequence">The block of the journal that holds it.</param>
public sealed record ActDone(long Sequence);

/// <summary>The one way in for what people decide: every act is journalled with who and when, done or not.</summary>
internal static class ActEndpoint
{
    /// <summary>Largest act, bytes: a registry of some ten thousand people.</summary>
    public const int MostBytes = 16 << 20;

    private const int LongestName = 256;

    public static void MapActs(this RouteGroupBuilder mines) => mines.MapPost("/{mine}/acts", Post)
        .WithTags("Acts").WithSummary("Do something that a person decided")
        .WithDescription("Journals the act with who and when, and does it. 409 when it cannot be done as things stand: the member `reason` is for programs, `detail` for people; that it was tried is recorded all the same.")
        .Accepts<ActBody>("application/json").Produces<ActDone>()
        .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503)
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes));

    private static async Task<Results<Ok<ActDone>, ProblemHttpResult>> Post(string mine, HttpRequest request, HttpResponse response, MineDirectory directory, IGrainFactory grains)
    {
        if (!request.IsJson()) return Problem.WrongType($"the content type '{request.ContentType}'", "application/json");
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        var (body, fault) = await RequestBody.Read(request, MostBytes);
        if (body is null) return Problem.Of(fault, response);
        using var held = body;
        var (batch, why) = Read(body.Bytes);
        if (batch is null) return Problem.BadBody(why);
        return WhyNot(await grains.GetGrain<IMineGrain>(mine).Act(batch), mine, response, out var sequence) is { } problem ? problem : TypedResults.Ok(new ActDone(sequence));
    }

    /// <summary>Who acts has a name.</summary>
    internal static bool IsName([NotNullWhen(true)] string? by) => by is { Length: <= LongestName } && !string.IsNullOrWhiteSpace(by) && !by.Any(char.IsControl);

    /// <summary>What is answered to an act that was not done; null when it was.</summary>
    /// <param name="sequence">The block of the journal that holds it; 0 when none does.</param>
    internal static ProblemHttpResult? WhyNot(Receipt receipt, string mine, HttpResponse response, out long sequence)
    {
        sequence = receipt is Receipt.Journalled kept ? kept.Sequence : 0;
        return receipt switch
        {
            Receipt.Journalled { Undone: { } undone } => Problem.Undone(undone),
            Receipt.Journalled => null,
            Receipt.Busy busy => Problem.Busy(response, busy.Pending, busy.Capacity),
            Receipt.Failed failed => Problem.JournalFailed(failed.Why),
            Receipt.UnknownMine => Problem.UnknownMine(mine),
            _ => throw new InvalidOperationException($"unknown receipt {receipt.GetType().Name}"),
        };
    }

    private static (ActBatch? Batch, string Fault) Read(ReadOnlySpan<byte> utf8)
    {
        ActBody? body;
        try
        {
            body = JsonSerializer.Deserialize<ActBody>(utf8, JsonSerializerOptions.Web);
        }
        catch (JsonException broken)
        {
            return (null, $"The body is no act: {broken.Message}");
        }
        if (body?.By is not { } by || !IsName(by))
            return (null, $"The property by is missing or no name: who acts, at most {LongestName} characters.");
        if (body.Act.ValueKind != JsonValueKind.Object) return (null, "The property act is missing: expected an object with a kind.");
        var (act, fault) = ActJson.Read(JsonSerializer.SerializeToUtf8Bytes(body.Act));
        // Only the server does it, by what the operator set; nobody can ask for it from outside.
        if (act is TrimHistory) return (null, "The act trimHistory is the server's own; set Shyraq:History to change how long is kept what.");
        if (act is TellRecordFault) return (null, "The act tellRecordFault is the server's own: it tells what it finds of its clock, disk and journal.");
        if (act is NoteCheckpoint) return (null, "The act noteCheckpoint is the server's own: it tells what the server has signed.");
        return act is null ? (null, $"The act cannot be read: {fault}") : (new(by.Trim(), act, Activity.Current?.Id), "");
    }
}
