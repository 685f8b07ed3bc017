using System.Collections.Immutable;
using Shyraq.Core.Plan;

namespace Shyraq.Core.Gas;

/// <summary>A stretch of roadway that the air reaches after another place.</summary>
/// <param name="Stretch">The part of the roadway.</param>
/// <param name="Metres">Along the air from that place to the stretch's nearer end.</param>
/// <param name="IsForward">The air goes from <c>From</c> to <c>To</c>.</param>
public readonly record struct Downwind(Section Stretch, double Metres, bool IsForward);

/// <summary>
/// Which way the air goes, as far as the plan tells: in by the exits whose roadways have intake air, along intake roadways away from them, over into
/// return roadways where these meet, and along those the shortest way to an exit with return air. A blind heading is ventilated by a duct: its air
/// comes back along the roadway. Neutral roadways (doors, stoppings) are no way for the main stream. Where the plan does not say
/// what air a roadway has, nothing is said of its direction. It is a model of the plan, not of the fans.
/// </summary>
internal sealed class Airflow
{
    /// <summary>An exit belongs to the junction within this of it, metres.</summary>
    private const double AtExit = 25;

    private readonly MinePlan _plan;
    private readonly double[] _fromIntake;
    private readonly double[] _toExhaust;
    private readonly bool[] _leadsOut;

    public Airflow(MinePlan plan)
    {
        _plan = plan;
        _fromIntake = Spread(Air.Intake);
        _toExhaust = Spread(Air.Return);
        _leadsOut = LeadsOut();
    }

    /// <summary>The plan tells which way the air of a position goes.</summary>
    public bool IsKnownAt(NetworkPosition position)
    {
        var edge = _plan.Network.Edges[_plan.Network.EdgeAt(position)];
        return DirectionOf(edge) is not null;
    }

    /// <summary>What lies downwind of a position, its own roadway first; nothing where the direction is not known.</summary>
    public ImmutableArray<Downwind> DownwindOf(NetworkPosition position)
    {
        var network = _plan.Network;
        var start = network.Edges[network.EdgeAt(position)];
        if (DirectionOf(start) is not { } forward) return [];
        var found = ImmutableArray.CreateBuilder<Downwind>();
        found.Add(new(forward ? new(start.Roadway, position.Offset, start.To) : new(start.Roadway, start.From, position.Offset), 0, forward));
        var open = new PriorityQueue<int, double>();
        var reached = new Dictionary<int, double>();
        Offer(forward ? start.JunctionTo : start.JunctionFrom, forward ? start.To - position.Offset : position.Offset - start.From);
        var done = new HashSet<int> { start.Index };
        while (open.TryDequeue(out var junction, out var metres))
        {
            if (metres > reached[junction]) continue;
            foreach (var index in network.Junctions[junction].Ways)
            {
                var edge = network.Edges[index];
                if (DirectionOf(edge) is not { } on || (on ? edge.JunctionFrom : edge.JunctionTo) != junction || !done.Add(index)) continue;
                found.Add(new(new(edge.Roadway, edge.From, edge.To), metres, on));
                Offer(edge.Other(junction), metres + edge.Length);
            }
        }
        return found.ToImmutable();

        void Offer(int junction, double metres)
        {
            if (reached.TryGetValue(junction, out var known) && known <= metres) return;
            reached[junction] = metres;
            open.Enqueue(junction, metres);
        }
    }

    /// <summary>The air goes from the edge's beginning to its end; null when nobody can say.</summary>
    private bool? DirectionOf(Edge edge)
    {
        var (from, to) = (edge.JunctionFrom, edge.JunctionTo);
        switch (_plan.Roadways[edge.Roadway].Air)
        {
            case Air.Return when double.IsFinite(_toExhaust[from]) && _toExhaust[from] != _toExhaust[to]:
                return _toExhaust[to] < _toExhaust[from];
            case Air.Intake when double.IsFinite(_fromIntake[from]) && _fromIntake[from] != _fromIntake[to]:
                var away = _fromIntake[to] > _fromIntake[from];
                return _leadsOut[away ? to : from] ? away : !away;
            default:
                return null;
        }
    }

    /// <summary>Metres to every junction along roadways of an air from the exits that have it; +∞ where it does not come.</summary>
    private double[] Spread(Air air)
    {
        var network = _plan.Network;
        var metres = new double[network.Junctions.Length];
        Array.Fill(metres, double.PositiveInfinity);
        var open = new PriorityQueue<int, double>();
        foreach (var exit in _plan.Landmarks.Where(mark => mark.Kind == LandmarkKind.Exit))
            foreach (var junction in network.Junctions)
                if (Units.Point3.Distance(junction.Place, exit.Place) <= AtExit && junction.Ways.Any(way => AirOf(way) == air)) Offer(junction.Index, 0);
        while (open.TryDequeue(out var junction, out var at))
        {
            if (at > metres[junction]) continue;
            foreach (var way in network.Junctions[junction].Ways)
                if (AirOf(way) == air) Offer(network.Edges[way].Other(junction), at + network.Edges[way].Length);
        }
        return metres;

        void Offer(int junction, double at)
        {
            if (at >= metres[junction]) return;
            metres[junction] = at;
            open.Enqueue(junction, at);
        }
    }

    /// <summary>The junctions from which the intake air finds its way on into a return roadway; the rest are blind.</summary>
    private bool[] LeadsOut()
    {
        var network = _plan.Network;
        var leads = new bool[network.Junctions.Length];
        // The farthest from the intake first: whether a junction leads out is known from those beyond it.
        foreach (var junction in network.Junctions.Where(one => double.IsFinite(_fromIntake[one.Index])).OrderByDescending(one => _fromIntake[one.Index]).ThenBy(one => one.Index))
            leads[junction.Index] = junction.Ways.Any(way => AirOf(way) == Air.Return
                ? double.IsFinite(_toExhaust[junction.Index])
                : AirOf(way) == Air.Intake && network.Edges[way].Other(junction.Index) is var other && _fromIntake[other] > _fromIntake[junction.Index] && leads[other]);
        return leads;
    }

    private Air AirOf(int edge) => _plan.Roadways[_plan.Network.Edges[edge].Roadway].Air;
}
