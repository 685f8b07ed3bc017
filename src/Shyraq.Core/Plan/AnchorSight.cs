using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Plan;

/// <summary>Works out what each anchor sees in a straight line and how far the radio's way round corners is.</summary>
internal sealed class AnchorSight
{
    /// <summary>An anchor farther than this from roadways or from an area does not belong to them, metres.</summary>
    private const double AttachWithin = 15;

    /// <summary>Distance between the places of an edge that are judged, metres.</summary>
    private const double Resolution = 1;

    // Places this many apart are judged first and those between only where the two differ: what is seen through the
    // mouth of a roadway is wider than this many metres.
    private const int Stride = 4;

    // Behind a bend the line may come into sight again (a long S), but not for ever: the search along a way ends after
    // this many metres out of sight.
    private const double GiveUpAfter = 50;

    private readonly MinePlan _plan;
    private readonly SegmentGrid _grid;
    private readonly FreeSpace _space;
    private readonly ILookup<int, Portal> _portalsByArea;
    private readonly ILookup<int, (int To, double Metres)> _across;

    /// <summary>Makes ready what all anchors share. The plan's network and portals are there already.</summary>
    public AnchorSight(MinePlan plan)
    {
        _plan = plan;
        _grid = new SegmentGrid(plan.Roadways, AttachWithin);
        _space = new FreeSpace(plan.Roadways, plan.Areas);
        _portalsByArea = plan.Portals.ToLookup(p => p.Area);
        _across = (from area in _portalsByArea
                   from a in area
                   from b in area
                   let metres = Point3.Distance(a.Place, b.Place)
                   where a.Junction != b.Junction && metres <= AnchorView.Reach
                   select (a.Junction, (b.Junction, metres))).ToLookup(l => l.Item1, l => l.Item2);
    }

    /// <summary>The view of each anchor of the plan, in order.</summary>
    public static ImmutableArray<AnchorView> Compute(MinePlan plan)
    {
        if (plan.Anchors.IsEmpty) return [];
        var sight = new AnchorSight(plan);
        return [.. plan.Anchors.Select(sight.ViewOf)];
    }

    /// <summary>What an anchor would reach; it need not be one of the plan's.</summary>
    public AnchorView ViewOf(Anchor anchor)
    {
        var foot = _grid.Nearest(anchor.Place);
        var area = AreaOf(anchor.Place);
        var ways = new ShortestWays(_plan.Network, AnchorView.Reach) { Links = _across };
        var footEdge = -1;
        if (foot is { } f)
        {
            footEdge = _plan.Network.EdgeAt(f.Position);
            ways.Start(f.Position, f.Distance);
        }
        if (area is { } a)
            foreach (var portal in _portalsByArea[a]) ways.Start(portal.Junction, Point3.Distance(anchor.Place, portal.Place));
        ways.Run();

        var reached = new SortedSet<int>(ways.Reached.SelectMany(j => _plan.Network.Junctions[j].Edges));
        if (footEdge >= 0) reached.Add(footEdge);
        var seen = new Search(this, anchor.Place, foot, area, reached).Run();
        var edges = reached.Select(e =>
        {
            var edge = _plan.Network.Edges[e];
            var atFoot = e == footEdge ? foot!.Value.Position.Offset : double.NaN;
            return new EdgeView(e, edge.From, edge.To, ways.To(edge.JunctionFrom), ways.To(edge.JunctionTo), atFoot, foot?.Distance ?? 0, seen(edge));
        });
        var waysIn = _plan.Portals.Where(p => p.Area != area && ways.To(p.Junction) <= AnchorView.Reach).Select(p => new WayIn(p.Area, p.Place, ways.To(p.Junction)));
        return new AnchorView(anchor, foot?.Position, foot?.Distance ?? 0, area, [.. edges], [.. waysIn]);
    }

    private int? AreaOf(Point3 place)
    {
        int? nearest = null;
        var within = AttachWithin;
        for (var a = 0; a < _plan.Areas.Length; a++)
        {
            var distance = _plan.Areas[a].Distance(place);
            if (distance > within || (nearest is not null && distance == within)) continue;
            (nearest, within) = (a, distance);
        }
        return nearest;
    }

    /// <summary>Walks outwards along the network from one anchor and judges each place, until ways stay out of sight.</summary>
    private sealed class Search
    {
        private readonly AnchorSight _sight;
        private readonly Point3 _from;
        private readonly (NetworkPosition Position, double Distance)? _foot;
        private readonly OpenArea? _inside;
        private readonly int? _area;
        private readonly SortedSet<int> _reached;
        private readonly double _niche;
        private readonly Dictionary<int, sbyte[]> _judged = [];       // by edge: 0 not yet, 1 in sight, −1 out of it
        private readonly Dictionary<int, double> _blind = [];         // by junction: metres out of sight on the way to it
        private readonly PriorityQueue<int, double> _open = new();

        public Search(AnchorSight sight, Point3 from, (NetworkPosition, double)? foot, int? area, SortedSet<int> reached)
        {
            (_sight, _from, _foot, _area, _reached) = (sight, from, foot, area, reached);
            _inside = area is { } a && sight._plan.Areas[a].Distance(from) == 0 ? sight._plan.Areas[a] : null;
            // An anchor in a niche or above the line's room looks out of it: up to its foot nothing is judged.
            _niche = sight._space.Holds(from) ? 0 : _foot?.Distance ?? (area is { } beside ? sight._plan.Areas[beside].Distance(from) : 0);
        }

        public Func<Edge, ImmutableArray<(double, double)>> Run()
        {
            var network = _sight._plan.Network;
            if (_foot is { } foot)
            {
                var edge = network.Edges[network.EdgeAt(foot.Position)];
                var places = PlacesOf(edge);
                var at = (int)Math.Round((foot.Position.Offset - edge.From) / edge.Length * (places - 1));
                Walk(edge, Math.Clamp(at, 0, places - 1), 1, 0);
                Walk(edge, Math.Clamp(at, 0, places - 1), -1, 0);
            }
            if (_area is { } area)
                foreach (var portal in _sight._portalsByArea[area]) Arrive(portal.Junction, 0);

            while (_open.TryDequeue(out var junction, out var blind))
            {
                if (blind > _blind[junction]) continue;
                foreach (var index in network.Junctions[junction].Edges.Distinct())
                {
                    if (!_reached.Contains(index)) continue;
                    var edge = network.Edges[index];
                    if (edge.JunctionFrom == junction) Walk(edge, 0, 1, blind);
                    if (edge.JunctionTo == junction) Walk(edge, PlacesOf(edge) - 1, -1, blind);
                }
                foreach (var (to, _) in _sight._across[junction]) Arrive(to, blind);
            }
            return StretchesOf;
        }

        private static int PlacesOf(Edge edge) => (int)Math.Ceiling(edge.Length / Resolution) + 1;

        private static double OffsetOf(Edge edge, int place, int places) => edge.From + edge.Length * place / (places - 1);

        private void Arrive(int junction, double blind)
        {
            if (blind >= GiveUpAfter || (_blind.TryGetValue(junction, out var known) && known <= blind)) return;
            _blind[junction] = blind;
            _open.Enqueue(junction, blind);
        }

        private void Walk(Edge edge, int start, int direction, double blind)
        {
            var places = PlacesOf(edge);
            if (places < 2) return;
            if (!_judged.TryGetValue(edge.Index, out var judged)) _judged[edge.Index] = judged = new sbyte[places];
            var spacing = edge.Length / (places - 1);
            var last = direction > 0 ? places - 1 : 0;
            for (var (before, at) = (start, start); ; (before, at) = (at, Math.Clamp(at + direction * Stride, 0, places - 1)))
            {
                Settle(edge, judged, before, at);
                for (var i = before; i != at; i += direction) blind = judged[i + direction] > 0 ? 0 : blind + spacing;
                if (judged[at] > 0) blind = 0;
                if (blind >= GiveUpAfter) return;
                if (at == last) break;
            }
            Arrive(direction > 0 ? edge.JunctionTo : edge.JunctionFrom, blind);
        }

        /// <summary>Judges all places from one to another: those between two of the same kind are of that kind, else halves are looked at.</summary>
        private void Settle(Edge edge, sbyte[] judged, int a, int b)
        {
            foreach (var end in (ReadOnlySpan<int>)[a, b])
                if (judged[end] == 0) judged[end] = Judge(edge, OffsetOf(edge, end, judged.Length)) ? (sbyte)1 : (sbyte)-1;
            if (Math.Abs(a - b) < 2) return;
            if (judged[a] == judged[b])
            {
                for (var i = Math.Min(a, b) + 1; i < Math.Max(a, b); i++)
                    if (judged[i] == 0) judged[i] = judged[a];
                return;
            }
            var middle = (a + b) / 2;
            Settle(edge, judged, a, middle);
            Settle(edge, judged, middle, b);
        }

        private bool Judge(Edge edge, double offset)
        {
            var place = _sight._plan.Roadways[edge.Roadway].Line.PointAt(offset);
            if (_inside is not null && _inside.SpansElevation(place.Z) && _inside.Contains(place.X, place.Y)) return true;
            return Point3.Distance(place, _from) <= AnchorView.Reach && _sight._space.Sees(place, _from, _niche);
        }

        private ImmutableArray<(double, double)> StretchesOf(Edge edge)
        {
            if (!_judged.TryGetValue(edge.Index, out var judged)) return [];
            var stretches = ImmutableArray.CreateBuilder<(double, double)>();
            var half = edge.Length / (judged.Length - 1) / 2;
            for (var i = 0; i < judged.Length;)
            {
                if (judged[i] <= 0) { i++; continue; }
                var last = i;
                while (last + 1 < judged.Length && judged[last + 1] > 0) last++;
                stretches.Add((Math.Max(edge.From, OffsetOf(edge, i, judged.Length) - half), Math.Min(edge.To, OffsetOf(edge, last, judged.Length) + half)));
                i = last + 1;
            }
            return stretches.ToImmutable();
        }
    }
}
