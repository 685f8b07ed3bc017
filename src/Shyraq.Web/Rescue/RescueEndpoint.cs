using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Rescue;
using Shyraq.Protocols.Rescue;
using Shyraq.Web.Boards;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Rescue;

/// <summary>What rescuers need: the board, and the sheet that needs no server.</summary>
internal static class RescueEndpoint
{
    public static void MapRescue(this RouteGroupBuilder mines)
    {
        mines.MapBoard<RescueBoard>("rescue", "Who is looked for and where they can be, teams, statements, what is known of each roadway").WithTags("Rescue");
        Map(SheetForm.Html, "rescue-sheet.html", "text/html; charset=utf-8");
        Map(SheetForm.Pdf, "rescue-sheet.pdf", "application/pdf");

        void Map(SheetForm form, string name, string type) => mines
            .MapGet($"/{{mine}}/{name}", (string mine, string? language, MineDirectory directory, IGrainFactory grains, TimeProvider clock) => Get(mine, language ?? SheetWords.Languages[0], form, name, type, directory, grains, clock))
            .WithTags("Rescue").WithSummary($"The rescue sheet as one file ({(form == SheetForm.Html ? "opens in any browser without a network" : "to print")})")
            .WithDescription("`language` is `ru` (without it), `kk` or `en`.")
            .Produces<byte[]>(200, type.Split(';')[0]).ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Get(string mine, string language, SheetForm form, string name, string type, MineDirectory directory, IGrainFactory grains, TimeProvider clock)
    {
        if (!SheetWords.Knows(language)) return Problem.BadBody($"The parameter language is '{language}'; expected one of {string.Join(", ", SheetWords.Languages)}.");
        if (!directory.Knows(mine) || await grains.GetGrain<IMineGrain>(mine).RescueSheet(form, language) is not { } sheet) return Problem.UnknownMine(mine);
        // Saved, not shown: it is meant for another machine, and here the console shows more.
        return TypedResults.File(sheet, type, $"{clock.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}-{name}");
    }
}
