using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Checkpoints;

/// <summary>A signed statement of where the journal stood.</summary>
/// <param name="Number">1, 2, 3 … for each mine.</param>
/// <param name="Made">By the server's clock.</param>
/// <param name="Sequence">The newest block then.</param>
/// <param name="Time">Its time.</param>
/// <param name="Hash">Its hash: it stands for everything journalled up to it.</param>
/// <param name="Key">The public key that it was signed with.</param>
/// <param name="Line">All of it as text: what is signed, and the signature. This is what to keep.</param>
public sealed record CheckpointView(long Number, DateTime Made, long Sequence, DateTime Time, string Hash, string Key, string Line)
{
    internal static CheckpointView Of(CheckpointRow row) => new(row.Number, ApiNames.Time(row.Made), row.Sequence, ApiNames.Time(row.Time), row.Head, row.Key, row.Line);
}

/// <summary>What was signed, to be kept where nobody who can change the journal can change it too.</summary>
internal static class CheckpointEndpoint
{
    private const int MostRows = 10_000;

    public static void MapCheckpoints(this RouteGroupBuilder mines)
    {
        mines.MapGet("/{mine}/checkpoints", Newest).WithTags("Checkpoints").WithSummary("The newest signed statements of where the journal stood, oldest first")
            .WithDescription("As many as `last` says, by default 100.").Produces<CheckpointView[]>().ProducesProblem(400).ProducesProblem(404);
        mines.MapGet("/{mine}/checkpoints.txt", All).WithTags("Checkpoints").WithSummary("All of them as lines of text, to be kept elsewhere and given to shyraq verify")
            .Produces(200, contentType: "text/plain").ProducesProblem(404);
    }

    private static async Task<Results<Ok<CheckpointView[]>, ProblemHttpResult>> Newest(string mine, string? last, MineDirectory directory, IGrainFactory grains)
    {
        var count = 100;
        if (last is not null && !(int.TryParse(last, out count) && count is >= 1 and <= MostRows)) return Problem.BadBody($"The parameter last is '{last}'; expected a number from 1 to {MostRows}.");
        return await Rows(mine, count, directory, grains) is { } rows ? TypedResults.Ok(Array.ConvertAll(rows, CheckpointView.Of)) : Problem.UnknownMine(mine);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> All(string mine, MineDirectory directory, IGrainFactory grains) =>
        await Rows(mine, int.MaxValue, directory, grains) is { } rows ? TypedResults.Text(string.Concat(rows.Select(row => row.Line + "\n")), "text/plain") : Problem.UnknownMine(mine);

    private static async Task<CheckpointRow[]?> Rows(string mine, int last, MineDirectory directory, IGrainFactory grains) =>
        directory.Knows(mine) ? await grains.GetGrain<IMineGrain>(mine).Checkpoints(last) : null;
}
