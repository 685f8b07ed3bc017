using Shyraq.Core.State;

namespace Shyraq.Core.Tracking.Calibrations;

/// <summary>
/// How a receiver's strengths differ from the path-loss model that is taken: a Kalman filter over (δ, ε) with the strength at 10 m too high by δ dB and the
/// exponent too small by ε: ν = δ + ε 10 log10(d / 10 m). At 10 m, in the middle of where strengths are read, the two are nearly independent.
/// </summary>
internal struct StrengthFilter
{
    /// <summary>Distance at which δ is told, metres.</summary>
    public const double At = 10;

    /// <summary>1-sigma before anything was heard, dB and a power of the distance, where the plan has the parameters and where they are assumed.</summary>
    private const double Level = 4, Slope = 0.3, AssumedLevel = 8, AssumedSlope = 0.5;

    /// <summary>A residual counts for no more than so many of its deviations.</summary>
    private const double Most = 3;

    /// <summary>
    /// Nothing is believed better than this, dB² and exponent²: the shadows about a receiver (5 dB) are always the same, and within its reach there are
    /// about ten that differ, over a spread of 3 dB of distance.
    /// </summary>
    private const float Least = 1.6f * 1.6f, LeastSlope = 0.5f * 0.5f;

    public float Delta, Epsilon, Pdd, Pde, Pee;

    /// <param name="surveyed">The plan has the parameters of the anchor.</param>
    public static StrengthFilter Unknown(bool surveyed) => surveyed
        ? new() { Pdd = (float)(Level * Level), Pee = (float)(Slope * Slope) }
        : new() { Pdd = (float)(AssumedLevel * AssumedLevel), Pee = (float)(AssumedSlope * AssumedSlope) };

    /// <summary>Takes in a residual, dB, with its variance, dB², at a distance, metres.</summary>
    public void Update(double distance, double residual, double variance)
    {
        var x = 10 * Math.Log10(Math.Max(distance, 1) / At);
        var (pd, pe) = (Pdd + x * Pde, Pde + x * Pee);
        var s = pd + x * pe + variance;
        var most = Most * Math.Sqrt(s);
        var innovation = Math.Clamp(residual - Delta - x * Epsilon, -most, most);
        Delta += (float)(pd / s * innovation);
        Epsilon += (float)(pe / s * innovation);
        Pdd = Math.Max(Pdd - (float)(pd * pd / s), Least);
        Pde -= (float)(pd * pe / s);
        Pee = Math.Max(Pee - (float)(pe * pe / s), LeastSlope);
    }

    public readonly void Write(StateWriter to) => to.Write([Delta, Epsilon, Pdd, Pde, Pee]);

    public static StrengthFilter Read(ref StateReader from)
    {
        Span<float> numbers = stackalloc float[5];
        from.Read(numbers);
        return new() { Delta = numbers[0], Epsilon = numbers[1], Pdd = numbers[2], Pde = numbers[3], Pee = numbers[4] };
    }
}
