using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Coverage;

/// <summary>The cells of a plan, where each lies, and to which others one walks from it.</summary>
internal sealed class CellGraph
{
    private readonly List<(int Cell, double Metres)>[] _next;

    public CellGraph(MinePlan plan, double step)
    {
        (Plan, Cells) = (plan, new RoadwayCells(plan, step));
        (Places, Tangents, Lengths, _next) = (new Point3[Cells.Count], new Point3[Cells.Count], new double[Cells.Count], new List<(int, double)>[Cells.Count]);
        for (var cell = 0; cell < Cells.Count; cell++)
        {
            var line = plan.Roadways[Cells.RoadwayOf(cell)].Line;
            (Places[cell], Tangents[cell], Lengths[cell], _next[cell]) = (Cells.PlaceOf(cell), line.TangentAt(Cells.Middle(cell)), Cells.Length(cell), new(2));
        }
        foreach (var edge in plan.Network.Edges)
        {
            var (first, end) = Cells.Of(edge.Index);
            for (var cell = first + 1; cell < end; cell++) Join(cell - 1, cell, Lengths[cell]);
        }
        Ends = [.. plan.Network.Junctions.Select(j => j.Edges.Distinct().SelectMany(e => EndsAt(j.Index, e)).ToArray())];
        foreach (var meeting in Ends)
            for (var i = 0; i < meeting.Length; i++)
                for (var j = 0; j < i; j++) Join(meeting[i], meeting[j], (Lengths[meeting[i]] + Lengths[meeting[j]]) / 2);
        // People cross an open area straight from one roadway that opens into it to the other.
        foreach (var area in plan.Portals.GroupBy(p => p.Area))
            foreach (var a in area)
                foreach (var b in area.Where(b => b.Junction > a.Junction))
                    foreach (var from in Ends[a.Junction])
                        foreach (var to in Ends[b.Junction]) Join(from, to, Point3.Distance(a.Place, b.Place));
    }

    public MinePlan Plan { get; }
    public RoadwayCells Cells { get; }

    /// <summary>By cell: the place of its middle, the direction of its roadway there, its length in metres.</summary>
    public Point3[] Places { get; }

    /// <inheritdoc cref="Places"/>
    public Point3[] Tangents { get; }

    /// <inheritdoc cref="Places"/>
    public double[] Lengths { get; }

    /// <summary>By junction: the cells that touch it.</summary>
    public int[][] Ends { get; }

    /// <summary>The cells that one comes to from a cell, and how far it is from middle to middle, metres.</summary>
    public List<(int Cell, double Metres)> Next(int cell) => _next[cell];

    private IEnumerable<int> EndsAt(int junction, int edge)
    {
        var (e, (first, end)) = (Plan.Network.Edges[edge], Cells.Of(edge));
        if (e.JunctionFrom == junction) yield return first;
        if (e.JunctionTo == junction && (e.JunctionFrom != junction || end - 1 != first)) yield return end - 1;
    }

    private void Join(int a, int b, double metres)
    {
        _next[a].Add((b, metres));
        _next[b].Add((a, metres));
    }
}
