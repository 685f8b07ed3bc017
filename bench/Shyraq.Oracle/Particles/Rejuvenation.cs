using Shyraq.Core.Plan;
using Shyraq.Oracle.Runs;
using Shyraq.Simulator.Chances;

namespace Shyraq.Oracle.Particles;

/// <summary>
/// Keeps particles varied after they were drawn anew (resample-move; Gilks and Berzuini 2001): each is moved a little together
/// with its whole past, and the move is taken with the probability of Metropolis and Hastings. A move changes what is left over of
/// the ranges of an anchor by what <see cref="OwnError"/> keeps, so nothing of the past has to be gone through again.
/// </summary>
internal sealed class Rejuvenation(SimulatedRun run, Mobility mobility, Weighing weighing, Chance chance)
{
    private readonly double _full = Weighing.BiasVariance(run.Options.Noise);

    /// <summary>Moves along are tried of about these lengths, metres: the longest for those whom only strengths place.</summary>
    private static readonly double[] Steps = [0.05, 0.2, 3];

    /// <summary>An anchor that was not heard for so many epochs holds nobody back.</summary>
    private const long Forgotten = 60;

    private readonly double _shadow = Square(run.Options.Noise.Shadowing);

    public void Move(Cloud cloud, bool vehicle)
    {
        foreach (ref var p in cloud.Particles.AsSpan()) Move(cloud, ref p, vehicle);
    }

    private void Move(Cloud cloud, ref Particle p, bool vehicle)
    {
        // Nothing kept tells how well another pace would have done; a little more or less does no harm (Liu and West 2001).
        p.Pace = vehicle ? (float)(p.Pace * (1 + 0.01 * chance.Normal())) : (float)(1.25 + 0.98 * (p.Pace - 1.25) + 0.2 * 0.12 * chance.Normal());
        p.Train *= (float)(1 + 0.01 * chance.Normal());
        p.StepScale = (float)(1 + 0.98 * (p.StepScale - 1) + (vehicle ? 0 : 0.2 * 0.08 * chance.Normal()));
        var moved = p;
        var breadth = 0.0;
        if (p.Edge >= 0)
        {
            var e = run.Plan.Network.Edges[p.Edge];
            moved.Offset += Steps[chance.Below(Steps.Length)] * chance.Normal();
            if (moved.Offset <= e.From || moved.Offset >= e.To) return;
            moved.Post += moved.Offset - p.Offset;
            breadth = mobility.AsideOf(p, vehicle);
            moved.Aside += (float)(0.5 * breadth * chance.Normal());
        }
        else
        {
            moved.X += (float)(0.1 * chance.Normal());
            moved.Y += (float)(0.1 * chance.Normal());
            if (moved.Gait is Gait.Walk or Gait.Mill) Swing(ref moved);
            if (moved.Gait == Gait.Still) (moved.GoalX, moved.GoalY) = (moved.X, moved.Y);
        }
        var widest = mobility.WidestOf(p);
        var (along, aside) = p.Edge >= 0 ? (moved.Offset - p.Offset, Math.Clamp(moved.Aside, -widest, widest) - Math.Clamp(p.Aside, -widest, widest)) : (moved.X - p.X, moved.Y - p.Y);
        var log = breadth > 0 ? (p.Aside * p.Aside - moved.Aside * moved.Aside) / (2 * breadth * breadth) : 0;
        for (var slot = 0; slot < Errors.Count; slot++)
        {
            var anchor = cloud.Slots[slot];
            if (anchor < 0 || cloud.Epoch - cloud.SlotHeard[slot] > Forgotten) continue;
            var ranges = run.Plan.Anchors[anchor].Technology == AnchorTechnology.Uwb;
            var full = ranges ? _full : _shadow;
            ref var own = ref moved.Errors[slot];
            if (full - own.Variance < 1e-4 * full) continue;
            // All readings of this anchor together were like one of variance v that said r.
            var v = own.Variance * full / (full - own.Variance);
            var r = own.Mean * v / own.Variance;
            var more = ranges ? own.LeanAlong * along + own.LeanAside * aside : weighing.Louder(anchor, p, moved);
            log += (r * r - Square(r - more)) / (2 * (full + v));
            own.Mean = (float)((r - more) * own.Variance / v);
        }
        if (log < 0 && !chance.Happens(Math.Exp(log))) return;
        p = moved;
    }

    /// <summary>In a hall there are many ways to go; those near a good one are tried as well.</summary>
    private void Swing(ref Particle p)
    {
        var turn = 0.2 * chance.Normal();
        var (dx, dy) = (p.GoalX - p.X, p.GoalY - p.Y);
        (p.GoalX, p.GoalY) = ((float)(p.X + Math.Cos(turn) * dx - Math.Sin(turn) * dy), (float)(p.Y + Math.Sin(turn) * dx + Math.Cos(turn) * dy));
        p.Portal = -1;
    }

    private static double Square(double x) => x * x;
}
