using Shyraq.Core.Plan;

namespace Shyraq.Core.Tracking;

/// <summary>Carries what is known of a tag from one version of the plan to the next.</summary>
internal static class PlanChange
{
    /// <summary>Hypotheses stay where their roadway or area is still there; what has lost its ground is dropped.</summary>
    public static void Carry(TagTrack track, MinePlan before, MinePlan after)
    {
        var old = new Belief(new());
        track.Belief.SumUp();
        track.Belief.CopyTo(old);
        track.Belief.Clear();
        track.Belief.Slots = default;
        for (var i = 0; i < old.RoadwayCount; i++)
        {
            var hypothesis = old.Roadway[i];
            var roadway = after.RoadwayIndex(before.Roadways[before.Network.Edges[hypothesis.Edge].Roadway].Id);
            if (roadway < 0) continue;
            hypothesis.S = Math.Clamp(hypothesis.S, 0, after.Roadways[roadway].Line.Length);
            for (var slot = 0; slot < RoadwayHypothesis.Slots; slot++) hypothesis.Release(slot);
            hypothesis.Edge = after.Network.EdgeAt(new(roadway, hypothesis.S));
            track.Belief.Add(hypothesis);
        }
        for (var i = 0; i < old.AreaCount; i++)
        {
            var hypothesis = old.Area[i];
            var id = before.Areas[hypothesis.Area].Id;
            for (var k = 0; k < after.Areas.Length; k++)
            {
                if (after.Areas[k].Id != id) continue;
                hypothesis.Area = k;
                for (var slot = 0; slot < ErrorSlots.Count; slot++) hypothesis.Release(slot);
                track.Belief.Add(hypothesis);
            }
        }
        if (track.Belief.Count > 0) track.Belief.Tidy();
        track.Belief.Trim();
        // These speak of anchors by their number on the old plan.
        track.Ahead = null;
        track.Recent.Clear();
        track.Times.Clear();
        track.Entering.Clear();
        if (track.LastPosition is not { } position) return;
        var index = after.RoadwayIndex(before.Roadways[position.Roadway].Id);
        track.LastPosition = index < 0 ? null : new NetworkPosition(index, Math.Min(position.Offset, after.Roadways[index].Line.Length));
    }
}
