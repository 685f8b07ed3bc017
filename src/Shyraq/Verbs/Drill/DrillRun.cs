using System.Collections.Immutable;
using System.Diagnostics;
using Shyraq.Core.Evaluation;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Simulator.Feeds;
using Shyraq.Simulator.Incidents;
using Shyraq.Simulator.Radios;
using Shyraq.Simulator.Scenarios;

namespace Shyraq.Verbs.Drill;

/// <summary>
/// Drives a scenario through a mine: what its gateways publish three times a second is written as bytes, decoded as the server decodes it, followed,
/// placed and judged, with a tick each second; so is what sensors, turnstiles and tags tell. The mine is told nothing else; what truly happened is only compared afterwards.
/// </summary>
public static class DrillRun
{
    private const int StepsOfBatch = 3, StepsOfSecond = 10;

    /// <summary>What was told within a rule's own window, or this, before the end is not judged, seconds.</summary>
    private const double LastMoments = 5;

    /// <summary>Runs a scenario.</summary>
    /// <param name="done">Told how many seconds of the mine are over.</param>
    public static DrillResult Of(DrillScenario scenario, long seed, double seconds, Action<double> done, CancellationToken stop)
    {
        var begun = Stopwatch.GetTimestamp();
        var world = scenario.Begin(seed, seconds);
        var server = new DrillMine(world);
        var muster = new MusterCheck();
        var (sightings, feed) = (new List<Delivery>(), new List<FeedItem>());
        var steps = (long)Math.Round(seconds * StepsOfSecond);
        for (long step = 1; step <= steps; step++)
        {
            stop.ThrowIfCancellationRequested();
            world.Step(sightings, feed);
            if (step % StepsOfBatch == 0)
            {
                server.Hear(sightings, feed);
                sightings.Clear();
                feed.Clear();
            }
            if (step % StepsOfSecond == 0)
            {
                server.Tick();
                muster.Look(server.Mine, world);
            }
            if (step % 100 == 0) done(world.Elapsed);
        }
        return new(scenario, seed, seconds, world.Now.PlusSeconds(-world.Elapsed), [.. world.Truth.All],
            [.. DrillRule.All.Select(rule => Judge(rule, scenario, world.Truth, server.Told, world.Now, isMustered: muster.Result is not null))], server.Sightings, server.Mine.Refused,
            muster.Result,
            [.. server.Told.AlarmKinds.Where(kind => !DrillRule.All.Any(rule => rule.Told == new Telling.Alarm(kind))).Select(kind => kind.ToString())],
            Stopwatch.GetElapsedTime(begun));
    }

    private static JudgedRule Judge(DrillRule rule, DrillScenario scenario, TrueEvents truth, ToldStretches told, Instant end, bool isMustered)
    {
        var plan = scenario.Plan.Value;
        var stretches = truth.All.Where(e => rule.IsAbout(e, plan) && (isMustered || rule.Told is not Telling.MusteredOut)).Select(e => new Stretch(e.Subject, e.From, e.To, e.IsSure));
        // Nobody is mustered where there is no emergency. Of zones that are not in the plan the world knows nothing; nor whether what was told in the last moments would have come true.
        var tellings = told.Of(rule.Told).Where(t => end.SecondsSince(t.From) > Math.Min(rule.Early, LastMoments)).Where(t => rule.Truth != TrueKind.InZone || plan.Zones.Any(zone => t.Subject.StartsWith(zone.Id.Value + " ", StringComparison.Ordinal)));
        var score = EventMatching.Match(stretches, tellings, rule.Early, rule.Late);
        var holds = rule.Must is { } must && (scenario.IsCovered || !must.OnlyCovered) ? must.Holds(score) : (bool?)null;
        return new(rule, score, holds);
    }
}

/// <summary>A rule and how it did.</summary>
/// <param name="Holds">What has to be is so; null when nothing has to be here.</param>
public sealed record JudgedRule(DrillRule Rule, EventScore Score, bool? Holds);

/// <summary>What came of a drill.</summary>
/// <param name="Truth">What truly happened.</param>
/// <param name="Muster">Whether the muster board was right at each second; null when there was no emergency.</param>
/// <param name="Unasked">Alarms that were told and that no rule judges.</param>
/// <param name="Took">By the clock on the wall.</param>
public sealed record DrillResult(
    DrillScenario Scenario, long Seed, double Seconds, Instant Start, ImmutableArray<TrueEvent> Truth, ImmutableArray<JudgedRule> Rules,
    long Sightings, ImmutableSortedDictionary<RefusalReason, long> Refused, MusterResult? Muster, ImmutableArray<string> Unasked, TimeSpan Took)
{
    /// <summary>All that has to be is so.</summary>
    public bool Passed => Rules.All(rule => rule.Holds != false) && Muster is not { Faults: > 0 };
}
