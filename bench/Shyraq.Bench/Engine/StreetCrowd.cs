using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Bench.Engine;

/// <summary>
/// People who walk along the roadways of a <see cref="StreetGrid"/> and turn off at junctions. Once a second, each in a slot of its own,
/// a tag is heard by the anchors in its street; every third tells of its motion as well.
/// </summary>
internal sealed class StreetCrowd : Crowd
{
    private const double Reach = 100, TurnsOff = 0.3, Lost = 0.1, Reflected = 0.03;

    private readonly StreetGrid _grid;
    private readonly Random _random;
    private readonly Walker[] _walkers;

    public StreetCrowd(StreetGrid grid, int tags, int seed = 1)
    {
        (_grid, _random) = (grid, new(seed));
        _walkers = new Walker[tags];
        for (var i = 0; i < tags; i++)
        {
            _walkers[i] = new()
            {
                Id = new($"L-{i:000000}"),
                Across = _random.Next(2) == 0,
                Street = _random.Next(grid.Streets),
                Offset = _random.NextDouble() * grid.Length,
                Pace = (1 + 0.5 * _random.NextDouble()) * (_random.Next(2) == 0 ? 1 : -1),
                Aside = 2 * _random.NextDouble() - 1,
            };
        }
    }

    public override MinePlan Plan => _grid.Plan;

    public override int Tags => _walkers.Length;

    protected override void Hear(int second, List<Sighting> heard)
    {
        for (var i = 0; i < _walkers.Length; i++)
        {
            ref var walker = ref _walkers[i];
            Walk(ref walker);
            var time = Start.PlusSeconds(second + (double)i / _walkers.Length);
            var place = _grid.Place(walker.Across, walker.Street, walker.Offset, walker.Aside);
            var nearest = (int)(walker.Offset / StreetGrid.AnchorEvery);
            for (var k = nearest - 1; k <= nearest + 2; k++)
            {
                if (_grid.AnchorAt(walker.Across, walker.Street, k) is not { } anchor || _random.NextDouble() < Lost) continue;
                var distance = Point3.Distance(anchor.Place, place);
                if (distance < Reach && Heard(walker.Id, anchor, distance, time) is { } sighting) heard.Add(sighting);
            }
            if (i % 3 == 0 && _grid.Technology == AnchorTechnology.Uwb)
                heard.Add(new MotionSighting(time, time, walker.Id, new(Math.Abs(walker.Pace)), false, null, null));
        }
    }

    private Sighting? Heard(TagId tag, Anchor anchor, double distance, Instant time) => anchor.Technology switch
    {
        AnchorTechnology.Uwb => new RangeSighting(time, time, tag, anchor.Id, new(Math.Max(0, distance + 0.1 * Normal() + (_random.NextDouble() < Reflected ? 4 * _random.NextDouble() : 0))), null, new(-80), new(-82)),
        AnchorTechnology.Ble => new RssiSighting(time, time, tag, anchor.Id, new(StreetGrid.StrengthAt1m - 20 * Math.Log10(Math.Max(distance, 1)) + 5 * Normal())),
        _ => distance < StreetGrid.ReadRadius ? new SeenSighting(time, time, tag, anchor.Id) : null,
    };

    private void Walk(ref Walker walker)
    {
        var from = walker.Offset;
        walker.Offset += walker.Pace;
        if (walker.Offset < 0 || walker.Offset > _grid.Length) (walker.Offset, walker.Pace) = (Math.Clamp(walker.Offset, 0, _grid.Length), -walker.Pace);
        var (a, b) = (Math.Floor(from / StreetGrid.Block), Math.Floor(walker.Offset / StreetGrid.Block));
        if (a == b || _random.NextDouble() > TurnsOff) return;
        var junction = (int)Math.Max(a, b);
        (walker.Across, walker.Street, walker.Offset) = (!walker.Across, junction, walker.Street * StreetGrid.Block);
        if (_random.Next(2) == 0) walker.Pace = -walker.Pace;
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private struct Walker
    {
        public TagId Id;
        public bool Across;
        public int Street;
        public double Offset, Pace, Aside;
    }
}
