using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Evacuation;
using Shyraq.Protocols;
using Shyraq.Web.Acts;
using Shyraq.Web.Boards;
using Shyraq.Web.Bodies;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Evacuation;

/// <summary>The emergency, the muster, T0 and the emergency plan.</summary>
internal static class EvacuationEndpoint
{
    /// <summary>Largest emergency plan, bytes.</summary>
    private const int MostBytes = 8 << 20;

    public static void MapEvacuation(this RouteGroupBuilder mines)
    {
        mines.MapBoard<EvacuationBoard>("evacuation", "The emergency, the muster board, orders and closures").WithTags("Evacuation");
        mines.MapBoard<FrozenPicture>("picture", "All positions at T0; null before the first emergency").WithTags("Evacuation");
        mines.MapBoard<EmergencyPlan>("emergency-plan", "The emergency plan in force; null until one was put").WithTags("Evacuation");
        mines.MapPut("/{mine}/emergency-plan", Put).WithTags("Evacuation").WithSummary("Put a new emergency plan of the mine")
            .WithDescription("Journals it with who put it (`by` in the query). Roadways that the plan of the mine does not have refuse it as a whole.")
            .Accepts<EmergencyPlan>("application/json").Produces<ActDone>()
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes));
    }

    private static async Task<Results<Ok<ActDone>, ProblemHttpResult>> Put(string mine, string? by, HttpRequest request, HttpResponse response, MineDirectory directory, IGrainFactory grains)
    {
        if (!request.IsJson()) return Problem.WrongType($"the content type '{request.ContentType}'", "application/json");
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        if (!ActEndpoint.IsName(by)) return Problem.BadBody("The parameter by is missing or no name: who puts the plan.");
        var (body, fault) = await RequestBody.Read(request, MostBytes);
        if (body is null) return Problem.Of(fault, response);
        using var held = body;
        EmergencyPlan? plan;
        try
        {
            plan = JsonSerializer.Deserialize<EmergencyPlan>(body.Bytes, CoreJson.Options);
        }
        catch (JsonException wrong)
        {
            return Problem.BadBody($"The emergency plan cannot be read: {wrong.Path ?? "$"}: {wrong.Message}");
        }
        if (plan is null) return Problem.BadBody("The emergency plan is null; expected an object.");
        var receipt = await grains.GetGrain<IMineGrain>(mine).Act(new(by.Trim(), new PutEmergencyPlan(plan), Activity.Current?.Id));
        return ActEndpoint.WhyNot(receipt, mine, response, out var sequence) is { } problem ? problem : TypedResults.Ok(new ActDone(sequence));
    }
}
