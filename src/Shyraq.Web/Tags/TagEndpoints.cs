using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Bodies;
using Shyraq.Web.Plans;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Tags;

/// <summary>The answer to a list of carriers.</summary>
/// <param name="Tags">How many tags it names.</param>
public sealed record CarriersTaken(int Tags);

/// <summary>Who or what carries a tag. Further properties of the list are kept.</summary>
/// <param name="Carrier"><c>person</c> or <c>vehicle</c>.</param>
public sealed record CarrierView(string Carrier, string? Name, string? Number, string? Crew, string? Role);

/// <summary>Tags: who carries them, and all that is known of one.</summary>
internal static class TagEndpoints
{
    /// <summary>Largest list of carriers, bytes.</summary>
    public const int MostBytes = 16 << 20;

    public static void MapTags(this RouteGroupBuilder mines)
    {
        mines.MapGet("/{mine}/tags", Get).WithTags("Tags").WithSummary("Who carries which tag")
            .Produces<Dictionary<string, CarrierView>>().ProducesProblem(404);
        mines.MapPut("/{mine}/tags", Put).WithTags("Tags").WithSummary("Put a new list of who carries which tag")
            .WithDescription("It replaces the old list. The short form `{\"T1\":\"person\"}` is accepted as well.")
            .Accepts<Dictionary<string, CarrierView>>("application/json")
            .Produces<CarriersTaken>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        mines.MapGet("/{mine}/tags/{tag}", GetOne).WithTags("Tags").WithSummary("All that is known of one tag")
            .Produces<TagDetails>().ProducesProblem(404);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Get(string mine, MineDirectory directory, IGrainFactory grains)
    {
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        return TypedResults.Bytes(await grains.GetGrain<IMineGrain>(mine).Carriers(), "application/json");
    }

    private static async Task<Results<Ok<CarriersTaken>, ProblemHttpResult>> Put(string mine, HttpRequest request, HttpResponse response, MineDirectory directory, IGrainFactory grains)
    {
        if (!request.IsJson()) return Problem.WrongType($"the content type '{request.ContentType}'", "application/json");
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        var (body, fault) = await RequestBody.Read(request, MostBytes);
        if (body is null) return Problem.Of(fault, response);
        // Held until it is answered: the list takes as much meanwhile.
        using var held = body;
        var receipt = await grains.GetGrain<IMineGrain>(mine).PutCarriers(body.Bytes.ToArray());
        return receipt.Faults.Length > 0
            ? Problem.Faults("The list was refused; the one in force stays.", RemarkView.From(receipt.Faults))
            : TypedResults.Ok(new CarriersTaken(receipt.Count));
    }

    private static async Task<Results<Ok<TagDetails>, ProblemHttpResult>> GetOne(string mine, string tag, MineDirectory directory, IGrainFactory grains)
    {
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        return await grains.GetGrain<IMineGrain>(mine).Tag(tag) is { } view ? TypedResults.Ok(TagDetails.From(tag, view)) : Problem.UnknownTag(mine, tag);
    }
}
