using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Shyraq.Core;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Bench.Tracking;

/// <summary>What it costs to follow sightings on the network, and to place the tags after each batch.</summary>
[MemoryDiagnoser]
public class FollowBenchmark
{
    private static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly MinePlan _plan = Grid(10, 10);
    private Mine _mine = null!;
    private int _second;

    /// <summary>Tags that walk; each is heard by three anchors once a second.</summary>
    [Params(100, 2000)]
    public int Tags { get; set; }

    [GlobalSetup]
    public void Warm()
    {
        _mine = new Mine(_plan);
        for (_second = 0; _second < 10; _second++) _mine.Follow(Second(_second));
    }

    /// <summary>Follows one second of all tags.</summary>
    [Benchmark]
    public int Follow()
    {
        _second++;
        return _mine.Follow(Second(_second)).Accepted;
    }

    /// <summary>Follows and places one second of all tags.</summary>
    [Benchmark]
    public int FollowAndPlace()
    {
        _second++;
        return _mine.Place(_mine.Follow(Second(_second))).Fixes.Length;
    }

    /// <summary>Makes the sightings alone: what to take off the others.</summary>
    [Benchmark(Baseline = true)]
    public int Make()
    {
        _second++;
        return Second(_second).Sightings.Length;
    }

    private SightingsInput Second(int second)
    {
        var sightings = ImmutableArray.CreateBuilder<Sighting>(Tags * 3);
        for (var tag = 0; tag < Tags; tag++)
        {
            var roadway = _plan.Roadways[tag % _plan.Roadways.Length];
            // To and fro along the roadway at 1.2 m/s.
            var way = (second * 1.2 + tag * 7) % (2 * roadway.Line.Length);
            var offset = way < roadway.Line.Length ? way : 2 * roadway.Line.Length - way;
            var place = roadway.Line.PointAt(offset);
            var first = (int)(offset / 60);
            for (var k = 0; k < 3; k++)
            {
                var anchor = _plan.Anchors[tag % _plan.Roadways.Length * 11 + Math.Clamp(first - 1 + k, 0, 10)];
                var time = Start.PlusSeconds(second + tag * 1e-4 + k * 1e-5);
                var noise = 0.1 * Math.Sin(second * 12.9898 + tag * 78.233 + k * 37.719);
                sightings.Add(new RangeSighting(time, time, new("T" + tag), anchor.Id, new(Math.Max(0, Point3.Distance(place, anchor.Place) + noise)), null, null, null));
            }
        }
        return new(Start.PlusSeconds(second + 0.5), sightings.MoveToImmutable());
    }

    /// <summary>Streets of 600 m in a grid, an anchor each 60 m.</summary>
    private static MinePlan Grid(int across, int along)
    {
        var roadways = new List<Roadway>();
        var anchors = new List<Anchor>();
        for (var i = 0; i < across + along; i++)
        {
            var vertices = Enumerable.Range(0, 11).Select(k => i < across ? new Point3(i * 60, k * 60, 0) : new Point3(k * 60, (i - across) * 60, 0)).ToArray();
            roadways.Add(new(new("R" + i), "R" + i, "L", "travel", Air.Intake, new(5), new(3), new(vertices)));
            anchors.AddRange(vertices.Select((v, k) => new Anchor(new($"A{i}.{k}"), v + new Point3(1, 1, 1), AnchorTechnology.Uwb, null, null, null)));
        }
        return new(new("grid"), "Grid", "local", "UTC", 1, new([.. roadways], [], [.. anchors], [], [], []));
    }
}
