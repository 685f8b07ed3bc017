using Shyraq.Core.Plan;
using Shyraq.Core.Tracking.Clouds;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>
/// Finds a tag from a few pieces of evidence and, if given, what was believed before: weighs every cell of the plan that the radios can reach, and sums up
/// what stands out as hypotheses. Used at the start, after a silence, and when a belief no longer explains what is heard.
/// </summary>
internal sealed class Acquisition(Ground ground)
{
    private readonly MinePlan _plan = ground.Plan;

    /// <summary>Cells of roadway are this long at first, metres.</summary>
    private const double RoadwayCell = 4.0;

    /// <summary>An open area is cut into at most this many cells at first.</summary>
    private const int MostAreaCells = 400;

    /// <summary>An area with volume is cut into this many layers.</summary>
    private const int Layers = 4;

    /// <summary>Cells that are not hopeless are cut once more, into this many along each axis.</summary>
    private const int Cuts = 4;

    /// <summary>A cell this much less probable than the best is hopeless (natural logarithm).</summary>
    private const double Hopeless = -12;

    /// <summary>What a person may have walked since a piece of evidence adds to it: this speed times its age, metres a second.</summary>
    private const double WalkingSpeed = 1.2;

    /// <summary>The cells that are summed up hold at least this share of the probability.</summary>
    private const double Kept = 0.98;

    /// <summary>The speed of a hypothesis is that of those who were believed this near to it, metres.</summary>
    private const double SpeedsOver = 15;

    /// <summary>A position vaguer than this is looked for no farther around, metres: elsewhere it says nothing.</summary>
    private const double WidestFix = 100;

    private readonly List<Cell> _cells = [];
    private readonly List<Cell> _coarse = [];
    private readonly HashSet<(int Edge, int Cell)> _spread = [];
    private readonly HashSet<int> _areas = [];
    private double[] _shares = [];
    private bool[] _taken = [];

    /// <param name="Edge">Index of the edge, or −1 in an area.</param>
    private readonly record struct Cell(int Edge, double Offset, int Area, Point3 Place, double Size)
    {
        public double LogWeight { get; init; }
    }

    /// <summary>Where on an edge a tag may be: so far along the roadways from an anchor, or around a place.</summary>
    private readonly record struct Vicinity(EdgeView? View, Point3 Place, bool HasHeight, double Radius)
    {
        public bool Holds(double offset, Point3 point) =>
            (View is not null ? View.NetworkDistance(offset) : HasHeight ? Point3.Distance(point, Place) : Point3.HorizontalDistance(point, Place)) <= Radius;
    }

    /// <summary>Puts hypotheses that explain the evidence into an empty belief. Leaves it empty when no evidence has a place on the plan.</summary>
    /// <param name="before">Where the tag may be by all that was heard earlier, or null.</param>
    public void Find(ReadOnlySpan<Evidence> evidence, Instant now, MotionModel motion, Belief into, Cloud? before = null)
    {
        into.Clear();
        into.Time = now;
        Spread(evidence);
        if (_cells.Count == 0) return;
        Weigh(evidence, now, before);
        Refine();
        Weigh(evidence, now, before);
        SumUp(into, motion, evidence, before);
        into.Tidy();
    }

    private void Spread(ReadOnlySpan<Evidence> evidence)
    {
        _cells.Clear();
        _spread.Clear();
        _areas.Clear();
        foreach (ref readonly var item in evidence)
        {
            if (item.Kind == EvidenceKind.Fix)
            {
                SpreadAround(item.Place, 20 + 3 * Math.Min(Math.Sqrt(item.Variance), WidestFix), item.HasHeight);
                continue;
            }
            var view = ground.Views[item.Anchor];
            var radius = Radius(item);
            foreach (var edge in view.Edges)
            {
                var nearest = double.IsNaN(edge.FootOffset) ? Math.Min(edge.ViaFrom, edge.ViaTo) : 0;
                if (nearest <= radius) AddEdge(edge.Edge, new(edge, default, false, radius));
            }
            if (view.Area is { } area) AddArea(area);
            foreach (var wayIn in view.WaysIn)
                if (wayIn.Way <= radius) AddArea(wayIn.Area);
            if (view.Foot is not null || view.Area is not null) continue;
            // An anchor that hangs in nothing (a vehicle in a yard, say) still looks at every area.
            for (var i = 0; i < _plan.Areas.Length; i++) AddArea(i);
        }
    }

    /// <summary>How far along the roadways a tag may be from the anchor that reported this, metres.</summary>
    private double Radius(in Evidence item) => item.Kind switch
    {
        EvidenceKind.Range => item.Value + 15,
        EvidenceKind.Seen => 3 * RadioModel.ReadRadius(_plan.Anchors[item.Anchor]) + 5,
        EvidenceKind.Rssi => 120,
        _ => 150,
    };

    private void SpreadAround(Point3 place, double radius, bool height)
    {
        foreach (var edge in _plan.Network.Edges) AddEdge(edge.Index, new(null, place, height, radius));
        for (var i = 0; i < _plan.Areas.Length; i++)
        {
            if (_plan.Areas[i].HorizontalDistance(place.X, place.Y) <= radius) AddArea(i);
        }
    }

    private void AddEdge(int index, in Vicinity within)
    {
        var edge = _plan.Network.Edges[index];
        var line = _plan.Roadways[edge.Roadway].Line;
        var cells = Math.Max(1, (int)Math.Round(edge.Length / RoadwayCell));
        var size = edge.Length / cells;
        for (var i = 0; i < cells; i++)
        {
            var offset = edge.From + (i + 0.5) * size;
            var place = line.PointAt(offset);
            if (within.Holds(offset, place) && _spread.Add((index, i))) _cells.Add(new(index, offset, -1, place, size));
        }
    }

    private void AddArea(int index)
    {
        if (!_areas.Add(index)) return;
        var area = _plan.Areas[index];
        var outer = area.Rings[0];
        var (west, south, east, north) = Outline.Box(outer);
        var floors = area.Volume ? Layers : 1;
        var size = Math.Max(0.1, Math.Sqrt((east - west) * (north - south) * floors / MostAreaCells));
        for (var x = west + size / 2; x < east; x += size)
        {
            for (var y = south + size / 2; y < north; y += size)
            {
                if (!area.Contains(x, y)) continue;
                for (var floor = 0; floor < floors; floor++)
                {
                    var z = area.Floor.Value + (area.Volume ? (floor + 0.5) / floors * area.Height.Value : area.TagHeight.Value);
                    _cells.Add(new(-1, 0, index, new(x, y, z), size));
                }
            }
        }
    }

    /// <summary>Cuts the cells that may hold the tag into smaller ones and forgets the others.</summary>
    private void Refine()
    {
        ForgetHopeless();
        _coarse.Clear();
        _coarse.AddRange(_cells);
        _cells.Clear();
        foreach (var cell in _coarse)
        {
            var size = cell.Size / Cuts;
            for (var i = 0; i < Cuts; i++)
            {
                var x = (i + 0.5) * size - cell.Size / 2;
                if (cell.Edge >= 0)
                {
                    var offset = cell.Offset + x;
                    _cells.Add(cell with { Offset = offset, Place = _plan.Roadways[_plan.Network.Edges[cell.Edge].Roadway].Line.PointAt(offset), Size = size });
                    continue;
                }
                for (var k = 0; k < Cuts; k++)
                {
                    var place = cell.Place + new Point3(x, (k + 0.5) * size - cell.Size / 2, 0);
                    if (_plan.Areas[cell.Area].Contains(place.X, place.Y)) _cells.Add(cell with { Place = place, Size = size });
                }
            }
        }
        // A cell of an area whose middle lies inside has at least one part inside too, unless the area is a sliver.
        if (_cells.Count == 0) _cells.AddRange(_coarse);
    }

    private void ForgetHopeless()
    {
        var top = double.NegativeInfinity;
        foreach (var cell in _cells) top = Math.Max(top, cell.LogWeight);
        var kept = 0;
        foreach (ref var cell in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_cells))
            if (cell.LogWeight >= top + Hopeless) _cells[kept++] = cell;
        _cells.RemoveRange(kept, _cells.Count - kept);
    }

    private void Weigh(ReadOnlySpan<Evidence> evidence, Instant now, Cloud? before)
    {
        var cells = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_cells);
        foreach (ref var cell in cells)
        {
            var log = Math.Log(cell.Size);
            foreach (ref readonly var item in evidence)
            {
                var walked = WalkingSpeed * Math.Max(0, now.SecondsSince(item.Time));
                log += Math.Log(Density(cell, item, walked * walked + cell.Size * cell.Size / 12));
            }
            if (before is not null) log += Prior(before, cell);
            cell = cell with { LogWeight = log };
        }
    }

    private double Density(in Cell cell, in Evidence item, double placeVariance)
    {
        if (item.Kind == EvidenceKind.Fix)
        {
            var d = item.Place - cell.Place;
            var square = d.X * d.X + d.Y * d.Y + (item.HasHeight ? d.Z * d.Z : 0);
            return 0.98 * Math.Exp(-0.5 * square / (item.Variance + placeVariance)) + 0.02 * 1e-3;
        }
        var tangent = cell.Edge >= 0 ? _plan.Roadways[_plan.Network.Edges[cell.Edge].Roadway].Line.TangentAt(cell.Offset) : default;
        var expected = cell.Edge >= 0
            ? Expectation.OnRoadway(ground, item, cell.Edge, cell.Offset, cell.Place, tangent)
            : Expectation.InArea(ground, item, cell.Area, cell.Place);
        var slope = cell.Edge >= 0 ? expected.Along * expected.Along : Point3.Dot(expected.Gradient, expected.Gradient);
        var target = item.Kind == EvidenceKind.Seen ? 0 : item.Value;
        return Likelihood.Of(item.Kind, target - expected.Value, item.Variance + expected.ExtraVariance + slope * placeVariance, expected, item.Corner).Density;
    }

    /// <summary>How probable a cell was before, in logarithm; never impossible.</summary>
    private static double Prior(Cloud before, in Cell cell)
    {
        const double anywhere = 1e-6;
        return Math.Log(anywhere + (cell.Edge >= 0 ? before.DensityOnRoadway(cell.Edge, cell.Offset) : before.DensityInArea(cell.Area, cell.Place)));
    }

    /// <summary>Takes the heaviest cell with all near it as one hypothesis, then the heaviest of the rest, until enough is summed up.</summary>
    private void SumUp(Belief into, MotionModel motion, ReadOnlySpan<Evidence> evidence, Cloud? before)
    {
        ForgetHopeless();
        _cells.Sort(static (a, b) => b.LogWeight.CompareTo(a.LogWeight));
        var count = _cells.Count;
        if (count > _shares.Length) (_shares, _taken) = (new double[2 * count], new bool[2 * count]);
        Span<double> shares = _shares.AsSpan(0, count);
        Span<bool> taken = _taken.AsSpan(0, count);
        taken.Clear();
        var total = 0.0;
        for (var i = 0; i < count; i++) total += shares[i] = Math.Exp(_cells[i].LogWeight - _cells[0].LogWeight);
        var along = Along(evidence);
        var sum = 0.0;
        for (var first = 0; first < count && sum < Kept * total && into.Count < 3 * Belief.MostHypotheses; first++)
        {
            if (taken[first]) continue;
            var moments = new Moments();
            var seed = _cells[first];
            var near = seed.Edge >= 0 ? along : Math.Max(3 * seed.Size, 0.5);
            for (var i = first; i < count; i++)
            {
                var cell = _cells[i];
                if (taken[i] || cell.Edge != seed.Edge || cell.Area != seed.Area) continue;
                if (seed.Edge >= 0 ? Math.Abs(cell.Offset - seed.Offset) > near : Point3.HorizontalDistance(cell.Place, seed.Place) > near) continue;
                taken[i] = true;
                moments.Add(shares[i], seed.Edge >= 0 ? new(cell.Offset, 0, 0) : cell.Place);
            }
            sum += moments.Weight;
            var spread = seed.Size * seed.Size / 12;
            if (seed.Edge >= 0)
            {
                var (speed, variance) = (0.0, motion.Speed * motion.Speed);
                if (before is not null && before.SpeedNear(seed.Edge, moments.Mean.X, SpeedsOver, out var known, out var doubt)) (speed, variance) = (known, doubt + 0.2);
                into.Add(RoadwayHypothesis.At(seed.Edge, moments.Weight, moments.Mean.X, speed, moments.Covariance(0, 0) + spread, 0, variance));
            }
            else
            {
                var layer = _plan.Areas[seed.Area].Height.Value / Layers;
                var hypothesis = AreaHypothesis.At(_plan, seed.Area, moments.Mean,
                    moments.Covariance(0, 0) + spread, moments.Covariance(0, 1), moments.Covariance(1, 1) + spread, moments.Covariance(2, 2) + layer * layer / 12);
                hypothesis.Weight = moments.Weight;
                into.Add(hypothesis);
            }
        }
    }

    /// <summary>Cells of one edge this far from the heaviest belong to the same hypothesis, metres: more where the evidence is coarse.</summary>
    private double Along(ReadOnlySpan<Evidence> evidence)
    {
        var along = 25.0;
        foreach (ref readonly var item in evidence)
        {
            along = Math.Min(along, item.Kind switch
            {
                EvidenceKind.Range or EvidenceKind.Tdoa => 4,
                EvidenceKind.Seen => 1.5 * RadioModel.ReadRadius(_plan.Anchors[item.Anchor]),
                EvidenceKind.Rssi => 15,
                _ => 2 * Math.Sqrt(item.Variance),
            });
        }
        return Math.Max(along, 2 * RoadwayCell / Cuts);
    }
}
