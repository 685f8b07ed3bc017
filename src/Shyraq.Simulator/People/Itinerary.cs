using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.People;

/// <summary>One stage of a journey. A closed hierarchy: match it with <c>switch</c>.</summary>
public abstract record Stage
{
    private Stage() { }

    /// <summary>On foot.</summary>
    public sealed record Walk(List<Leg> Legs) : Stage;

    /// <summary>In the cage of a shaft; one waits for it first.</summary>
    public sealed record Cage(List<Leg> Legs) : Stage;

    /// <summary>By train from one stop to another; <paramref name="Legs"/> is the same way on foot, should no train come.</summary>
    public sealed record Ride(ManTrip Line, int On, int Off, List<Leg> Legs) : Stage;
}

/// <summary>Turns a way into stages: shafts are ridden in the cage, long stretches of a man-trip line by train, all else is walked.</summary>
public static class Itinerary
{
    public static Queue<Stage> Plan(Ways ways, IReadOnlyList<ManTrip> lines, List<Leg> legs)
    {
        var stages = new Queue<Stage>();
        var onFoot = new List<Leg>();
        void Flush()
        {
            if (onFoot.Count > 0) stages.Enqueue(new Stage.Walk([.. onFoot]));
            onFoot.Clear();
        }
        for (var i = 0; i < legs.Count; i++)
        {
            var start = i;
            if (ways.IsShaft(legs[i].Edge))
            {
                while (i + 1 < legs.Count && ways.IsShaft(legs[i + 1].Edge)) i++;
                Flush();
                stages.Enqueue(new Stage.Cage(legs[start..(i + 1)]));
                continue;
            }
            var roadway = Roadway(ways, legs[i]);
            if (lines.FirstOrDefault(l => l.Roadway == roadway && l.Trains.Count > 0) is { } line)
            {
                while (i + 1 < legs.Count && Roadway(ways, legs[i + 1]) == roadway) i++;
                var (from, to) = (legs[start].From, legs[i].To);
                if (line.Ride(from, to) is { } ride)
                {
                    var (on, off) = (line.Stops[ride.On], line.Stops[ride.Off]);
                    onFoot.AddRange(ManTrip.Way(ways.Plan.Network, roadway, from, on));
                    Flush();
                    stages.Enqueue(new Stage.Ride(line, ride.On, ride.Off, [.. ManTrip.Way(ways.Plan.Network, roadway, on, off)]));
                    onFoot.AddRange(ManTrip.Way(ways.Plan.Network, roadway, off, to));
                    continue;
                }
                onFoot.AddRange(legs[start..(i + 1)]);
                continue;
            }
            onFoot.Add(legs[i]);
        }
        Flush();
        return stages;
    }

    private static int Roadway(Ways ways, Leg leg) => leg.Edge >= 0 ? ways.Plan.Network.Edges[leg.Edge].Roadway : -1;
}
