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
    /// <summary>How a walker moves of whom nothing is known but readings: turning and stopping are part of one motion, where the filter has hypotheses for them. Where nothing is heard they are never weighed, and people go on as the filter has it.</summary>
    public static readonly MotionModel Walker = new(1.1, 12);

    /// <summary>As a tag that was just switched on somewhere near: nothing is known but the neighbourhood.</summary>
    public static readonly PlaceSpread SwitchedOn = new(300 * 300, 0, Walker.Speed * Walker.Speed);

    /// <summary>Nothing is known, not even the neighbourhood.</summary>
    public static readonly PlaceSpread Unknown = SwitchedOn with { Pss = double.PositiveInfinity };

    /// <summary>Metres a second of people on foot in a roadway; <c>docs/simulator.md</c> has 1.0–1.5.</summary>
    public const double WalkingPace = 1.2;

    private const int MostRounds = 400;
    private const double Settled = 1e-4;

    /// <summary>How long the errors of readings last that come of taking one side of an anchor for the other: until one walks elsewhere, seconds.</summary>
    private const double MirrorMemory = 60;

    /// <summary>
    /// The spread of place that readings of an information rate J (1/m²s) leave in the long run. Of the continuous filter's Riccati
    /// equation for the motion model, with a = 1/τ and q = 2σ²/τ, the first element is
    /// <code>Pss = (√(a² + 2√(q J)) − a) / J.</code>
    /// </summary>
    public static double Steady(double information)
    {
        if (information <= 0) return SwitchedOn.Pss;
        var a = 1 / Walker.Memory;
        var q = 2 * Walker.Speed * Walker.Speed * a;
        return Math.Min(SwitchedOn.Pss, (Math.Sqrt(a * a + 2 * Math.Sqrt(q * information)) - a) / information);
    }

    /// <summary>What is expected after a while in one place, the mean over the time from one reading to the next.</summary>
    /// <param name="rate">How often the tag speaks, a second.</param>
    public static PlaceSpread Standing(ReadOnlySpan<Hearing> heard, double rate)
    {
        if (heard.IsEmpty) return Unknown;
        var step = Walker.Over(1 / rate);
        var (spread, before) = (SwitchedOn, SwitchedOn);
        for (var round = 0; round < MostRounds; round++)
        {
            var was = spread;
            before = spread.Moved(step);
            spread = before;
            foreach (ref readonly var hearing in heard) spread = spread.Read(hearing, hearing.MirrorShare, 1, rate);
            // The place may stand still for a moment while the speed is still being learnt.
            if (round > 0 && Math.Abs(was.Pss - spread.Pss) < Settled * was.Pss && Math.Abs(was.Pvv - spread.Pvv) < Settled * was.Pvv) break;
        }
        return new((before.Pss + spread.Pss) / 2, (before.Psv + spread.Psv) / 2, (before.Pvv + spread.Pvv) / 2);
    }

    /// <summary>What is expected after walking on for some seconds, of which the readings are those of the place walked into; where nothing is heard, what the motion model makes of the time.</summary>
    public PlaceSpread Walked(double seconds, ReadOnlySpan<Hearing> heard, double rate)
    {
        if (heard.IsEmpty) return Moved(MotionModel.Person.Over(seconds));
        var epochs = rate * seconds;
        var steps = (int)Math.Ceiling(epochs);
        var step = Walker.Over(seconds / steps);
        var spread = this;
        for (var i = 0; i < steps; i++)
        {
            spread = spread.Moved(step);
            // Where one came from tells the sides apart as well.
            foreach (ref readonly var hearing in heard) spread = spread.Read(hearing, Math.Min(hearing.MirrorShare, MirrorShare(spread.Pss, hearing.Mirror)), epochs / steps, rate);
        }
        return spread;
    }

    /// <summary>
    /// The probability, 0..½, of the place at a distance D that gives the same reading, where the place was known with a variance P
    /// from all else: e / (1 + e) with e = exp(−D² / 2P).
    /// </summary>
    public static double MirrorShare(double variance, double mirror)
    {
        var square = mirror * mirror;
        if (square <= 0 || square > 80 * variance) return 0;
        var e = Math.Exp(-square / (2 * variance));
        return e / (1 + e);
    }

    /// <summary>
    /// Is the variance of the place now, and at any time to come while only the motion model speaks, no larger than another's? It is
    /// <code>Pss + 2 b Psv + b² Pvv + Q,   0 ≤ b ≤ τ,</code>
    /// where b grows with time, so that the difference has to be no less than 0 at both ends and at its least between them.
    /// </summary>
    /// <param name="slack">So much larger it may be, as a share.</param>
    public bool IsNoWorse(in PlaceSpread other, double slack)
    {
        var (more, tau) = (1 + slack, MotionModel.Person.Memory);
        var (c, b, a) = (more * other.Pss - Pss, more * other.Psv - Psv, more * other.Pvv - Pvv);
        if (c < 0 || c + 2 * b * tau + a * tau * tau < 0) return false;
        return a <= 0 || -b <= 0 || -b >= a * tau || c - b * b / a >= 0;
    }

    private PlaceSpread Moved(in MotionStep step) => new(
        Pss + 2 * step.B * Psv + step.B * step.B * Pvv + step.Qss,
        step.A * (Psv + step.B * Pvv) + step.Qsv,
        step.A * step.A * Pvv + step.Qvv);

    /// <summary>
    /// One anchor's reading. The other place, of probability w and at distance D, adds the variance w D², which does not average out
    /// from reading to reading: it carries the factor 1 + τ/Δt as every lasting error does.
    /// </summary>
    private PlaceSpread Read(in Hearing hearing, double mirrorShare, double share, double rate)
    {
        var mirrored = mirrorShare * hearing.Mirror * hearing.Mirror * (1 + MirrorMemory * rate * hearing.Useful);
        var gain = share * hearing.Useful / (Pss + hearing.Variance + mirrored);
        return new(Pss - gain * Pss * Pss, Psv - gain * Pss * Psv, Pvv - gain * Psv * Psv);
    }
}
