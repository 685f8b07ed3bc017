using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Bench.Engine;

/// <summary>People in halls of 80 by 50 m with a pillar and six anchors each, fifty to a hall; each is heard by all of them or by some once a second.</summary>
internal sealed class HallCrowd : Crowd
{
    private const int ToAHall = 50, AnchorsOfAHall = 6, HeardBy = 4;
    private const double Wide = 80, Deep = 50, Apart = 200;

    private readonly Random _random;
    private readonly Walker[] _walkers;
    private readonly bool _differences;

    /// <param name="differences">Range differences rather than ranges.</param>
    public HallCrowd(int tags, bool differences, int seed = 1)
    {
        (_random, _differences) = (new(seed), differences);
        var halls = (tags + ToAHall - 1) / ToAHall;
        Plan = Halls(halls);
        _walkers = new Walker[tags];
        for (var i = 0; i < tags; i++)
            _walkers[i] = new() { Id = new($"L-{i:000000}"), Hall = i / ToAHall, Place = new(_random.NextDouble() * Wide, _random.NextDouble() * 18, 0), Course = 2 * Math.PI * _random.NextDouble(), Pace = 1 + 0.5 * _random.NextDouble() };
    }

    public override MinePlan Plan { get; }

    public override int Tags => _walkers.Length;

    protected override void Hear(int second, List<Sighting> heard)
    {
        for (var i = 0; i < _walkers.Length; i++)
        {
            ref var walker = ref _walkers[i];
            Walk(ref walker);
            var time = Start.PlusSeconds(second + (double)i / _walkers.Length);
            var place = walker.Place + new Point3(walker.Hall * Apart, 0, 1.3);
            var first = _random.Next(AnchorsOfAHall);
            var reference = Plan.Anchors[walker.Hall * AnchorsOfAHall + first];
            for (var k = _differences ? 1 : 0; k < HeardBy; k++)
            {
                var anchor = Plan.Anchors[walker.Hall * AnchorsOfAHall + (first + k) % AnchorsOfAHall];
                heard.Add(_differences
                    ? new TdoaSighting(time, time, walker.Id, anchor.Id, reference.Id, new(Range(anchor, place) - Range(reference, place)), null)
                    : new RangeSighting(time, time, walker.Id, anchor.Id, new(Range(anchor, place)), null, new(-80), new(-82)));
            }
            if (i % 3 == 0) heard.Add(new MotionSighting(time, time, walker.Id, new(walker.Pace), false, null, null));
        }
    }

    private double Range(Anchor anchor, Point3 place) => Point3.Distance(anchor.Place, place) + (Plan.Areas[0].Rings.Length > 1 && _random.NextDouble() < 0.05 ? 0.4 : 0)
        + 0.1 * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private void Walk(ref Walker walker)
    {
        var next = walker.Place + new Point3(walker.Pace * Math.Sin(walker.Course), walker.Pace * Math.Cos(walker.Course), 0);
        // Walls and the pillar turn one away.
        if (Plan.Areas[0].Contains(next.X, next.Y)) walker.Place = next;
        else walker.Course += Math.PI * (0.5 + _random.NextDouble());
        walker.Course += 0.2 * (_random.NextDouble() - 0.5);
    }

    private static MinePlan Halls(int count)
    {
        var halls = ImmutableArray.CreateBuilder<OpenArea>();
        var anchors = ImmutableArray.CreateBuilder<Anchor>();
        for (var i = 0; i < count; i++)
        {
            var x = i * Apart;
            ImmutableArray<Point3> Ring(double west, double south, double east, double north) => [new(x + west, south, 0), new(x + east, south, 0), new(x + east, north, 0), new(x + west, north, 0)];
            halls.Add(new(new($"H{i}"), $"H{i}", "L", [Ring(0, 0, Wide, Deep), Ring(34, 20, 46, 30)], new(0), new(6), new(1.3), false));
            for (var k = 0; k < AnchorsOfAHall; k++)
                anchors.Add(new(new($"A-{i}-{k}"), new(x + k % 3 * Wide / 2, k / 3 * Deep, 4), AnchorTechnology.Uwb, null, null, null));
        }
        return new(new("halls"), "Halls", "local", "UTC", 1, new([], halls.ToImmutable(), anchors.ToImmutable(), [], [], []));
    }

    private struct Walker
    {
        public TagId Id;
        public int Hall;
        public Point3 Place;
        public double Course, Pace;
    }
}
