using Shyraq.Core.Tracking;

namespace Shyraq.Core.Coverage;

/// <summary>
/// What is expected of the filter's covariance of (place s, speed v) along the roadway, carried on in time as the Kalman filter
/// does: P ← F P Fᵀ + Q with the motion model, and for each anchor that may be heard
/// <code>P ← P − λ P Hᵀ (H P Hᵀ + R)⁻¹ H P,   H = [1 0],</code>
/// where λ is the chance that an honest reading comes. Its fixed point is the modified algebraic Riccati equation of Sinopoli,
/// Schenato, Franceschetti, Poolla, Jordan and Sastry, «Kalman filtering with intermittent observations», IEEE Transactions on
/// Automatic Control 49(9), 2004, which bounds the mean covariance from above. Both maps are monotone: who begins with more
/// spread never ends with less, and a further anchor never spreads.
/// </summary>
/// <param name="Pss">m².</param>
/// <param name="Psv">m²/s.</param>
/// <param name="Pvv">m²/s².</param>
internal readonly record struct PlaceSpread(double Pss, double Psv, double Pvv)
{
    /// <summary>As a tag that was just switched on somewhere near: nothing is known but the neighbourhood.</summary>
    public static readonly PlaceSpread SwitchedOn = new(300 * 300, 0, MotionModel.Person.Speed * MotionModel.Person.Speed);

    /// <summary>Nothing is known, not even the neighbourhood.</summary>
    public static readonly PlaceSpread Unknown = SwitchedOn with { Pss = double.PositiveInfinity };

    /// <summary>Metres a second of people on foot in a roadway; <c>docs/simulator.md</c> has 1.0–1.5.</summary>
    public const double WalkingPace = 1.2;

    private const int MostRounds = 400;
    private const double Settled = 1e-4;

    /// <summary>What is expected after a while in one place, the mean over the time from one reading to the next.</summary>
    /// <param name="rate">How often the tag speaks, a second.</param>
    public static PlaceSpread Standing(ReadOnlySpan<Hearing> heard, in Hearing more, double rate)
    {
        if (heard.IsEmpty && more.Useful <= 0) return Unknown;
        var step = MotionModel.Person.Over(1 / rate);
        var (spread, before) = (SwitchedOn, SwitchedOn);
        for (var round = 0; round < MostRounds; round++)
        {
            var was = spread.Pss;
            before = spread.Moved(step);
            spread = before.Read(heard, 1).Read(more, 1);
            if (round > 0 && Math.Abs(was - spread.Pss) < Settled * was) break;
        }
        return new((before.Pss + spread.Pss) / 2, (before.Psv + spread.Psv) / 2, (before.Pvv + spread.Pvv) / 2);
    }

    /// <summary>
    /// What is expected after walking on for some seconds, of which the readings are those of the place walked into. Where nothing
    /// is heard the 95 % radius, 1.96 σ, grows by at least every metre walked: one who was last heard there may have stopped, and
    /// the motion model, which forgets a walker's direction, would have him come less far than those who walk on do.
    /// </summary>
    public PlaceSpread Walked(double seconds, ReadOnlySpan<Hearing> heard, in Hearing more, double rate)
    {
        var epochs = rate * seconds;
        if (heard.IsEmpty && more.Useful <= 0)
        {
            var silent = Moved(MotionModel.Person.Over(seconds));
            var farthest = Math.Sqrt(Pss) + seconds * WalkingPace / 1.96;
            return silent with { Pss = Math.Max(silent.Pss, farthest * farthest) };
        }
        var steps = (int)Math.Ceiling(epochs);
        var step = MotionModel.Person.Over(seconds / steps);
        var spread = this;
        for (var i = 0; i < steps; i++) spread = spread.Moved(step).Read(heard, epochs / steps).Read(more, epochs / steps);
        return spread;
    }

    private PlaceSpread Moved(in MotionStep step) => new(
        Pss + 2 * step.B * Psv + step.B * step.B * Pvv + step.Qss,
        step.A * (Psv + step.B * Pvv) + step.Qsv,
        step.A * step.A * Pvv + step.Qvv);

    private PlaceSpread Read(ReadOnlySpan<Hearing> heard, double share)
    {
        var spread = this;
        foreach (ref readonly var hearing in heard) spread = spread.Read(hearing, share);
        return spread;
    }

    /// <summary>
    /// One anchor's reading. Where another place at distance D gives the same one, what was known before tells the two apart or
    /// not: the other place keeps the probability w = e / (1 + e) with e = exp(−D² / 2 Pss), and the reading the further variance
    /// w D². So a lone anchor leaves both sides open to a tag that is switched on there, and none to one that walks past it.
    /// </summary>
    private PlaceSpread Read(in Hearing hearing, double share)
    {
        if (hearing.Useful <= 0) return this;
        var variance = hearing.Variance;
        if (hearing.Mirror > 0)
        {
            var square = hearing.Mirror * hearing.Mirror;
            var e = square > 80 * Pss ? 0 : Math.Exp(-square / (2 * Pss));
            variance += square * e / (1 + e);
        }
        var gain = share * hearing.Useful / (Pss + variance);
        return new(Pss - gain * Pss * Pss, Psv - gain * Pss * Psv, Pvv - gain * Psv * Psv);
    }
}
