namespace Shyraq.Core.Tracking;

/// <summary>
/// By how much the ranges of a mine are all too long or too short: a wrong speed of the signal, a wrong clock rate, feet for metres
/// in some gateway.
/// </summary>
/// <param name="K">Ranges read (1 + K) d.</param>
/// <param name="Variance">Of K.</param>
/// <param name="Applied">What ranges are mended by: 0 while K is near enough to right, or the word of one anchor.</param>
internal readonly record struct RangeScale(double K, double Variance, double Applied)
{
    /// <summary>Before anything was heard: 1-sigma of a system that nobody calibrated.</summary>
    public static readonly RangeScale Unknown = new(0, 0.03 * 0.03, 0);
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
