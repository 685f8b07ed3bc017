using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Plan;

/// <summary>
/// Finds where roadways meet: vertices of different roadways within <see cref="Network.MeetingDistance"/> of each other
/// in 3-D, and vertices of one roadway that come back to the same place (a loop). Lines that only cross do not meet.
/// </summary>
internal sealed class Meetings
{
    // Neighbours on one dense line are near each other without meeting; farther apart along the line than this they do.
    private const double OwnWay = 2 * Network.MeetingDistance;

    // Two densely drawn lines side by side would chain into one junction many metres long; it stops growing here.
    private const double LargestExtent = 4 * Network.MeetingDistance;

    private readonly ImmutableArray<Roadway> _roadways;
    private readonly int[] _first;      // number of a roadway's first vertex among all vertices
    private readonly Point3[] _places;
    private readonly int[] _owner;
    private readonly int[] _group;      // union–find
    private readonly Dictionary<int, (Point3 Low, Point3 High, HashSet<int> Roadways, Point3 Place)> _meeting = [];

    private Meetings(ImmutableArray<Roadway> roadways)
    {
        _roadways = roadways;
        _first = new int[roadways.Length + 1];
        for (var r = 0; r < roadways.Length; r++) _first[r + 1] = _first[r] + roadways[r].Line.Vertices.Length;
        (_places, _owner, _group) = (new Point3[_first[^1]], new int[_first[^1]], new int[_first[^1]]);
        for (var r = 0; r < roadways.Length; r++)
        {
            roadways[r].Line.Vertices.CopyTo(_places.AsSpan(_first[r]));
            _owner.AsSpan(_first[r].._first[r + 1]).Fill(r);
        }
        for (var v = 0; v < _group.Length; v++) _group[v] = v;
    }

    /// <summary>A place where roadways meet or end, and where it cuts them.</summary>
    /// <param name="Place">Where it is drawn.</param>
    /// <param name="Cuts">The vertex of each roadway that is held to be the junction; a roadway may pass twice.</param>
    internal sealed record Meeting(Point3 Place, List<(int Roadway, int Vertex)> Cuts);

    /// <summary>All meetings and all ends of roadways, in order of roadway and vertex.</summary>
    internal static List<Meeting> Find(ImmutableArray<Roadway> roadways)
    {
        var search = new Meetings(roadways);
        foreach (var (a, b) in search.NearPairs()) search.Join(a, b);
        return search.Collect();
    }

    /// <summary>Pairs that are near enough to meet, nearest first, so that coinciding vertices join before others.</summary>
    private IEnumerable<(int A, int B)> NearPairs()
    {
        var cells = new Dictionary<(long, long, long), List<int>>();
        var pairs = new List<(double Distance, int A, int B)>();
        for (var v = 0; v < _places.Length; v++)
        {
            var (x, y, z) = Cell(_places[v]);
            for (var dx = -1; dx <= 1; dx++)
                for (var dy = -1; dy <= 1; dy++)
                    for (var dz = -1; dz <= 1; dz++)
                        if (cells.TryGetValue((x + dx, y + dy, z + dz), out var near))
                            foreach (var other in near)
                            {
                                var distance = Point3.Distance(_places[other], _places[v]);
                                if (distance <= Network.MeetingDistance && MayMeet(other, v)) pairs.Add((distance, other, v));
                            }
            if (!cells.TryGetValue((x, y, z), out var here)) cells[(x, y, z)] = here = [];
            here.Add(v);
        }
        pairs.Sort();
        return pairs.Select(p => (p.A, p.B));
    }

    private static (long X, long Y, long Z) Cell(Point3 p) =>
        ((long)Math.Floor(p.X / Network.MeetingDistance), (long)Math.Floor(p.Y / Network.MeetingDistance), (long)Math.Floor(p.Z / Network.MeetingDistance));

    private double OffsetOf(int vertex) => _roadways[_owner[vertex]].Line.VertexOffsets[vertex - _first[_owner[vertex]]];

    private bool MayMeet(int a, int b) => _owner[a] != _owner[b] || Math.Abs(OffsetOf(a) - OffsetOf(b)) > OwnWay;

    private void Join(int a, int b)
    {
        var (groupA, groupB) = (GroupOf(a), GroupOf(b));
        if (groupA == groupB) return;
        var (one, two) = (MeetingOf(groupA, a), MeetingOf(groupB, b));
        var low = new Point3(Math.Min(one.Low.X, two.Low.X), Math.Min(one.Low.Y, two.Low.Y), Math.Min(one.Low.Z, two.Low.Z));
        var high = new Point3(Math.Max(one.High.X, two.High.X), Math.Max(one.High.Y, two.High.Y), Math.Max(one.High.Z, two.High.Z));
        if (Point3.Distance(low, high) > LargestExtent && one.Roadways.Overlaps(two.Roadways)) return;
        one.Roadways.UnionWith(two.Roadways);
        // Pairs come nearest first: the place of those that joined before is the better one.
        var place = _meeting.ContainsKey(groupA) || !_meeting.ContainsKey(groupB) ? one.Place : two.Place;
        _meeting.Remove(groupB);
        _meeting[groupA] = (low, high, one.Roadways, place);
        _group[groupB] = groupA;
    }

    private (Point3 Low, Point3 High, HashSet<int> Roadways, Point3 Place) MeetingOf(int group, int vertex) =>
        _meeting.TryGetValue(group, out var known) ? known : (_places[vertex], _places[vertex], [_owner[vertex]], _places[vertex]);

    private int GroupOf(int vertex)
    {
        while (_group[vertex] != vertex) vertex = _group[vertex] = _group[_group[vertex]];
        return vertex;
    }

    private List<Meeting> Collect()
    {
        var meetings = new List<Meeting>();
        var byGroup = new Dictionary<int, Meeting>();
        for (var r = 0; r < _roadways.Length; r++)
        {
            for (var v = _first[r]; v < _first[r + 1];)
            {
                var group = GroupOf(v);
                var isEnd = v == _first[r] || v == _first[r + 1] - 1;
                if (!isEnd && !_meeting.ContainsKey(group)) { v++; continue; }
                if (!byGroup.TryGetValue(group, out var meeting))
                {
                    var place = _meeting.TryGetValue(group, out var known) ? known.Place : _places[v];
                    meetings.Add(byGroup[group] = meeting = new Meeting(place, []));
                }
                var next = v + 1;
                while (next < _first[r + 1] && GroupOf(next) == group && OffsetOf(next) - OffsetOf(next - 1) <= OwnWay) next++;
                foreach (var cut in CutsOf(r, v, next, meeting.Place)) meeting.Cuts.Add((r, cut - _first[r]));
                v = next;
            }
        }
        return meetings;
    }

    /// <summary>Of neighbouring vertices that lie in one junction, the ends of the roadway, or else the nearest to the place.</summary>
    private IEnumerable<int> CutsOf(int roadway, int from, int to, Point3 place)
    {
        var (start, end) = (from == _first[roadway], to == _first[roadway + 1]);
        if (start) yield return from;
        if (end) yield return to - 1;
        if (!start && !end) yield return Enumerable.Range(from, to - from).MinBy(v => Point3.Distance(_places[v], place));
    }
}
