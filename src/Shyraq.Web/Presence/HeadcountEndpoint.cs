using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Presence;

/// <summary>The count of one level, people by how their place is known.</summary>
/// <param name="Level">"" for places without one.</param>
public sealed record LevelView(string Level, int PeopleLive, int PeopleInferred, int PeopleLastKnown, int Vehicles);

/// <summary>A tag that is heard while its place is unknown.</summary>
/// <param name="Heard">When the newest sighting of it that was used arrived; null when all of them were refused.</param>
/// <param name="Sos">An SOS stands.</param>
public sealed record UnplacedView(string Tag, string Carrier, DateTime? Heard, bool Sos)
{
    internal static UnplacedView From(UnplacedRow row) => new(row.Tag, row.Vehicle ? "vehicle" : "person", ApiNames.Time(row.Heard), (row.Flags & 1) != 0);
}

/// <summary>Who is where.</summary>
/// <param name="Time">The server's time.</param>
/// <param name="People">With a place, however old.</param>
/// <param name="UnplacedPeople">Heard, place unknown: not among <paramref name="People"/>.</param>
/// <param name="Unplaced">Who they are, vehicles too.</param>
public sealed record HeadcountView(DateTime Time, int People, int Vehicles, LevelView[] Levels, int UnplacedPeople, int UnplacedVehicles, UnplacedView[] Unplaced);

/// <summary>How many are where, and of whom nobody knows where they are.</summary>
internal static class HeadcountEndpoint
{
    public static void MapHeadcount(this RouteGroupBuilder mines) => mines.MapGet("/{mine}/headcount", Get)
        .WithTags("Headcount").WithSummary("Who is where by level, and who is heard while the place is unknown").Produces<HeadcountView>().ProducesProblem(404);

    private static async Task<Results<Ok<HeadcountView>, ProblemHttpResult>> Get(string mine, MineDirectory directory, IGrainFactory grains, TimeProvider clock)
    {
        if (!directory.Knows(mine) || await grains.GetGrain<IMineGrain>(mine).Headcount() is not { } count) return Problem.UnknownMine(mine);
        var vehicles = count.Unplaced.Count(one => one.Vehicle);
        return TypedResults.Ok(new HeadcountView(
            clock.GetUtcNow().UtcDateTime, count.People, count.Vehicles,
            Array.ConvertAll(count.Levels, level => new LevelView(level.Level, level.PeopleLive, level.PeopleInferred, level.PeopleLastKnown, level.Vehicles)),
            count.Unplaced.Length - vehicles, vehicles, Array.ConvertAll(count.Unplaced, UnplacedView.From)));
    }
}
