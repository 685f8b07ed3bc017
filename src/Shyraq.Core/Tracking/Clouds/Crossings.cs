using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Clouds;

/// <summary>
/// Which way one goes on at a junction, by chance: straight on more likely than round a corner, and along a roadway of the same use
/// more likely than into another. Computed once for a plan.
/// </summary>
internal sealed class Crossings
{
    /// <summary>How much likelier a way is that leads straight on, and one of the same use.</summary>
    private const double Straight = 3, SameUse = 2;

    /// <summary>Straight on turns by less than this cosine says.</summary>
    private const double StraightCosine = 0.7;

    /// <summary>By edge and end (2 · edge, + 1 at the end of its offsets): the ways on (~area for a portal) with the odds up to and with each.</summary>
    private readonly (int Way, float Odds)[][] _ways;

    public Crossings(MinePlan plan)
    {
        var portals = plan.Portals.ToLookup(p => p.Junction, p => p.Area);
        _ways = new (int, float)[2 * plan.Network.Edges.Length][];
        foreach (var edge in plan.Network.Edges)
        {
            _ways[2 * edge.Index] = From(plan, edge, false, portals);
            _ways[2 * edge.Index + 1] = From(plan, edge, true, portals);
        }
    }

    /// <summary>The way on from an end of an edge: an edge, or ~area through a portal; false at a dead end.</summary>
    /// <param name="chance">Even in [0, 1).</param>
    public bool Choose(int edge, bool atTo, float chance, out int next)
    {
        next = 0;
        foreach (var (way, odds) in _ways[2 * edge + (atTo ? 1 : 0)])
        {
            next = way;
            if (chance < odds) return true;
        }
        return _ways[2 * edge + (atTo ? 1 : 0)].Length > 0;
    }

    private static (int, float)[] From(MinePlan plan, Edge edge, bool atTo, ILookup<int, int> portals)
    {
        var junction = atTo ? edge.JunctionTo : edge.JunctionFrom;
        var heading = Outward(plan, edge, atTo) * -1;
        var use = plan.Roadways[edge.Roadway].Use;
        var ways = new List<(int Way, double Odds)>();
        foreach (var index in plan.Network.Junctions[junction].Edges.Distinct())
        {
            var next = plan.Network.Edges[index];
            foreach (var end in (ReadOnlySpan<bool>)[false, true])
            {
                if ((end ? next.JunctionTo : next.JunctionFrom) != junction || (index == edge.Index && end == atTo)) continue;
                var straight = Point3.Dot(heading, Outward(plan, next, end)) > StraightCosine;
                ways.Add((index, (straight ? Straight : 1) * (plan.Roadways[next.Roadway].Use == use ? SameUse : 1)));
            }
        }
        foreach (var area in portals[junction]) ways.Add((~area, 1));
        var (all, sum) = (ways.Sum(w => w.Odds), 0.0);
        return [.. ways.Select(w => (w.Way, (float)((sum += w.Odds) / all)))];
    }

    /// <summary>The direction in which an edge leaves the junction at its end.</summary>
    private static Point3 Outward(MinePlan plan, Edge edge, bool atTo)
    {
        var tangent = plan.Roadways[edge.Roadway].Line.TangentAt(atTo ? edge.To - 1e-3 : edge.From + 1e-3);
        return atTo ? tangent * -1 : tangent;
    }
}
