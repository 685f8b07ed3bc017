namespace Shyraq.Simulator.Travel;

/// <summary>Stretches of roadway that nobody gets through, such as under a fall of roof.</summary>
public sealed class Blockage
{
    /// <summary>Who stands this near before it does not stand in it, metres.</summary>
    private const double Before = 0.01;

    private readonly List<(int Edge, double From, double To)> _stretches = [];

    /// <summary>Closes a stretch of an edge for good; offsets on its roadway, metres.</summary>
    public void Add(int edge, double from, double to) => _stretches.Add((edge, from, to));

    /// <summary>Something lies on the edge, between two offsets in either order.</summary>
    public bool Lies(int edge, double from = double.NegativeInfinity, double to = double.PositiveInfinity)
    {
        foreach (var stretch in _stretches)
            if (stretch.Edge == edge && stretch.From + Before < Math.Max(from, to) && stretch.To - Before > Math.Min(from, to)) return true;
        return false;
    }

    /// <summary>How far one gets along an edge from one offset towards another before it is blocked, metres: +∞ when nothing lies there, 0 from within.</summary>
    public double FreeAhead(int edge, double from, double to)
    {
        var free = double.PositiveInfinity;
        foreach (var stretch in _stretches)
        {
            if (stretch.Edge != edge) continue;
            if (from > stretch.From + Before && from < stretch.To - Before) return 0;
            if (to > from && stretch.From >= from - Before) free = Math.Min(free, Math.Max(0, stretch.From - from));
            if (to < from && stretch.To <= from + Before) free = Math.Min(free, Math.Max(0, from - stretch.To));
        }
        return free;
    }
}
