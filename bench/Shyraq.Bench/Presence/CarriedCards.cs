using System.Collections.Immutable;
using Shyraq.Core;
using Shyraq.Core.Sightings;
using Shyraq.Simulator.Feeds;
using Shyraq.Simulator.Incidents;
using Shyraq.Simulator.Radios;
using Shyraq.Simulator.Scenarios;

namespace Shyraq.Bench.Presence;

/// <summary>
/// Shifts of the simulated coal mine in which some of the crew that goes down carry the card of a friend who stays at home. What is told of two tags that
/// are always together is compared with who truly carries two.
/// </summary>
internal static class CarriedCards
{
    /// <summary>People in both crews, cards carried for a friend, seconds from the change of shifts to the end of the trial.</summary>
    private const int People = 80, Cards = 8, Before = 1800, After = 5400;

    private const int StepsOfSecond = 10;

    public static void Tell(TextWriter to, int shifts)
    {
        to.WriteLine($"| shift (seed) | cards carried | found | minutes until found (median) | told and not so |");
        to.WriteLine("| --- | --- | --- | --- | --- |");
        var (carried, found, wrong) = (0, 0, 0);
        for (var seed = 1; seed <= shifts; seed++)
        {
            var (truth, told) = Run(seed);
            var right = told.Where(t => truth.Contains(t.Key)).Select(t => t.Value).Order().ToArray();
            to.WriteLine($"| {seed} | {truth.Count} | {right.Length} | {(right.Length > 0 ? $"{right[right.Length / 2] / 60:0}" : "—")} | {told.Count - right.Length} |");
            (carried, found, wrong) = (carried + truth.Count, found + right.Length, wrong + told.Count - right.Length);
        }
        to.WriteLine($"| all | {carried} | {found} | | {wrong} |");
        to.WriteLine();
    }

    /// <returns>The pairs of tags that are on one body, and the pairs that were told, with the seconds after the change of shifts at which they first were.</returns>
    private static (ImmutableHashSet<(string, string)> Truth, Dictionary<(string, string), double> Told) Run(long seed)
    {
        var scenario = DrillScenarios.All.Single(s => s.Name == "carried-cards");
        scenario = scenario with
        {
            Options = scenario.Options with { People = People, Crews = 2, ShiftLeft = Before },
            Script = s => s.Moments(Cards, 0.002, 0.02).Select(at => new TwoCards(at)),
        };
        var world = scenario.Begin(seed, Before + After);
        var mine = new Mine(world.Plan);
        Walk(new CarriersInput(world.Now, world.Workforce.Carriers));
        var told = new Dictionary<(string, string), double>();
        var (sightings, feed) = (new List<Delivery>(), new List<FeedItem>());
        for (var step = 1; step <= (Before + After) * StepsOfSecond; step++)
        {
            world.Step(sightings, feed);
            feed.Clear();
            if (step % StepsOfSecond != 0) continue;
            Walk(new SightingsInput(world.Now, [.. sightings.Select(d => d.Sighting with { Arrived = world.Now })]));
            sightings.Clear();
            Walk(new TickInput(world.Now));
            if (step % (60 * StepsOfSecond) != 0) continue;
            foreach (var pair in mine.Safety.PresenceBoard(mine, world.Now).Twins.Where(t => t.IsTold)) told.TryAdd((pair.A.Value, pair.B.Value), world.Elapsed - Before);
        }
        return ([.. world.Truth.All.Where(e => e.Kind == TrueKind.TwoCards).Select(e => e.Subject.Split(' ') is [var a, var b] ? (a, b) : throw new FormatException($"'{e.Subject}' names no two tags."))], told);

        void Walk(MineInput input) => mine.Judge(mine.Place(mine.Follow(input)));
    }
}
