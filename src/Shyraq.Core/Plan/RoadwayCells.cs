using Shyraq.Core.Units;

namespace Shyraq.Core.Plan;

/// <summary>The roadways cut into cells of about equal length, none of which crosses a junction. A cell stands for its middle.</summary>
internal sealed class RoadwayCells
{
    private readonly MinePlan _plan;
    private readonly int[] _first; // by edge: its first cell; one more at the end

    /// <param name="step">The most that a cell is long, metres.</param>
    public RoadwayCells(MinePlan plan, double step)
    {
        _plan = plan;
        _first = new int[plan.Network.Edges.Length + 1];
        foreach (var edge in plan.Network.Edges) _first[edge.Index + 1] = _first[edge.Index] + Math.Max(1, (int)Math.Ceiling(edge.Length / step));
        EdgeOf = new int[Count];
        foreach (var edge in plan.Network.Edges) Array.Fill(EdgeOf, edge.Index, _first[edge.Index], _first[edge.Index + 1] - _first[edge.Index]);
    }

    /// <summary>How many there are.</summary>
    public int Count => _first[^1];

    /// <summary>The edge of each cell.</summary>
    public int[] EdgeOf { get; }

    /// <summary>The cells of an edge in order of offset: the first and the one after the last.</summary>
    public (int First, int End) Of(int edge) => (_first[edge], _first[edge + 1]);

    /// <summary>Length of a cell, metres.</summary>
    public double Length(int cell)
    {
        var (first, end) = Of(EdgeOf[cell]);
        return _plan.Network.Edges[EdgeOf[cell]].Length / (end - first);
    }

    /// <summary>Offset of the middle of a cell on its roadway, metres.</summary>
    public double Middle(int cell)
    {
        var edge = EdgeOf[cell];
        return _plan.Network.Edges[edge].From + (cell - _first[edge] + 0.5) * Length(cell);
    }

    /// <summary>The cells of an edge whose middles lie in a range of offsets: the first and the one after the last.</summary>
    public (int First, int End) Within(int edge, double from, double to)
    {
        var (first, end) = Of(edge);
        var (start, size) = (_plan.Network.Edges[edge].From, Length(first));
        return (Math.Clamp(first + (int)Math.Ceiling((from - start) / size - 0.5), first, end), Math.Clamp(first + (int)Math.Floor((to - start) / size - 0.5) + 1, first, end));
    }

    /// <summary>Runs of neighbouring cells that are alike, in order of roadway and offset: of those that have a kind at all, each with its first cell and the one after its last.</summary>
    /// <param name="kindOf">The kind of a cell; negative when it does not count.</param>
    public IEnumerable<(Stretch Stretch, int First, int End)> Runs(Func<int, int> kindOf)
    {
        var (start, kind) = (0, -1);
        for (var cell = 0; cell <= Count; cell++)
        {
            var here = cell < Count ? kindOf(cell) : -1;
            var goesOn = cell > 0 && cell < Count && here == kind && RoadwayOf(cell) == RoadwayOf(cell - 1);
            if (goesOn) continue;
            if (kind >= 0) yield return (new(_plan.Roadways[RoadwayOf(start)].Id, FromOf(start), ToOf(cell - 1)), start, cell);
            (start, kind) = (cell, here);
        }
    }

    /// <summary>The roadway of a cell.</summary>
    public int RoadwayOf(int cell) => _plan.Network.Edges[EdgeOf[cell]].Roadway;

    /// <summary>The place of the middle of a cell.</summary>
    public Point3 PlaceOf(int cell) => _plan.Roadways[RoadwayOf(cell)].Line.PointAt(Middle(cell));

    private double FromOf(int cell) => _plan.Network.Edges[EdgeOf[cell]].From + (cell - _first[EdgeOf[cell]]) * Length(cell);

    private double ToOf(int cell) => _plan.Network.Edges[EdgeOf[cell]].From + (cell + 1 - _first[EdgeOf[cell]]) * Length(cell);
}
