using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Evacuation;

/// <summary>Ways out of straight roadways that meet at their ends, by the plainest means there are.</summary>
internal sealed class IndependentSearch
{
    /// <summary>Some millimetres at the slowest pace in foul air, seconds.</summary>
    private const double Millimetres = 0.2;

    private readonly MinePlan _plan;
    private readonly List<Closure> _closures;
    private readonly List<(Point3 Place, int Roadway, double Offset)> _points = [];
    private readonly double[,] _weighted, _seconds, _spent;
    private readonly int _count;

    public IndependentSearch(MinePlan plan, IEnumerable<Closure> closures, NetworkPosition person, double full)
    {
        (_plan, _closures) = (plan, [.. closures]);
        var feet = plan.Landmarks.Select(l => (Landmark: l, Foot: Foot(l))).ToList();
        for (var r = 0; r < plan.Roadways.Length; r++)
        {
            var length = plan.Roadways[r].Line.Length;
            IEnumerable<double> cuts = [0, length, .. _closures.Where(c => c.Roadway == plan.Roadways[r].Id).SelectMany(c => new[] { c.From, c.To }),
                .. feet.Where(f => f.Foot.Roadway == r).Select(f => f.Foot.Offset), .. person.Roadway == r ? [person.Offset] : Array.Empty<double>()];
            foreach (var cut in cuts.Distinct().Order()) _points.Add((plan.Roadways[r].Line.PointAt(cut), r, cut));
        }
        _count = _points.Count;
        (_weighted, _seconds, _spent) = (Matrix(), Matrix(), Matrix());
        var fresh = new bool[_count];
        for (var a = 0; a < _count; a++)
            for (var b = 0; b < _count; b++)
                if (Same(a, b)) _weighted[a, b] = _seconds[a, b] = _spent[a, b] = 0;
        for (var i = 1; i < _count; i++)
        {
            // Two cuts at one place, an ulp apart, are one: there is no way between them.
            if (_points[i].Roadway != _points[i - 1].Roadway || Same(i, i - 1)) continue;
            if (_points[i].Offset - _points[i - 1].Offset < 2e-3) Tolerance = Millimetres;
            var middle = (_points[i].Offset + _points[i - 1].Offset) / 2;
            var closed = IsClosed(_points[i].Roadway, middle);
            var air = !closed && plan.Roadways[_points[i].Roadway].Air == Air.Intake;
            fresh[i] |= air;
            fresh[i - 1] |= air;
            foreach (var (from, to) in new[] { (i - 1, i), (i, i - 1) })
            {
                if (closed && !Within(from)) continue;
                var seconds = Seconds(_points[from], _points[to]);
                _seconds[from, to] = seconds;
                _weighted[from, to] = air ? seconds : EscapeRoutes.FoulAir * seconds;
                _spent[from, to] = air ? 0 : seconds;
            }
        }
        FloydWarshall(_weighted);
        FloydWarshall(_seconds);
        var who = _points.FindIndex(p => p.Roadway == person.Roadway && p.Offset == person.Offset);
        ToExit = Nearest(_weighted, LandmarkKind.Exit);
        ToRefuge = Nearest(_seconds, LandmarkKind.Refuge);
        InFreshAir = plan.Roadways[person.Roadway].Air == Air.Intake && new[] { -1, 1 }.Any(side => who + side >= 0 && who + side < _count && _points[who + side].Roadway == person.Roadway
            && _points[who + side].Offset != person.Offset && !IsClosed(person.Roadway, (_points[who + side].Offset + person.Offset) / 2));

        // The least that a self-rescuer must give: Bellman and Ford until nothing changes, a cache being relief once it can be afforded.
        var need = new double[_count];
        for (var i = 0; i < _count; i++) need[i] = fresh.Where((_, j) => Same(i, j)).Any(f => f) || IsAt(i, LandmarkKind.Exit) ? 0 : double.PositiveInfinity;
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = 0; i < _count; i++)
            {
                var least = need[i];
                for (var j = 0; j < _count; j++) least = Math.Min(least, _spent[i, j] + need[j]);
                if (least <= full && IsAt(i, LandmarkKind.SelfRescuerCache)) least = 0;
                changed |= least < need[i];
                need[i] = least;
            }
        }
        Need = need[who];

        (int Roadway, double Offset) Foot(Landmark landmark)
        {
            var nearest = Enumerable.Range(0, plan.Roadways.Length).MinBy(r => plan.Roadways[r].Line.Nearest(landmark.Place).Distance);
            return (nearest, plan.Roadways[nearest].Line.Nearest(landmark.Place).Offset);
        }

        bool IsAt(int i, LandmarkKind kind) => feet.Any(f => f.Landmark.Kind == kind && Enumerable.Range(0, _count).Any(j => Same(i, j) && _points[j].Roadway == f.Foot.Roadway && _points[j].Offset == f.Foot.Offset));

        double Nearest(double[,] way, LandmarkKind kind) => Enumerable.Range(0, _count).Where(i => IsAt(i, kind)).Select(i => way[who, i]).DefaultIfEmpty(double.PositiveInfinity).Min();
    }

    /// <summary>How far the routes may be from this search, seconds: nothing but rounding, unless they take two places a millimetre apart for one.</summary>
    public double Tolerance { get; } = 1e-6;
    public double ToExit { get; }
    public double ToRefuge { get; }
    public double Need { get; }
    public bool InFreshAir { get; }

    /// <summary>Walks a way: it begins at the person, has no gap, enters no closed section, and is as long as it says.</summary>
    public void Walk(Escape way, NetworkPosition person)
    {
        if (way.Legs.IsEmpty) return;
        var at = _plan.PointAt(person);
        var left = IsClosed(person.Roadway, person.Offset);
        foreach (var leg in way.Legs)
        {
            var roadway = _plan.RoadwayIndex(leg.Roadway!.Value);
            Assert.True(Point3.Distance(at, _plan.Roadways[roadway].Line.PointAt(leg.From)) < 1e-6, "a gap in the way");
            at = _plan.Roadways[roadway].Line.PointAt(leg.To);
            for (var step = 0; step < 50; step++)
            {
                // Not where sections end: of two that touch there neither holds the very place.
                var closed = IsClosed(roadway, leg.From + (step + 0.4142) / 50 * (leg.To - leg.From));
                Assert.True(left || !closed, $"the way enters a closed section of {leg.Roadway} between {leg.From:R} and {leg.To:R}; closed are {string.Join("; ", _closures.Select(c => $"{c.Roadway} {c.From:R} to {c.To:R}"))}; the person is at {person.Roadway} {person.Offset:R}");
                left &= closed;
            }
        }
        Assert.Equal(way.Legs.Sum(l => Math.Abs(l.To - l.From)), way.Metres, 1e-6);
    }

    private double Seconds((Point3 Place, int Roadway, double Offset) from, (Point3 Place, int Roadway, double Offset) to)
    {
        var (foot, head) = (_plan.Roadways[from.Roadway].Line.Vertices[0], _plan.Roadways[from.Roadway].Line.Vertices[^1]);
        var (rise, run) = (Math.Sign(to.Offset - from.Offset) * (head.Z - foot.Z), Point3.HorizontalDistance(foot, head));
        return Math.Abs(to.Offset - from.Offset) / WalkingPace.On(rise / run, _plan.Roadways[from.Roadway].Height.Value);
    }

    private bool IsClosed(int roadway, double offset) => _closures.Any(c => c.Roadway == _plan.Roadways[roadway].Id && offset > c.From && offset < c.To);

    // A closed section is only left: from a place whose every way is closed.
    private bool Within(int point) => Enumerable.Range(0, _count).Where(j => Same(point, j)).All(j =>
        new[] { -1, 1 }.All(side => j + side < 0 || j + side >= _count || _points[j + side].Roadway != _points[j].Roadway || Same(j, j + side) || IsClosed(_points[j].Roadway, (_points[j].Offset + _points[j + side].Offset) / 2)));

    private bool Same(int a, int b) => Point3.Distance(_points[a].Place, _points[b].Place) < 1e-7;

    private double[,] Matrix()
    {
        var matrix = new double[_count, _count];
        for (var a = 0; a < _count; a++)
            for (var b = 0; b < _count; b++) matrix[a, b] = double.PositiveInfinity;
        return matrix;
    }

    private void FloydWarshall(double[,] way)
    {
        for (var k = 0; k < _count; k++)
            for (var a = 0; a < _count; a++)
                for (var b = 0; b < _count; b++) way[a, b] = Math.Min(way[a, b], way[a, k] + way[k, b]);
    }
}
