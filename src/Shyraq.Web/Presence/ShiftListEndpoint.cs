using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Protocols.Registry;
using Shyraq.Web.Bodies;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Presence;

/// <summary>The list of a shift as a workbook has it, made text that a screen can show before anything is planned.</summary>
internal static class ShiftListEndpoint
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Text = "text/tab-separated-values";
    private const int MostBytes = 4 << 20;

    public static void MapShiftList(this RouteGroupBuilder mines) => mines.MapPost("/{mine}/shift-list.xlsx", Post)
        .WithTags("Presence").WithSummary("The first sheet of a workbook as text, to be looked at before a shift is planned with it")
        .WithDescription("A line for each row of the sheet, in its place; cells parted by tabs. Nothing is kept or planned: that is the act `planShift`.")
        .Accepts<object>(Xlsx).Produces<string>(200, Text).ProducesProblem(400).ProducesProblem(404).ProducesProblem(413).ProducesProblem(415)
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes));

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Post(string mine, HttpRequest request, HttpResponse response, MineDirectory directory)
    {
        if (request.ContentType is not { } given || !given.Split(';')[0].Trim().Equals(Xlsx, StringComparison.OrdinalIgnoreCase)) return Problem.WrongType($"the content type '{request.ContentType}'", Xlsx);
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        var (body, fault) = await RequestBody.Read(request, MostBytes);
        if (body is null) return Problem.Of(fault, response);
        using var held = body;
        try
        {
            return TypedResults.Content(ListXlsx.Read(held.Bytes.ToArray()), $"{Text}; charset=utf-8");
        }
        catch (InvalidDataException damaged)
        {
            return Problem.BadBody($"The body is no workbook that can be read as a list: {damaged.Message}.");
        }
    }
}
