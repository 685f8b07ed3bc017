using Shyraq.Core.Plan;
using Shyraq.Simulator.People;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.Ventilation;

/// <summary>
/// How the air goes through the roadways. A fan draws it out of the return shafts and it comes in by the others; in between it shares itself out by
/// Atkinson's square law p = R Q² with R = k O L / A³ (McPherson, <i>Subsurface Ventilation Engineering</i>, 2009), solved by linear networks whose
/// resistances are R |Q| of the one before. A mine without a return shaft has no draught. Blind headings are blown out through a duct.
/// </summary>
public sealed class AirFlow
{
    /// <summary>Friction factor of an arched roadway, kg/m³.</summary>
    private const double Friction = 0.012;

    /// <summary>A crosscut between intake and return has doors that let this little through: its resistance is so many times higher.</summary>
    private const double Doors = 40_000;

    /// <summary>A face is full of supports and a shearer: so many times the friction of a roadway.</summary>
    private const double Supports = 12;

    /// <summary>Through a fall of roof so much harder.</summary>
    private const double Fall = 2_000;

    /// <summary>A shaft full of skips and closed by a headframe lets air in against so much more.</summary>
    private const double SkipShaft = 20;

    /// <summary>Pressure of the fan, Pa.</summary>
    private const double Fan = 2_500;

    /// <summary>What a duct blows into a blind heading comes back this fast, metres a second.</summary>
    private const double DuctReturn = 0.3;

    private const int Rounds = 60, Sweeps = 400;
    private readonly MinePlan _plan;
    private readonly double[] _area, _resistance, _flow;
    private readonly bool[] _outside;
    private readonly double[] _held;

    public AirFlow(Ways ways)
    {
        _plan = ways.Plan;
        var (edges, junctions) = (_plan.Network.Edges, _plan.Network.Junctions);
        var surface = JobBoard.SurfaceLevel(ways);
        _area = [.. edges.Select(e => ways.RoadwayOf(e.Index) is var r ? 0.85 * r.Width.Value * r.Height.Value : 0)];
        _outside = [.. edges.Select(e => surface.Length > 0 && ways.RoadwayOf(e.Index).Level == surface)];
        _resistance = [.. edges.Select(e => Resistance(ways, e))];
        _flow = new double[edges.Length];
        // Pressure at the mouths of the shafts is held: the fan draws at the return, all others stand open.
        _held = new double[junctions.Length];
        Array.Fill(_held, double.NaN);
        foreach (var roadway in _plan.Roadways.Select((r, i) => (r, i)).Where(p => p.r.Use == "shaft"))
        {
            var (first, end) = _plan.Network.EdgesOf(roadway.i);
            var mouth = Enumerable.Range(first, end - first).SelectMany(e => (int[])[edges[e].JunctionFrom, edges[e].JunctionTo]).MaxBy(j => junctions[j].Place.Z);
            _held[mouth] = roadway.r.Air == Air.Return ? -Fan : 0;
        }
        Solve();
    }

    /// <summary>Metres a second along an edge towards higher offsets; negative against them.</summary>
    public double Velocity(int edge) => _flow[edge] / _area[edge];

    /// <summary>Cubic metres a second along an edge towards higher offsets.</summary>
    public double Flow(int edge) => _flow[edge];

    /// <summary>Free cross-section of an edge, m².</summary>
    public double Area(int edge) => _area[edge];

    /// <summary>The junction lies in the open air.</summary>
    public bool IsOutside(int junction) => !double.IsNaN(_held[junction]);

    /// <summary>The edge lies on the surface: no air of the mine is in it.</summary>
    public bool IsOutsideEdge(int edge) => _outside[edge];

    /// <summary>Roof has come down in an edge: the air finds other ways.</summary>
    public void Choke(int edge)
    {
        _resistance[edge] *= Fall;
        Solve();
    }

    private double Resistance(Ways ways, Edge e)
    {
        var roadway = ways.RoadwayOf(e.Index);
        var round = 2 * (roadway.Width.Value + roadway.Height.Value);
        var plain = Friction * round * e.Length / Math.Pow(_area[e.Index], 3);
        return plain * (roadway.Use, roadway.Air) switch { ("crosscut", Air.Neutral) => Doors, ("shaft", Air.Neutral) => SkipShaft, ("face", _) => Supports, _ => 1 };
    }

    private void Solve()
    {
        var network = _plan.Network;
        Array.Clear(_flow);
        if (_held.All(double.IsNaN) || _held.All(p => double.IsNaN(p) || p == 0)) { BlowOut(); return; }
        var pressure = new double[network.Junctions.Length];
        for (var j = 0; j < pressure.Length; j++) pressure[j] = double.IsNaN(_held[j]) ? -Fan / 2 : _held[j];
        var conductance = new double[_flow.Length];
        for (var e = 0; e < _flow.Length; e++) conductance[e] = _outside[e] ? 0 : 1 / Math.Sqrt(_resistance[e] * Fan);
        for (var round = 0; round < Rounds; round++)
        {
            Relax(pressure, conductance);
            foreach (var edge in network.Edges)
            {
                if (_outside[edge.Index]) continue;
                var drop = pressure[edge.JunctionFrom] - pressure[edge.JunctionTo];
                _flow[edge.Index] = conductance[edge.Index] * drop;
                var flow = Math.Max(1e-3, Math.Sqrt(Math.Abs(drop) / _resistance[edge.Index]));
                conductance[edge.Index] = 0.5 * conductance[edge.Index] + 0.5 / (_resistance[edge.Index] * flow);
            }
        }
        BlowOut();
    }

    /// <summary>Gauss–Seidel with over-relaxation.</summary>
    private void Relax(double[] pressure, double[] conductance)
    {
        var network = _plan.Network;
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var change = 0.0;
            for (var j = 0; j < pressure.Length; j++)
            {
                if (!double.IsNaN(_held[j])) continue;
                double sum = 0, weight = 0;
                foreach (var e in network.Junctions[j].Edges)
                {
                    sum += conductance[e] * pressure[network.Edges[e].Other(j)];
                    weight += conductance[e];
                }
                if (weight <= 0) continue;
                var step = 1.6 * (sum / weight - pressure[j]);
                pressure[j] += step;
                change = Math.Max(change, Math.Abs(step));
            }
            if (change < 1e-4) return;
        }
    }

    /// <summary>Blind ends are aired through ducts, whose air comes back along the roadway.</summary>
    private void BlowOut()
    {
        foreach (var junction in _plan.Network.Junctions)
        {
            if (!junction.IsDeadEnd || IsOutside(junction.Index)) continue;
            var edge = _plan.Network.Edges[junction.Edges[0]];
            if (_outside[edge.Index]) continue;
            _flow[edge.Index] = (edge.JunctionTo == junction.Index ? -1 : 1) * DuctReturn * _area[edge.Index];
        }
    }
}
