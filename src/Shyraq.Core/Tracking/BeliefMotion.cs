using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>How a belief moves on: every hypothesis by its gait, from gait to gait, and over junctions.</summary>
internal sealed partial class Belief
{
    /// <summary>What a hypothesis that may have turned into another roadway at a junction gets, as a share of its own weight.</summary>
    private const double TurnShare = 0.05;

    /// <summary>Below this pace nobody can be seen to turn back, metres a second.</summary>
    private const double LeastPace = 0.3;

    /// <summary>A report of rest holds this long, seconds.</summary>
    private const double RestKnownFor = 10;

    /// <summary>Between two pieces of evidence gaits change in steps of about this, seconds; and in no more than so many.</summary>
    private const double GaitStep = 1, MostSteps = 15;

    /// <summary>In steps of so long people set off and stop, seconds.</summary>
    private const double GaitChange = 0.5;

    /// <summary>After so many of those the share of those who stood that has set off, and of those who moved that has stopped.</summary>
    private static readonly (double SetsOff, double Stops)[] Changes = [.. Enumerable.Range(0, 8).Select(steps => ChangesIn(steps * GaitChange))];

    private static (double SetsOff, double Stops) ChangesIn(double seconds) => (1 - Math.Exp(-seconds / MotionModel.Standing), 1 - Math.Exp(-seconds / MotionModel.Moving));

    /// <summary>From now on ranges are mended by this scale of all: what was learnt of a tag from ranges that were far from right is learnt anew.</summary>
    public bool Rescale(double scale)
    {
        const double far = 0.005, way = 20;
        var change = scale - RangeScale;
        if (Math.Abs(change) < far) return false;
        for (var i = 0; i < AreaCount; i++) Area[i].ForgetTag(change * change * way * way);
        RangeScale = scale;
        return true;
    }

    /// <summary>Moves every hypothesis on to a time, over junctions and through portals.</summary>
    public void PredictTo(Instant time, MinePlan plan, MotionModel motion)
    {
        var seconds = time.SecondsSince(Time);
        if (seconds <= 0) return;
        var start = Time;
        // Whoever stood or walked when last heard may have changed to the other at any time since, not only just now.
        var steps = Math.Max(1, (int)Math.Round(Math.Min(seconds, MostSteps) / GaitStep));
        for (var i = 1; i <= steps; i++)
        {
            Time = i == steps ? time : start.PlusSeconds(seconds * i / steps);
            Drift(seconds / steps, plan, motion);
            Change(Time, seconds / steps, motion);
        }
        Junctions.Cross(this, plan, TurnShare);
    }

    /// <summary>The motion model alone, without deciding at junctions: what looking ahead needs.</summary>
    public void Drift(double seconds, MinePlan plan, MotionModel motion)
    {
        var (step, rest) = (motion.Over(seconds), MotionModel.AtRest(seconds));
        var keeps = RoadwayHypothesis.Keeps(seconds);
        for (var i = 0; i < RoadwayCount; i++) Roadway[i].Predict(keeps, Roadway[i].Stands ? rest : step);
        if (AreaCount == 0) return;
        var plane = MotionModel.Area.Over(seconds);
        var height = MotionModel.Height.Over(seconds);
        for (var i = 0; i < AreaCount; i++)
        {
            if (Area[i].Stands) Area[i].Predict(seconds, rest, rest, plan.Areas[Area[i].Area].Volume);
            else Area[i].Predict(seconds, plane, height, plan.Areas[Area[i].Area].Volume);
        }
    }

    /// <summary>
    /// Twice a second some of those who stand set off, and some who move stop (interacting multiple models: Blom and Bar-Shalom 1988):
    /// each hypothesis gives a part of its weight to the same place with the other gait, which is merged with what is there.
    /// </summary>
    private void Change(Instant time, double seconds, in MotionModel motion)
    {
        var times = Math.Floor(time.UnixMicroseconds / (GaitChange * 1e6)) - Math.Floor((time.UnixMicroseconds - seconds * 1e6) / (GaitChange * 1e6));
        if (times < 1) return;
        var mayRest = time.SecondsSince(Rested) < RestKnownFor;
        var (setsOff, stops) = times < Changes.Length ? Changes[(int)times] : ChangesIn(times * GaitChange);
        var (roadways, areas) = (RoadwayCount, AreaCount);
        for (var i = 0; i < roadways; i++)
        {
            if (!Roadway[i].Stands && Math.Abs(Roadway[i].V) > LeastPace) Turn(Roadway[i], times * GaitChange / motion.Turning);
            if (!mayRest && !Roadway[i].Stands) continue;
            var changes = Roadway[i].Stands ? setsOff : stops;
            var changed = Roadway[i].Changed(motion);
            changed.Weight *= changes;
            Roadway[i].Weight *= 1 - changes;
            Add(changed);
        }
        for (var i = 0; i < areas; i++)
        {
            if (!mayRest && !Area[i].Stands) continue;
            var changes = Area[i].Stands ? setsOff : stops;
            var changed = Area[i].Changed();
            changed.Weight *= changes;
            Area[i].Weight *= 1 - changes;
            Add(changed);
        }
        Tidy();
    }

    /// <summary>Who walks may have turned back.</summary>
    private void Turn(in RoadwayHypothesis walks, double share)
    {
        var turned = walks;
        turned.V = -turned.V;
        turned.Weight *= share;
        Add(turned);
    }
}
