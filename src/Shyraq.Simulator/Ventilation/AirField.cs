using Shyraq.Core.Plan;

namespace Shyraq.Simulator.Ventilation;

/// <summary>A gas that an incident sets free.</summary>
public enum Gas { Methane, CarbonMonoxide }

/// <summary>
/// What is in the air beyond an ordinary day: each gas as a share of volume in cells of some 10 m along the roadways, carried by the draught (first-order
/// upwind), spread by turbulence and mixed where roadways meet.
/// </summary>
public sealed class AirField
{
    private const double Cell = 10;

    /// <summary>Turbulent spreading along a roadway, m²/s.</summary>
    private const double Spreading = 1.5;

    /// <summary>No more than this of the air is gas: beyond it pushes the air before it.</summary>
    private const double Fullest = 0.9;

    private readonly MinePlan _plan;
    private readonly AirFlow _flow;
    private readonly int[] _first, _count;
    private readonly double[] _length;
    private readonly double[][] _share, _next;
    private readonly bool[] _isThere = new bool[2];

    public AirField(MinePlan plan, AirFlow flow)
    {
        (_plan, _flow) = (plan, flow);
        var edges = plan.Network.Edges;
        (_first, _count, _length) = (new int[edges.Length], new int[edges.Length], new double[edges.Length]);
        var cells = 0;
        foreach (var edge in edges)
        {
            _first[edge.Index] = cells;
            _count[edge.Index] = Math.Max(1, (int)(edge.Length / Cell));
            _length[edge.Index] = edge.Length / _count[edge.Index];
            cells += _count[edge.Index];
        }
        _share = [new double[cells], new double[cells]];
        _next = [new double[cells], new double[cells]];
    }

    /// <summary>How much of the air at a place is this gas, 0..1.</summary>
    public double At(Gas gas, int edge, double offset) => _isThere[(int)gas] ? _share[(int)gas][CellOf(edge, offset)] : 0;

    /// <summary>Sets gas free at a place, cubic metres. What the air there cannot hold pushes on to both sides of the edge.</summary>
    public void Release(Gas gas, int edge, double offset, double cubicMetres)
    {
        if (cubicMetres <= 0) return;
        _isThere[(int)gas] = true;
        var (share, volume) = (_share[(int)gas], _length[edge] * _flow.Area(edge));
        var here = CellOf(edge, offset);
        for (var away = 0; away < _count[edge] && cubicMetres > 0; away++)
        {
            foreach (var cell in away == 0 ? (int[])[here] : [here - away, here + away])
            {
                if (cell < _first[edge] || cell >= _first[edge] + _count[edge]) continue;
                var taken = Math.Min(cubicMetres, Math.Max(0, Fullest - share[cell]) * volume);
                share[cell] += taken / volume;
                cubicMetres -= taken;
            }
        }
    }

    /// <summary>Goes on by some seconds, at most one.</summary>
    public void Step(double seconds)
    {
        for (var gas = 0; gas < _share.Length; gas++)
            if (_isThere[gas]) Step(_share[gas], _next[gas], seconds);
        for (var gas = 0; gas < _share.Length; gas++) (_share[gas], _next[gas]) = (_next[gas], _share[gas]);
    }

    private void Step(double[] share, double[] next, double seconds)
    {
        var (edges, mixed) = (_plan.Network.Edges, Mixed(share));
        foreach (var edge in edges)
        {
            var (first, count, area, flow) = (_first[edge.Index], _count[edge.Index], _flow.Area(edge.Index), _flow.Flow(edge.Index));
            var (length, volume) = (_length[edge.Index], _length[edge.Index] * area);
            for (var i = 0; i < count; i++)
            {
                var cell = first + i;
                if (_flow.IsOutsideEdge(edge.Index)) { next[cell] = 0; continue; }
                var (low, high) = (i > 0 ? share[cell - 1] : mixed[edge.JunctionFrom], i < count - 1 ? share[cell + 1] : mixed[edge.JunctionTo]);
                var carried = flow >= 0 ? flow * (low - share[cell]) : flow * (share[cell] - high);
                var spread = Spreading * area / length * (low - 2 * share[cell] + high);
                // What flows out of a cell in a step is no more than is in it.
                var most = Math.Min(1, seconds * Math.Abs(flow) / volume) / Math.Max(1e-12, seconds * Math.Abs(flow) / volume);
                next[cell] = Math.Clamp(share[cell] + seconds * (most * carried + spread) / volume, 0, 1);
            }
        }
    }

    /// <summary>The share at each junction: that of all the air that comes to it.</summary>
    private double[] Mixed(double[] share)
    {
        var junctions = _plan.Network.Junctions;
        var mixed = new double[junctions.Length];
        foreach (var junction in junctions)
        {
            // A blind end gets clean air by its duct; the mouth of a shaft is in the open.
            if (_flow.IsOutside(junction.Index) || junction.IsDeadEnd) continue;
            double gas = 0, air = 0;
            foreach (var e in junction.Edges)
            {
                var edge = _plan.Network.Edges[e];
                var flow = edge.JunctionTo == junction.Index ? _flow.Flow(e) : -_flow.Flow(e);
                var weight = Math.Max(0, flow) + Spreading * _flow.Area(e) / _length[e];
                gas += weight * share[edge.JunctionTo == junction.Index ? _first[e] + _count[e] - 1 : _first[e]];
                air += weight;
            }
            mixed[junction.Index] = air > 0 ? gas / air : 0;
        }
        return mixed;
    }

    private int CellOf(int edge, double offset) =>
        _first[edge] + Math.Clamp((int)((offset - _plan.Network.Edges[edge].From) / _length[edge]), 0, _count[edge] - 1);
}
