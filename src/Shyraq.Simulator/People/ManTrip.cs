using Shyraq.Core.Plan;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.People;

/// <summary>A line on which trains carry people: one long haulage roadway with stops at its junctions.</summary>
public sealed class ManTrip
{
    private const double BetweenStops = 300;
    private readonly Dictionary<int, int> _waiting = [];

    private ManTrip(int roadway, double[] stops) => (Roadway, Stops) = (roadway, stops);

    /// <summary>Index of the roadway.</summary>
    public int Roadway { get; }

    /// <summary>Offsets of the stops, ascending, metres.</summary>
    public IReadOnlyList<double> Stops { get; }

    /// <summary>The trains of the line.</summary>
    public List<Vehicle> Trains { get; } = [];

    /// <summary>The lines of a mine: haulage roadways of 500 m and more, longest first.</summary>
    public static List<ManTrip> In(Ways ways)
    {
        var lines = new List<ManTrip>();
        foreach (var (roadway, index) in ways.Plan.Roadways.Select((r, i) => (r, i)).Where(p => p.r.Use == "haulage" && p.r.Line.Length >= 500).OrderByDescending(p => p.r.Line.Length))
        {
            var stops = new List<double> { 0 };
            foreach (var e in ways.Plan.Network.Edges.Where(e => e.Roadway == index).OrderBy(e => e.From))
                if (e.From - stops[^1] >= BetweenStops && roadway.Line.Length - e.From >= BetweenStops / 2) stops.Add(e.From);
            stops.Add(roadway.Line.Length);
            lines.Add(new ManTrip(index, [.. stops]));
        }
        return lines;
    }

    /// <summary>Somebody begins (+1) or ceases (−1) to wait at a stop.</summary>
    public void Wait(int stop, int change) => _waiting[stop] = _waiting.GetValueOrDefault(stop) + change;

    /// <summary>Somebody waits at a stop.</summary>
    public bool IsAwaited(int stop) => _waiting.GetValueOrDefault(stop) > 0;

    /// <summary>The stops by which a stretch of the line is better ridden than walked; null when it is not.</summary>
    public (int On, int Off)? Ride(double from, double to)
    {
        var forward = to > from;
        var between = Enumerable.Range(0, Stops.Count).Where(s => Stops[s] >= Math.Min(from, to) - 1 && Stops[s] <= Math.Max(from, to) + 1).ToList();
        if (between.Count < 2 || Stops[between[^1]] - Stops[between[0]] < 400) return null;
        return forward ? (between[0], between[^1]) : (between[^1], between[0]);
    }

    /// <summary>The way between two offsets of the line.</summary>
    public static IEnumerable<Leg> Way(Network network, int roadway, double from, double to)
    {
        var edges = network.Edges.Where(e => e.Roadway == roadway && e.To > Math.Min(from, to) && e.From < Math.Max(from, to)).OrderBy(e => e.From).ToList();
        if (to < from) edges.Reverse();
        foreach (var e in edges)
            yield return to > from
                ? Leg.Along(e.Index, Math.Max(from, e.From), Math.Min(to, e.To))
                : Leg.Along(e.Index, Math.Min(from, e.To), Math.Max(to, e.From));
    }
}
