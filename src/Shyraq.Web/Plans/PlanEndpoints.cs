using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Shyraq.Cluster.History;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Bodies;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Plans;

/// <summary>Something wrong or doubtful in what was put.</summary>
/// <param name="Feature">Kind and id, such as <c>roadway R12</c>.</param>
/// <param name="Property">The property, or "" for the whole feature.</param>
public sealed record RemarkView(string Feature, string Property, string Message)
{
    internal static RemarkView[] From(Remark[] remarks) => [.. remarks.Select(r => new RemarkView(r.Feature, r.Property, r.Message))];
}

/// <summary>The answer to a plan that is in force now.</summary>
public sealed record PlanTaken(int Version, RemarkView[] Warnings);

/// <summary>The plan of a mine.</summary>
internal static class PlanEndpoints
{
    /// <summary>Largest plan, bytes, as sent and once inflated: a coal field of thousands of roadways is a few MiB.</summary>
    public const int MostBytes = 64 << 20;

    private const string GeoJson = "application/geo+json";

    public static void MapPlans(this RouteGroupBuilder mines)
    {
        mines.MapGet("/{mine}/plan", Get).WithTags("Plans").WithSummary("The plan in force")
            .WithDescription("The GeoJSON as it was put, with a top-level member `version`. The ETag changes with it: send it in If-None-Match to get 304 while nothing changed. `version` asks for the plan of that version instead.")
            .Produces<object>(200, GeoJson).Produces(304).ProducesProblem(404);
        mines.MapPut("/{mine}/plan", Put).WithTags("Plans").WithSummary("Put a new version of the plan")
            .WithDescription("Journals the GeoJSON and puts it in force. A first plan makes the mine known. Faults refuse the whole plan; warnings do not.")
            .Accepts<object>(GeoJson, "application/json")
            .Produces<PlanTaken>().ProducesProblem(400).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Get(string mine, int? version, MineDirectory directory, IGrainFactory grains, PlanCopies copies, MineHistory history)
    {
        if (version is { } past && directory.Knows(mine)) return await Past(mine, past, history);
        if (!directory.Knows(mine) || await grains.GetGrain<IMineGrain>(mine).Plan() is not { } plan) return Problem.UnknownMine(mine);
        var copy = copies.WithVersion(mine, plan);
        return TypedResults.Bytes(copy.Text, GeoJson, entityTag: new EntityTagHeaderValue(copy.Tag));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Past(string mine, int version, MineHistory history)
    {
        if (await history.Plan(mine, version) is not { } source) return Problem.Of(StatusCodes.Status404NotFound, $"Mine '{mine}' has no plan of version {version}; /history lists those that it had.");
        var copy = PlanCopies.OfThePast(new(version, source));
        return TypedResults.Bytes(copy.Text, GeoJson, entityTag: new EntityTagHeaderValue(copy.Tag));
    }

    private static async Task<Results<Ok<PlanTaken>, ProblemHttpResult>> Put(string mine, HttpRequest request, HttpResponse response, IGrainFactory grains)
    {
        if (string.IsNullOrWhiteSpace(mine)) return Problem.UnknownMine(mine);
        if (!request.IsJson(GeoJson)) return Problem.WrongType($"the content type '{request.ContentType}'", $"{GeoJson} or application/json");
        var (body, fault) = await RequestBody.Read(request, MostBytes);
        if (body is null) return Problem.Of(fault, response);
        // Held until it is answered: the plan takes as much meanwhile.
        using var held = body;
        var receipt = await grains.GetGrain<IMineGrain>(mine).PutPlan(body.Bytes.ToArray());
        return receipt.Version == 0
            ? Problem.Faults("The plan was refused; the one in force stays.", RemarkView.From(receipt.Remarks))
            : TypedResults.Ok(new PlanTaken(receipt.Version, RemarkView.From(receipt.Remarks)));
    }
}
