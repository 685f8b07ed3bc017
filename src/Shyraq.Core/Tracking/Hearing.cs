using Shyraq.Core.Plan;

namespace Shyraq.Core.Tracking;

/// <summary>
/// How likely each anchor is to hear a tag at each place along the roadways: what it means that an anchor says nothing.
/// Kept by cells of some metres, the few likeliest anchors of each; computed once for a plan.
/// </summary>
internal sealed class Hearing
{
    /// <summary>Cells are about this long, metres.</summary>
    private const double Cell = 4;

    /// <summary>Anchors of one cell; and the least chance that is worth keeping.</summary>
    private const int MostAnchors = 6;
    private const double Least = 0.1;

    private readonly MinePlan _plan;
    private readonly int[] _firstCell;

    // Of all cells one after the other, and where those of each begin.
    private readonly (int Anchor, float Chance)[] _heard;
    private readonly int[] _begins;

    public Hearing(MinePlan plan)
    {
        _plan = plan;
        var edges = plan.Network.Edges;
        _firstCell = new int[edges.Length + 1];
        for (var i = 0; i < edges.Length; i++) _firstCell[i + 1] = _firstCell[i] + Math.Max(1, (int)Math.Ceiling(edges[i].Length / Cell));
        var heard = new List<(int Anchor, float Chance)>?[_firstCell[^1]];
        for (var anchor = 0; anchor < plan.Anchors.Length; anchor++)
            foreach (var view in plan.Views[anchor].Edges)
                if (view.Visible.Length > 0) Fill(heard, anchor, view);
        var cells = heard.Select(list => list is null ? [] : list.OrderByDescending(h => h.Chance).ThenBy(h => h.Anchor).Take(MostAnchors).ToArray()).ToArray();
        _heard = [.. cells.SelectMany(cell => cell)];
        _begins = new int[cells.Length + 1];
        for (var i = 0; i < cells.Length; i++) _begins[i + 1] = _begins[i] + cells[i].Length;
    }

    /// <summary>The anchors that would hear a tag at an offset of an edge, with the chance that they do within a second or two, likeliest first.</summary>
    public ReadOnlySpan<(int Anchor, float Chance)> At(int edgeIndex, double offset)
    {
        var cell = CellAt(edgeIndex, offset);
        return _heard.AsSpan(_begins[cell].._begins[cell + 1]);
    }

    private int CellAt(int edgeIndex, double offset)
    {
        var edge = _plan.Network.Edges[edgeIndex];
        var (first, end) = (_firstCell[edgeIndex], _firstCell[edgeIndex + 1]);
        return Math.Clamp(first + (int)((offset - edge.From) / edge.Length * (end - first)), first, end - 1);
    }

    private void Fill(List<(int, float)>?[] heard, int anchor, EdgeView view)
    {
        var edge = _plan.Network.Edges[view.Edge];
        var line = _plan.Roadways[edge.Roadway].Line;
        var (first, end) = (_firstCell[view.Edge], _firstCell[view.Edge + 1]);
        var size = edge.Length / (end - first);
        for (var cell = first; cell < end; cell++)
        {
            var offset = edge.From + (cell - first + 0.5) * size;
            if (!view.Sees(offset)) continue;
            var chance = RadioModel.ChanceOfHearing(_plan.Anchors[anchor], Units.Point3.Distance(line.PointAt(offset), _plan.Anchors[anchor].Place));
            if (chance >= Least) (heard[cell] ??= []).Add((anchor, (float)chance));
        }
    }
}
