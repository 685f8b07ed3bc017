using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Boards;

/// <summary>A board of the safety core, as the mine writes it.</summary>
internal static class BoardEndpoint
{
    /// <summary>Maps <c>GET /api/mines/{mine}/NAME</c>.</summary>
    /// <typeparam name="T">The record of the core that the board is.</typeparam>
    public static RouteHandlerBuilder MapBoard<T>(this RouteGroupBuilder mines, string name, string summary) where T : class =>
        mines.MapGet($"/{{mine}}/{name}", (string mine, MineDirectory directory, IGrainFactory grains) => Get(mine, name, directory, grains))
            .WithSummary(summary).Produces<T>().ProducesProblem(404);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Get(string mine, string name, MineDirectory directory, IGrainFactory grains) =>
        directory.Knows(mine) && await grains.GetGrain<IMineGrain>(mine).Board(name) is { } board ? TypedResults.Bytes(board, "application/json") : Problem.UnknownMine(mine);
}
