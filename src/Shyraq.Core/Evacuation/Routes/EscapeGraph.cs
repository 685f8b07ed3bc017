using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation.Routes;

/// <summary>A way between two neighbouring nodes, in one direction.</summary>
/// <param name="Roadway">Index in the plan; −1 straight across an open area.</param>
/// <param name="FromOffset">Where on the roadway it begins, metres.</param>
/// <param name="Closed">Nobody is sent in here.</param>
/// <param name="Fresh">Its air is fresh: an intake that is not closed.</param>
internal readonly record struct Arc(int From, int To, double Seconds, double Metres, int Roadway, double FromOffset, double ToOffset, bool Closed, bool Fresh);

/// <summary>
/// The network as people leave by it: junctions, and further nodes where a closure begins or ends and at the foot of every landmark, joined by ways
/// that take time. Made anew when the plan or the closures change.
/// </summary>
internal sealed class EscapeGraph
{
    /// <summary>A landmark this far from every roadway is in none of them, metres.</summary>
    private const double Beside = 25;

    /// <summary>What lies this near to a node is at it, metres.</summary>
    private const double Same = 1e-3;

    private readonly MinePlan _plan;
    private readonly List<(double Offset, int Node)>[] _stops;
    private readonly (double[] Forth, double[] Back)[] _times;
    private readonly List<Arc>[] _out;
    private readonly List<Arc>[] _in;
    private readonly ILookup<int, Closure> _closures;

    /// <param name="level">Pace on the level, metres a second.</param>
    public EscapeGraph(MinePlan plan, IEnumerable<Closure> closures, double level = WalkingPace.Level)
    {
        (_plan, Pace) = (plan, level);
        _closures = closures.Where(c => plan.RoadwayIndex(c.Roadway) >= 0).ToLookup(c => plan.RoadwayIndex(c.Roadway));
        _times = [.. plan.Roadways.Select(r => WalkingPace.Along(r, level))];
        var nodes = plan.Network.Junctions.Length;
        var cuts = plan.Roadways.Select(_ => new SortedDictionary<double, int>()).ToArray();
        foreach (var edge in plan.Network.Edges) (cuts[edge.Roadway][edge.From], cuts[edge.Roadway][edge.To]) = (edge.JunctionFrom, edge.JunctionTo);
        foreach (var closed in _closures)
            foreach (var closure in closed) _ = (Cut(closed.Key, closure.From), Cut(closed.Key, closure.To));
        Landmarks = [.. plan.Landmarks.Select(l => (l, Foot(l)))];
        _stops = [.. cuts.Select(c => c.Select(p => (p.Key, p.Value)).ToList())];
        (_out, _in) = ([.. Enumerable.Range(0, nodes).Select(_ => new List<Arc>(3))], [.. Enumerable.Range(0, nodes).Select(_ => new List<Arc>(3))]);
        for (var r = 0; r < _stops.Length; r++)
            for (var i = 1; i < _stops[r].Count; i++) Join(r, _stops[r][i - 1], _stops[r][i]);
        // People cross an open area straight from one roadway that opens into it to the other.
        foreach (var area in plan.Portals.GroupBy(p => p.Area))
            foreach (var a in area)
                foreach (var b in area.Where(b => b.Junction != a.Junction))
                    Add(new(a.Junction, b.Junction, Point3.Distance(a.Place, b.Place) / level, Point3.Distance(a.Place, b.Place), -1, 0, 0, false, false));
        Within = [.. Enumerable.Range(0, nodes).Select(n => _out[n].Count > 0 && _out[n].TrueForAll(a => a.Closed))];
        IsFresh = [.. Enumerable.Range(0, nodes).Select(n => _out[n].Exists(a => a.Fresh))];
        foreach (var (landmark, node) in Landmarks)
            if (landmark.Kind == LandmarkKind.Exit && node >= 0) IsFresh[node] = true;

        int Cut(int roadway, double offset)
        {
            offset = Math.Clamp(offset, 0, plan.Roadways[roadway].Line.Length);
            foreach (var (at, node) in cuts[roadway])
                if (Math.Abs(at - offset) < Same) return node;
            return cuts[roadway][offset] = nodes++;
        }

        int Foot(Landmark landmark)
        {
            var (best, roadway, at) = (Beside, -1, 0.0);
            for (var r = 0; r < plan.Roadways.Length; r++)
                if (plan.Roadways[r].Line.Nearest(landmark.Place) is var (offset, distance) && distance < best) (best, roadway, at) = (distance, r, offset);
            if (roadway >= 0) return Cut(roadway, at);
            // In a hall without a roadway beside it, it is reached by the nearest way in.
            var ways = plan.Portals.Where(p => plan.Areas[p.Area].Distance(landmark.Place) <= Beside).ToList();
            return ways.Count == 0 ? -1 : ways.MinBy(p => Point3.Distance(p.Place, landmark.Place)).Junction;
        }
    }

    /// <summary>Pace on the level, metres a second.</summary>
    public double Pace { get; }

    public int Nodes => _out.Length;

    /// <summary>Every landmark of the plan with its node; −1 when no way leads to it.</summary>
    public ImmutableArray<(Landmark Landmark, int Node)> Landmarks { get; }

    /// <summary>By node: within a closed section, so that it is only left.</summary>
    public bool[] Within { get; }

    /// <summary>By node: fresh air is reached there.</summary>
    public bool[] IsFresh { get; }

    /// <summary>The ways that may be gone from a node: a closed section is left, never entered.</summary>
    public IEnumerable<Arc> From(int node) => _out[node].Where(a => !a.Closed || Within[node]);

    /// <summary>The ways that may be gone to a node.</summary>
    public IEnumerable<Arc> To(int node) => _in[node].Where(a => !a.Closed || Within[a.From]);

    /// <summary>The nodes of a kind of landmark.</summary>
    public IEnumerable<(Landmark Landmark, int Node)> Of(LandmarkKind kind) => Landmarks.Where(l => l.Landmark.Kind == kind && l.Node >= 0);

    /// <summary>The ways from a place of the network to the nodes on either side of it. Into a closed section only from within it.</summary>
    public IEnumerable<Arc> From(NetworkPosition position)
    {
        var (roadway, stops) = (position.Roadway, _stops[position.Roadway]);
        var offset = Math.Clamp(position.Offset, 0, stops[^1].Offset);
        var after = Math.Max(1, stops.FindIndex(s => s.Offset >= offset));
        var within = IsClosed(roadway, offset);
        return new[] { stops[after - 1], stops[after] }.Select(stop => Way(roadway, -1, offset, stop.Node, stop.Offset)).Where(way => within || !way.Closed);
    }

    /// <summary>The ways from a place in an open area to the roadways that open into it.</summary>
    public IEnumerable<Arc> From(int area, Point3 place) => _plan.Portals.Where(p => p.Area == area)
        .Select(p => new Arc(-1, p.Junction, Point3.Distance(p.Place, place) / Pace, Point3.Distance(p.Place, place), -1, 0, 0, false, false));

    private Arc Way(int roadway, int from, double fromOffset, int to, double toOffset)
    {
        var closed = IsClosed(roadway, (fromOffset + toOffset) / 2);
        return new(from, to, Seconds(roadway, fromOffset, toOffset), Math.Abs(toOffset - fromOffset), roadway, fromOffset, toOffset, closed, !closed && _plan.Roadways[roadway].Air == Air.Intake);
    }

    /// <summary>A place of the network lies within a closed section.</summary>
    public bool IsClosed(int roadway, double offset) => _closures[roadway].Any(c => offset > c.From && offset < c.To);

    /// <summary>How long it takes along a roadway from one offset to another.</summary>
    public double Seconds(int roadway, double from, double to)
    {
        var (forth, back) = _times[roadway];
        return to >= from ? At(roadway, forth, to) - At(roadway, forth, from) : At(roadway, back, from) - At(roadway, back, to);
    }

    private double At(int roadway, double[] times, double offset)
    {
        var offsets = _plan.Roadways[roadway].Line.VertexOffsets;
        var i = offsets.BinarySearch(offset);
        if (i >= 0) return times[i];
        i = Math.Clamp(~i, 1, offsets.Length - 1);
        return times[i - 1] + (times[i] - times[i - 1]) * Math.Clamp((offset - offsets[i - 1]) / (offsets[i] - offsets[i - 1]), 0, 1);
    }

    private void Join(int roadway, (double Offset, int Node) a, (double Offset, int Node) b)
    {
        Add(Way(roadway, a.Node, a.Offset, b.Node, b.Offset));
        Add(Way(roadway, b.Node, b.Offset, a.Node, a.Offset));
    }

    private void Add(Arc arc)
    {
        _out[arc.From].Add(arc);
        _in[arc.To].Add(arc);
    }
}
