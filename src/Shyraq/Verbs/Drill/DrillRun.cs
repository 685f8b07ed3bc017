using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using Shyraq.Core;
using Shyraq.Core.Evaluation;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Carriers;
using Shyraq.Protocols.Sightings;
using Shyraq.Simulator.Feeds;
using Shyraq.Simulator.Incidents;
using Shyraq.Simulator.Radios;
using Shyraq.Simulator.Scenarios;

namespace Shyraq.Verbs.Drill;

/// <summary>
/// Drives a scenario through a mine: what its gateways publish three times a second is written as bytes, decoded as the server decodes it, followed,
/// placed and judged, with a tick each second. The mine is told nothing else; what truly happened is only compared afterwards.
/// </summary>
public static class DrillRun
{
    private const int StepsOfBatch = 3, StepsOfSecond = 10;

    /// <summary>Runs a scenario.</summary>
    /// <param name="done">Told how many seconds of the mine are over.</param>
    public static DrillResult Of(DrillScenario scenario, long seed, double seconds, Action<double> done, CancellationToken stop)
    {
        var begun = Stopwatch.GetTimestamp();
        var world = scenario.Begin(seed, seconds);
        var server = new Server(world);
        var (sightings, feed) = (new List<Delivery>(), new List<FeedItem>());
        var steps = (long)Math.Round(seconds * StepsOfSecond);
        for (long step = 1; step <= steps; step++)
        {
            stop.ThrowIfCancellationRequested();
            world.Step(sightings, feed);
            if (step % StepsOfBatch == 0)
            {
                server.Hear(sightings);
                sightings.Clear();
                // Nothing takes readings, passages and answers in yet.
                feed.Clear();
            }
            if (step % StepsOfSecond == 0) server.Tick();
            if (step % 100 == 0) done(world.Elapsed);
        }
        return new(scenario, seed, seconds, world.Now.PlusSeconds(-world.Elapsed), [.. world.Truth.All],
            [.. DrillRule.All.Select(rule => Judge(rule, scenario, world.Truth, server.Told))], server.Sightings, server.Refused,
            [.. server.Told.AlarmKinds.Where(kind => !DrillRule.All.Any(rule => rule.Told == new Telling.Alarm(kind))).Select(kind => kind.ToString())],
            Stopwatch.GetElapsedTime(begun));
    }

    private static JudgedRule Judge(DrillRule rule, DrillScenario scenario, TrueEvents truth, ToldStretches told)
    {
        var stretches = truth.All.Where(e => e.Kind == rule.Truth).Select(e => new Stretch(e.Subject, e.From, e.To, e.IsSure)).ToList();
        if (rule.Told is not { } telling) return new(rule, stretches.Count(s => s.IsSure), null, null);
        var score = EventMatching.Match(stretches, told.Of(telling), rule.Early, rule.Late);
        var holds = rule.Must is { } must && (scenario.IsCovered || !must.OnlyCovered) ? must.Holds(score) : (bool?)null;
        return new(rule, score.True, score, holds);
    }

    /// <summary>The server's side: the straight line without its disk.</summary>
    private sealed class Server
    {
        private readonly World _world;
        private readonly Mine _mine;
        private readonly ArrayBufferWriter<byte>[] _payloads;

        public Server(World world)
        {
            (_world, _mine) = (world, new Mine(world.Plan));
            _payloads = [.. Enumerable.Range(0, world.Gateways).Select(_ => new ArrayBufferWriter<byte>())];
            if (CarriersReader.Read(CarriersReader.Write(world.Workforce.Carriers)) is not CarriersReading.Read carriers) throw new InvalidOperationException("The carriers cannot be read back.");
            Walk(new CarriersInput(world.Now, carriers.Carriers));
        }

        public ToldStretches Told { get; } = new();
        public long Sightings { get; private set; }
        public ImmutableSortedDictionary<RefusalReason, long> Refused => _mine.Refused;

        public void Hear(List<Delivery> deliveries)
        {
            foreach (var (gateway, sighting) in deliveries) SightingWriter.WriteLine(_payloads[gateway], sighting with { Arrived = sighting.Time });
            Sightings += deliveries.Count;
            foreach (var payload in _payloads)
            {
                if (payload.WrittenCount == 0) continue;
                var decoded = SightingPayload.Decode(payload.WrittenSpan, _world.Now);
                payload.ResetWrittenCount();
                if (decoded.RefusedCounts.Count > 0) Walk(new RefusalsInput(_world.Now, "mqtt", decoded.RefusedCounts, decoded.Refusals));
                Walk(new SightingsInput(_world.Now, decoded.Sightings));
            }
        }

        public void Tick() => Walk(new TickInput(_world.Now));

        private void Walk(MineInput input) => Told.Take(_mine.Judge(_mine.Place(_mine.Follow(input))), input.Arrived);
    }
}

/// <summary>A rule and how it did.</summary>
/// <param name="True">Sure true events.</param>
/// <param name="Score">Null when nothing tells it yet.</param>
/// <param name="Holds">What has to be is so; null when nothing has to be here.</param>
public sealed record JudgedRule(DrillRule Rule, int True, EventScore? Score, bool? Holds);

/// <summary>What came of a drill.</summary>
/// <param name="Truth">What truly happened.</param>
/// <param name="Unasked">Alarms that were told and that no rule judges.</param>
/// <param name="Took">By the clock on the wall.</param>
public sealed record DrillResult(
    DrillScenario Scenario, long Seed, double Seconds, Instant Start, ImmutableArray<TrueEvent> Truth, ImmutableArray<JudgedRule> Rules,
    long Sightings, ImmutableSortedDictionary<RefusalReason, long> Refused, ImmutableArray<string> Unasked, TimeSpan Took)
{
    /// <summary>All that has to be is so.</summary>
    public bool Passed => Rules.All(rule => rule.Holds != false);
}
