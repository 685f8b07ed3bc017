using Shyraq.Core;
using Shyraq.Core.Acts;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Simulator.Drawing;
using Shyraq.Simulator.Radios;
using Xunit;

namespace Shyraq.Simulator.Tests.Presence;

/// <summary>A whole change of shifts against the truth: one crew comes up, another goes down, radios alone tell where they are.</summary>
public sealed class ShiftChangeTests
{
    private const int Minutes = 100, Crew = 25;
    private static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Nobody_who_is_truly_below_is_counted_out_and_whoever_came_up_is_in_time()
    {
        var plan = Plans.Read(CoalMine.Text(1));
        var simulation = new Simulation(plan, new() { Seed = 5, Start = Start, People = Crew, Vehicles = 10, Crews = 2, ShiftLeft = 45 * 60 });
        var mine = new Mine(plan);
        var people = simulation.Workforce.People;
        Take(mine, new ActInput(Start, "office", new ImportRegistry([], [.. people.Select(p => new Person("P" + p.Tag, p.Tag))], [], [.. people.Select(p => new RegisteredTag(new(p.Tag)))])));
        var on = new HashSet<string>();
        var (wronglyOut, belowSeconds, cameUp, wentDown) = (0, 0, 0, 0);
        var below = new Dictionary<string, bool>();
        var lag = new List<double>();
        var upSince = new Dictionary<string, Instant>();
        var delivered = new List<Delivery>();
        for (var second = 1; second <= Minutes * 60; second++)
        {
            delivered.Clear();
            while (simulation.Elapsed < second - 1e-6) simulation.Step(delivered);
            var now = Start.PlusSeconds(second);
            if (delivered.Count > 0) Take(mine, new SightingsInput(now, [.. delivered.Select(d => d.Sighting with { Arrived = now })]));
            Take(mine, new TickInput(now));
            foreach (var person in people)
            {
                if (person.IsOn && on.Add(person.Tag)) Take(mine, new ActInput(now, "lamp room", new IssueTag(new(person.Tag), "P" + person.Tag)));
                else if (!person.IsOn && on.Remove(person.Tag)) Take(mine, new ActInput(now, "lamp room", new ReturnTag(new(person.Tag))));
            }
            if (second % 10 != 0) continue;
            var states = mine.Safety.PresenceBoard(mine, now).People.ToDictionary(p => p.Id, p => p.State);
            foreach (var person in people)
            {
                // The shafts begin at 520 m; half way down nobody is above any more.
                var isBelow = person.IsOn && person.Place.Z < 400;
                var state = states.GetValueOrDefault("P" + person.Tag);
                if (isBelow)
                {
                    belowSeconds += 10;
                    if (state == PresenceState.Out) wronglyOut++;
                }
                if (below.TryGetValue(person.Tag, out var was) && was && !isBelow) (cameUp, upSince[person.Tag]) = (cameUp + 1, now);
                if (below.TryGetValue(person.Tag, out was) && !was && isBelow) wentDown++;
                if (!isBelow && state == PresenceState.Out && upSince.Remove(person.Tag, out var since)) lag.Add(now.SecondsSince(since));
                below[person.Tag] = isBelow;
            }
        }
        Assert.Equal(0, wronglyOut);
        TestContext.Current.TestOutputHelper!.WriteLine($"{belowSeconds / 3600.0:0} hours below, {cameUp} came up, {wentDown} went down; out after {lag.Order().ElementAt(lag.Count / 2)} s (median), {lag.Max()} s at most; still in: {upSince.Count}");
        // Some work at the shaft itself, or come up only after the end.
        Assert.True(cameUp > 0.8 * Crew && wentDown > 0.8 * Crew, $"{cameUp} came up, {wentDown} went down");
        // All who came up are out, or came up within the last five minutes.
        Assert.True(upSince.Values.All(t => Start.PlusSeconds(Minutes * 60).SecondsSince(t) < 300), $"{upSince.Count} who came up are not out");
    }

    private static void Take(Mine mine, MineInput input)
    {
        if (mine.Judge(mine.Place(mine.Follow(input))).Refusal is { } refusal) Assert.Fail($"{refusal.Reason}: {refusal.Detail}");
    }
}
