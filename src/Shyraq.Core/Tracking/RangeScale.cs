namespace Shyraq.Core.Tracking;

/// <summary>
/// By how much the ranges of a mine are all too long or too short: a wrong speed of the signal, a wrong clock rate, feet for metres
/// in some gateway. A scalar Kalman filter over what well-placed tags read in sight of anchors: ν = d δk.
/// </summary>
/// <param name="K">Ranges read (1 + K) d.</param>
/// <param name="Variance">Of K.</param>
internal readonly record struct RangeScale(double K, double Variance)
{
    /// <summary>Before anything was heard: 1-sigma of a system that nobody calibrated.</summary>
    public static readonly RangeScale Unknown = new(0, 0.03 * 0.03);

    /// <summary>A scale this near to right is left alone: calibrated radios come as near, and to learn it costs more than it gives.</summary>
    private const double RightEnough = 0.015;

    /// <summary>What ranges are mended by.</summary>
    public double Applied => Math.Abs(K) < RightEnough ? 0 : K;

    /// <summary>Successive innovations are not independent, and the tag's own place takes part of them: each counts as one in so many.</summary>
    private const double Dependence = 25;

    /// <summary>The scale is never believed better than this (variance), so that it can follow a change.</summary>
    private const double Least = 2e-6;

    /// <summary>What a reading tells of the scale; nothing where its place is known no better than by itself.</summary>
    public RangeScale After(in Weighed reading)
    {
        if (!reading.Sight || reading.Expected < 5 || reading.Noise < 0.4 * reading.Variance) return this;
        var gain = Variance * reading.Expected / (reading.Expected * reading.Expected * Variance + Dependence * reading.Variance);
        // With a wrong scale honest readings look like nonsense: none is left out, but none counts for more than this.
        var most = 4 * Math.Sqrt(reading.Variance);
        var strange = reading.Innovation - reading.Expected * (K - Applied);
        return new(Math.Clamp(K + gain * Math.Clamp(strange, -most, most), -0.2, 0.2), Math.Max(Variance * (1 - gain * reading.Expected), Least));
    }
}

/// <summary>What a hypothesis made of a reading.</summary>
/// <param name="Honest">Probability that the reading is the honest one.</param>
/// <param name="Innovation">Reading minus expectation.</param>
/// <param name="Variance">Of the innovation; and <paramref name="Noise"/>, the reading's part of it.</param>
/// <param name="Expected">The value that was expected.</param>
/// <param name="Sight">In line of sight of the anchor.</param>
internal readonly record struct Weighed(double Honest, double Innovation, double Variance, double Noise, double Expected, bool Sight)
{
    /// <summary>Of which nothing is known but whether it was honest.</summary>
    public static Weighed Only(double honest) => new(honest, 0, 1, 0, 0, false);
}
