using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Shyraq.Core.Tracking;

/// <summary>One Gaussian as seen from a point in the plane: mean offset and covariance, metres.</summary>
/// <param name="Weight">0..1; those of a mixture sum to one.</param>
internal readonly record struct PlaneGaussian(double Weight, double Dx, double Dy, double Cxx, double Cxy, double Cyy)
{
    /// <summary>The radius of the circle that holds a probability, for the Gaussian alone.</summary>
    /// <param name="z">The standard normal quantile of that probability.</param>
    public double RadiusAt(double z)
    {
        var (mean, middle, deviation) = Root;
        var root = middle + z * deviation;
        return Math.Sqrt(mean * root * root * root);
    }

    /// <summary>Mean of the squared distance (m²), and mean and standard deviation of the cube root of the squared distance as a share of that: about normal (Wilson and Hilferty 1931).</summary>
    public (double Mean, double Middle, double Deviation) Root
    {
        get
        {
            var (mean, freedom) = Moments;
            var spread = 2 / (9 * freedom);
            return (mean, 1 - spread, Math.Sqrt(spread));
        }
    }

    /// <summary>Mean of the squared distance (m²) and the degrees of freedom of the chi-square that has the same mean and variance.</summary>
    public (double Mean, double Freedom) Moments
    {
        get
        {
            var mean = Math.Max(Cxx + Cyy + Dx * Dx + Dy * Dy, 1e-9);
            var variance = 2 * (Cxx * Cxx + 2 * Cxy * Cxy + Cyy * Cyy) + 4 * (Dx * Dx * Cxx + 2 * Dx * Dy * Cxy + Dy * Dy * Cyy);
            return (mean, 2 * mean * mean / Math.Max(variance, 1e-12));
        }
    }
}

/// <summary>
/// The probability to lie within a circle around the point that Gaussians are seen from, as a function of its radius r. For each the squared distance is a
/// quadratic form in Gaussians, taken as a scaled chi-square of equal mean and variance, with the cube-root transformation (Wilson and Hilferty 1931), which
/// makes it weight · Φ((root · r^⅔ − middle) · steepness). They are worked out four at a time.
/// </summary>
internal readonly ref struct CircleShares
{
    // Of each four the weights, the roots, the middles and the steepnesses.
    private readonly ReadOnlySpan<Vector256<double>> _fours;

    /// <param name="room">For as many as <see cref="RoomFor"/> says; what is in it does not matter.</param>
    public CircleShares(ReadOnlySpan<PlaneGaussian> mixture, Span<Vector256<double>> room)
    {
        room.Clear();
        _fours = room;
        var numbers = MemoryMarshal.Cast<Vector256<double>, double>(room);
        for (var i = 0; i < mixture.Length; i++)
        {
            ref readonly var one = ref mixture[i];
            var (mean, middle, deviation) = one.Root;
            var at = 16 * (i / 4) + i % 4;
            (numbers[at], numbers[at + 4], numbers[at + 8], numbers[at + 12]) = (one.Weight, 1 / Math.Cbrt(mean), middle, 1 / deviation);
            Mean += one.Weight * mean;
            Square += one.Weight * mean * mean * (1 + 9 * deviation * deviation);
        }
    }

    /// <summary>Of all together the mean of the squared distance, m², and of its square.</summary>
    public double Mean { get; }
    public double Square { get; }

    /// <summary>How much room so many Gaussians need.</summary>
    public static int RoomFor(int gaussians) => 4 * ((gaussians + 3) / 4);

    /// <summary>About the radius that holds a probability: that of one chi-square of the mean and the variance of all.</summary>
    /// <param name="z">The standard normal quantile of that probability.</param>
    public double RadiusAt(double z)
    {
        var spread = 2 / (9 * (2 * Mean * Mean / Math.Max(Square - Mean * Mean, 1e-12)));
        var root = Math.Max(1 - spread + z * Math.Sqrt(spread), 0.1);
        return Math.Sqrt(Mean * root * root * root);
    }

    /// <param name="twoThirds">r^⅔.</param>
    /// <returns>The share within r, and how fast it grows with r^⅔.</returns>
    public (double Share, double Slope) Within(double twoThirds)
    {
        var (share, slope) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var i = 0; i < _fours.Length; i += 4)
        {
            var (weight, root, middle, steepness) = (_fours[i], _fours[i + 1], _fours[i + 2], _fours[i + 3]);
            var (cumulative, density) = Normal.At((root * twoThirds - middle) * steepness);
            share += weight * cumulative;
            slope += weight * density * root * steepness;
        }
        return (Vector256.Sum(share), Vector256.Sum(slope));
    }
}

/// <summary>The circle that holds the true place with a probability of 95 %.</summary>
internal static class Radius
{
    /// <summary>Standard normal quantile of 0.95.</summary>
    private const double Quantile95 = 1.6448536269514722;

    /// <summary>It is looked for to this share of r^⅔, in no more steps than the second.</summary>
    private const double Precision = 1.2e-3;
    private const int MostSteps = 100, FewSteps = 6;

    /// <summary>From this weight on one Gaussian says nearly all.</summary>
    private const double NearlyAll = 0.99;

    /// <summary>Of <see cref="QuantileNear95"/>.</summary>
    private const double SeriesError = 3e-5;

    /// <summary>The radius of the circle around the point that the Gaussians are seen from, metres, to 0.2 % and not less.</summary>
    [SkipLocalsInit]
    public static double Of95(ReadOnlySpan<PlaneGaussian> mixture)
    {
        if (mixture.Length == 1) return mixture[0].RadiusAt(Quantile95);
        var (small, large, at) = (0.0, double.PositiveInfinity, 0.0);
        ref readonly var one = ref Heaviest(mixture);
        if (one.Weight >= NearlyAll)
        {
            // It lies between where it would be for that one alone, were all the others within the circle, or none: mostly so near that no more is asked.
            var (mean, middle, deviation) = one.Root;
            var (inner, outer) = (middle + QuantileNear95(1 - 0.05 / one.Weight) * deviation, middle + (QuantileNear95(0.95 / one.Weight) + SeriesError) * deviation);
            if (inner >= (1 - Precision) * outer) return Math.Sqrt(mean * outer * outer * outer);
            var scale = Math.Cbrt(mean);
            (small, large, at) = (scale * inner, scale * outer, scale * (middle + Quantile95 * deviation));
        }
        // By r^⅔, over which the share bends least.
        var shares = new CircleShares(mixture, stackalloc Vector256<double>[CircleShares.RoomFor(mixture.Length)]);
        if (at == 0)
        {
            var guess = shares.RadiusAt(Quantile95);
            at = Math.Cbrt(guess * guess);
        }
        // By Newton's method a little beyond the place, then a little before it, until it lies between.
        for (var i = 0; i < MostSteps && small < (1 - Precision) * large; i++)
        {
            var (share, slope) = shares.Within(at);
            if (share < 0.95) small = at;
            else large = at;
            var next = at + (0.95 - share) / slope;
            next *= at == large && next > (1 - Precision) * at ? 1 - 0.9 * Precision : 1 + 0.3 * Precision;
            // Where the share has a steep step Newton may go to and fro across it: after some steps each second one halves what is left, or goes out to where an end is.
            var goesToAndFro = i >= FewSteps && i % 2 == 0 && double.IsFinite(large);
            if (goesToAndFro || !(next > small && next < Math.Min(large, 2 * at))) next = large > 2 * at ? 2 * at : 0.5 * (small + large);
            at = next;
        }
        return large * Math.Sqrt(large);
    }

    private static ref readonly PlaneGaussian Heaviest(ReadOnlySpan<PlaneGaussian> mixture)
    {
        ref readonly var heaviest = ref mixture[0];
        foreach (ref readonly var one in mixture)
            if (one.Weight > heaviest.Weight) heaviest = ref one;
        return ref heaviest;
    }

    /// <summary>The standard normal quantile of a probability from 0.949 to 0.96, by its series about 0.95: by less than 1e-9 too great, and by less than <see cref="SeriesError"/> too small.</summary>
    private static double QuantileNear95(double probability)
    {
        const double density = 0.10313564037537139;
        var d = (probability - 0.95) / density;
        const double z = Quantile95;
        return z + d * (1 + d * (z / 2 + d * ((2 * z * z + 1) / 6 + d * (z * (6 * z * z + 7) / 24))));
    }
}

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    /// <summary>Φ(x), to 7.5e-8.</summary>
    public static double Cumulative(double x) => At(Vector256.Create(x)).Cumulative.ToScalar();

    /// <summary>Φ(x), to 7.5e-8 (Abramowitz and Stegun 1964, 26.2.17), and its density φ(x), of four.</summary>
    public static (Vector256<double> Cumulative, Vector256<double> Density) At(Vector256<double> x)
    {
        var one = Vector256<double>.One;
        var t = one / (one + 0.2316419 * Vector256.Abs(x));
        var density = Exp(-0.5 * x * x) * 0.3989422804014327;
        var tail = density * t * (Vector256.Create(0.319381530) + t * (Vector256.Create(-0.356563782) + t * (Vector256.Create(1.781477937) + t * (Vector256.Create(-1.821255978) + t * 1.330274429))));
        return (Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(x, Vector256<double>.Zero), one - tail, tail), density);
    }

    /// <summary>
    /// e^x of four numbers, none above 0, to 1e-11 of each; 0 below −708. What one gives does not depend on those beside it, and none on how the code was compiled:
    /// the exponential of the runtime's vectors gives another last bit, precompiled or not, as soon as one of the four is far out.
    /// </summary>
    internal static Vector256<double> Exp(Vector256<double> x)
    {
        // x = k ln 2 + rest, k whole: added to so large a number, what is left in its last bits is k.
        const double Log2E = 1.4426950408889634, Ln2High = 0.69314718036912382, Ln2Low = 1.9082149292705877e-10, Whole = 6755399441055744;
        var shifted = x * Log2E + Vector256.Create(Whole);
        var k = shifted - Vector256.Create(Whole);
        var rest = x - k * Ln2High - k * Ln2Low;
        var sum = Vector256.Create(1.0 / 362_880);
        sum = sum * rest + Vector256.Create(1.0 / 40_320);
        sum = sum * rest + Vector256.Create(1.0 / 5_040);
        sum = sum * rest + Vector256.Create(1.0 / 720);
        sum = sum * rest + Vector256.Create(1.0 / 120);
        sum = sum * rest + Vector256.Create(1.0 / 24);
        sum = sum * rest + Vector256.Create(1.0 / 6);
        sum = sum * rest + Vector256.Create(0.5);
        sum = sum * rest + Vector256<double>.One;
        sum = sum * rest + Vector256<double>.One;
        // The last bits of what was shifted, in the place of an exponent: 2^k.
        var power = Vector256.ShiftLeft(shifted.AsInt64() + Vector256.Create(1023L), 52).AsDouble();
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(-708.0)), Vector256<double>.Zero, sum * power);
    }
}
