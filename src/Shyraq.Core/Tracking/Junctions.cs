using Shyraq.Core.Plan;

namespace Shyraq.Core.Tracking;

/// <summary>What becomes of hypotheses that reach the end of their edge: they go on into every roadway that meets there.</summary>
internal static class Junctions
{
    /// <summary>A hypothesis nearer to its edge's end than this, or than its own deviation, may already have turned, metres.</summary>
    private const double Reach = 1.0;

    /// <summary>Moves and splits the hypotheses of a belief at junctions and portals.</summary>
    /// <param name="turnShare">Weight of «may have turned» relative to the hypothesis that stays.</param>
    public static void Cross(Belief belief, MinePlan plan, double turnShare)
    {
        var count = belief.RoadwayCount;
        for (var i = 0; i < count; i++)
        {
            ref readonly var at = ref belief.Roadway[i];
            var edge = plan.Network.Edges[at.Edge];
            var reach = Math.Max(Reach, Math.Sqrt(at.Pss));
            if (at.S - edge.From >= reach && edge.To - at.S >= reach) continue;
            var hypothesis = at;
            if (hypothesis.S > edge.To) Pass(belief, plan, i, edge.JunctionTo, true, hypothesis.S - edge.To, Math.Abs(hypothesis.V));
            else if (hypothesis.S < edge.From) Pass(belief, plan, i, edge.JunctionFrom, false, edge.From - hypothesis.S, Math.Abs(hypothesis.V));
            else
            {
                if (edge.To - hypothesis.S < reach) Turn(belief, plan, hypothesis, edge.JunctionTo, true, turnShare);
                if (hypothesis.S - edge.From < reach) Turn(belief, plan, hypothesis, edge.JunctionFrom, false, turnShare);
            }
        }
        for (var i = 0; i < belief.AreaCount; i++) LeaveArea(belief, plan, belief.Area[i], turnShare);
        if (belief.Count > count) belief.Tidy();
    }

    /// <summary>The mean has gone past the junction: the weight goes to the roadways beyond, in equal shares.</summary>
    private static void Pass(Belief belief, MinePlan plan, int index, int junctionIndex, bool atTo, double excess, double speed)
    {
        var hypothesis = belief.Roadway[index];
        var junction = plan.Network.Junctions[junctionIndex];
        var portal = plan.PortalAt(junctionIndex);
        var own = plan.Network.Edges[hypothesis.Edge];
        // An edge that is a loop is listed twice: whoever comes out of it may go round again.
        var loop = own.JunctionFrom == own.JunctionTo;
        var ways = (loop ? junction.Ways.Length : junction.Edges.Length - 1) + (portal is null ? 0 : 1);
        if (ways == 0)
        {
            // A dead end: whoever walks on has turned round or stands there.
            belief.Roadway[index].S = junctionIndex == own.JunctionTo ? own.To : own.From;
            belief.Roadway[index].V = 0;
            return;
        }
        var first = true;
        var share = hypothesis.Weight / ways;
        foreach (var next in junction.Ways)
        {
            if (next == hypothesis.Edge && !loop) continue;
            var child = Enter(plan, hypothesis, next, junctionIndex, atTo, excess, speed, share);
            if (first) belief.Roadway[index] = child;
            else belief.Add(child);
            first = false;
        }
        if (portal is not { } door) return;
        belief.Add(EnterArea(plan, door, hypothesis, share));
        if (first) belief.Roadway[index].Weight = 0;
    }

    /// <summary>The mean is just before the junction: a small part of the weight looks into every roadway beyond.</summary>
    private static void Turn(Belief belief, MinePlan plan, in RoadwayHypothesis hypothesis, int junctionIndex, bool atTo, double turnShare)
    {
        var weight = turnShare * hypothesis.Weight;
        foreach (var next in plan.Network.Junctions[junctionIndex].Edges)
        {
            if (next == hypothesis.Edge || IsAt(belief, plan, next, junctionIndex)) continue;
            belief.Add(Enter(plan, hypothesis, next, junctionIndex, atTo, 0.5, 0, weight));
        }
        if (plan.PortalAt(junctionIndex) is { } portal && belief.AreaCount == 0)
            belief.Add(EnterArea(plan, portal, hypothesis, weight));
    }

    private static void LeaveArea(Belief belief, MinePlan plan, in AreaHypothesis hypothesis, double turnShare)
    {
        foreach (var portal in plan.Portals)
        {
            if (portal.Area != hypothesis.Area) continue;
            var reach = 2 + Math.Sqrt(Math.Max(hypothesis.Variance(0), hypothesis.Variance(1)));
            if (Units.Point3.HorizontalDistance(portal.Place, hypothesis.Place) > reach) continue;
            var as1D = RoadwayHypothesis.At(0, hypothesis.Weight, 0, 0, Math.Max(1, hypothesis.Variance(0) + hypothesis.Variance(1)), 0, 1);
            foreach (var next in plan.Network.Junctions[portal.Junction].Edges)
            {
                if (!IsAt(belief, plan, next, portal.Junction))
                    belief.Add(Enter(plan, as1D, next, portal.Junction, true, 0.5, 0, turnShare * hypothesis.Weight));
            }
        }
    }

    /// <summary>The same hypothesis on the next edge, so far in from its end at the junction.</summary>
    /// <param name="atTo">It comes out of its edge where the offset ends, not where it begins.</param>
    private static RoadwayHypothesis Enter(MinePlan plan, in RoadwayHypothesis from, int edgeIndex, int junction, bool atTo, double excess, double speed, double weight)
    {
        var edge = plan.Network.Edges[edgeIndex];
        var forward = edge.JunctionFrom == junction;
        var inside = Math.Min(excess, edge.Length);
        var entered = from;
        if (forward != atTo) entered.TurnAbout();
        (entered.Edge, entered.Weight, entered.S) = (edgeIndex, weight, forward ? edge.From + inside : edge.To - inside);
        entered.V = forward ? speed : -speed;
        if (speed == 0) entered.Pvv += 0.25;
        return entered;
    }

    private static AreaHypothesis EnterArea(MinePlan plan, in Portal portal, in RoadwayHypothesis from, double weight)
    {
        var variance = from.Pss + 4;
        var entered = AreaHypothesis.At(plan, portal.Area, plan.Areas[portal.Area].Confine(portal.Place), variance, 0, variance, 1);
        entered.Weight = weight;
        return entered;
    }

    /// <summary>Does some hypothesis already stand on that edge near that junction?</summary>
    private static bool IsAt(Belief belief, MinePlan plan, int edgeIndex, int junction)
    {
        var edge = plan.Network.Edges[edgeIndex];
        for (var i = 0; i < belief.RoadwayCount; i++)
        {
            ref readonly var other = ref belief.Roadway[i];
            if (other.Edge != edgeIndex) continue;
            var distance = edge.JunctionFrom == junction ? other.S - edge.From : edge.To - other.S;
            if (distance < 6 + 2 * Math.Sqrt(other.Pss)) return true;
        }
        return false;
    }
}
