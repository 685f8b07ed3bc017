namespace Shyraq.Core.Tracking;

/// <summary>One Gaussian as seen from a point in the plane: mean offset and covariance, metres.</summary>
/// <param name="Weight">0..1; those of a mixture sum to one.</param>
internal readonly record struct PlaneGaussian(double Weight, double Dx, double Dy, double Cxx, double Cxy, double Cyy)
{
    /// <summary>
    /// The probability to lie within a circle around the point, as a function of its radius: the squared distance is a quadratic form in Gaussians,
    /// taken as a scaled chi-square of equal mean and variance, with the cube-root transformation (Wilson and Hilferty 1931).
    /// </summary>
    public CircleShare Share
    {
        get
        {
            var (mean, freedom) = Moments;
            var spread = 2 / (9 * freedom);
            return new(Weight, 1 / Math.Cbrt(mean), 1 - spread, 1 / Math.Sqrt(spread));
        }
    }

    /// <summary>The radius of the circle that holds a probability, for the Gaussian alone.</summary>
    /// <param name="z">The standard normal quantile of that probability.</param>
    public double RadiusAt(double z)
    {
        var (mean, freedom) = Moments;
        var spread = 2 / (9 * freedom);
        var root = 1 - spread + z * Math.Sqrt(spread);
        return Math.Sqrt(mean * root * root * root);
    }

    /// <summary>About the same for a mixture: that of one chi-square of the mean and the variance of all.</summary>
    public static double RadiusAt(ReadOnlySpan<PlaneGaussian> mixture, double z)
    {
        var (mean, square) = (0.0, 0.0);
        foreach (ref readonly var one in mixture)
        {
            var (own, freedom) = one.Moments;
            mean += one.Weight * own;
            square += one.Weight * own * own * (1 + 2 / freedom);
        }
        var spread = 2 / (9 * (2 * mean * mean / Math.Max(square - mean * mean, 1e-12)));
        var root = Math.Max(1 - spread + z * Math.Sqrt(spread), 0.1);
        return Math.Sqrt(mean * root * root * root);
    }

    /// <summary>Mean of the squared distance (m²) and the degrees of freedom of the chi-square that has the same mean and variance.</summary>
    private (double Mean, double Freedom) Moments
    {
        get
        {
            var mean = Math.Max(Cxx + Cyy + Dx * Dx + Dy * Dy, 1e-9);
            var variance = 2 * (Cxx * Cxx + 2 * Cxy * Cxy + Cyy * Cyy) + 4 * (Dx * Dx * Cxx + 2 * Dx * Dy * Cxy + Dy * Dy * Cyy);
            return (mean, 2 * mean * mean / Math.Max(variance, 1e-12));
        }
    }
}

/// <summary>Weight · Φ((root · r^⅔ − middle) · steepness): the share of one Gaussian within the radius r.</summary>
internal readonly record struct CircleShare(double Weight, double Root, double Middle, double Steepness)
{
    /// <param name="twoThirds">r^⅔.</param>
    /// <returns>The share, and how fast it grows with r^⅔.</returns>
    public (double Share, double Slope) Within(double twoThirds)
    {
        var (cumulative, density) = Normal.At((Root * twoThirds - Middle) * Steepness);
        return (Weight * cumulative, Weight * density * Root * Steepness);
    }
}

/// <summary>The circle that holds the true place with a probability of 95 %.</summary>
internal static class Radius
{
    /// <summary>Standard normal quantile of 0.95.</summary>
    private const double Quantile95 = 1.6448536269514722;

    /// <summary>It is looked for to this share of r^⅔, in no more steps than the second.</summary>
    private const double Precision = 1.2e-3;
    private const int MostSteps = 100;

    /// <summary>The radius of the circle around the point that the Gaussians are seen from, metres, to 0.2 % and not less.</summary>
    public static double Of95(ReadOnlySpan<PlaneGaussian> mixture)
    {
        if (mixture.Length == 1) return mixture[0].RadiusAt(Quantile95);
        Span<CircleShare> shares = stackalloc CircleShare[mixture.Length];
        for (var i = 0; i < shares.Length; i++) shares[i] = mixture[i].Share;
        // By r^⅔, over which the share bends least: by Newton's method a little beyond the place, then a little before it, until it lies between.
        var guess = PlaneGaussian.RadiusAt(mixture, Quantile95);
        var (small, large, at) = (0.0, double.PositiveInfinity, Math.Cbrt(guess * guess));
        for (var i = 0; i < MostSteps && small < (1 - Precision) * large; i++)
        {
            var (share, slope) = Within(shares, at);
            if (share < 0.95) small = at;
            else large = at;
            var next = at + (0.95 - share) / slope;
            next *= at == large && next > (1 - Precision) * at ? 1 - 0.9 * Precision : 1 + 0.3 * Precision;
            if (!(next > small && next < Math.Min(large, 2 * at))) next = large > 2 * at ? 2 * at : 0.5 * (small + large);
            at = next;
        }
        return large * Math.Sqrt(large);
    }

    /// <param name="twoThirds">r^⅔.</param>
    private static (double Share, double Slope) Within(ReadOnlySpan<CircleShare> shares, double twoThirds)
    {
        var (sum, slope) = (0.0, 0.0);
        foreach (ref readonly var one in shares)
        {
            var (share, growth) = one.Within(twoThirds);
            sum += share;
            slope += growth;
        }
        return (sum, slope);
    }
}

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    /// <summary>Φ(x), to 7.5e-8.</summary>
    public static double Cumulative(double x) => At(x).Cumulative;

    /// <summary>Φ(x), to 7.5e-8 (Abramowitz and Stegun 1964, 26.2.17), and its density φ(x).</summary>
    public static (double Cumulative, double Density) At(double x)
    {
        var t = 1 / (1 + 0.2316419 * Math.Abs(x));
        var density = Math.Exp(-0.5 * x * x) * 0.3989422804014327;
        var tail = density * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return (x >= 0 ? 1 - tail : tail, density);
    }
}
