using System.Runtime.CompilerServices;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Calibrations;

/// <summary>Four numbers: an offset east, north and up, and a bias, metres.</summary>
[InlineArray(4)]
internal struct Four
{
    private float _first;
}

/// <summary>A 4 × 4 matrix by rows.</summary>
[InlineArray(16)]
internal struct FourByFour
{
    private float _first;
}

/// <summary>
/// How far an anchor is from where it is taken to be, and by how much its ranges are too long: a Kalman filter over (Δx, Δy, Δz, b) fed with the
/// residuals of well-placed tags, ν = −u Δ + b, with u the direction from the anchor to the tag. It is linear about the place that is taken, so it tells
/// small errors, and that there is a large one.
/// </summary>
internal struct OffsetFilter
{
    /// <summary>How well anchors are surveyed and delays are set: 1-sigma of each axis and of the bias, metres.</summary>
    public const double Sigma = 0.1;

    /// <summary>Residuals of one tag's way are not independent: each counts as one in so many.</summary>
    public const double Dependence = 4;

    /// <summary>Nothing is believed better than this (variance, m²), so that a change can be followed.</summary>
    private const float Least = 0.03f * 0.03f;

    /// <summary>A residual counts for no more than so many of its deviations.</summary>
    private const double Most = 4;

    public Four Mean;
    public FourByFour P;

    public static OffsetFilter Unknown
    {
        get
        {
            var filter = new OffsetFilter();
            for (var i = 0; i < 4; i++) filter.P[i * 5] = (float)(Sigma * Sigma);
            return filter;
        }
    }

    public readonly Point3 Offset => new(Mean[0], Mean[1], Mean[2]);

    public readonly double Bias => Mean[3];

    /// <summary>Takes in a residual, metres, with its variance, m².</summary>
    /// <param name="toTag">Unit vector from the anchor to the tag.</param>
    public void Update(Point3 toTag, double residual, double variance)
    {
        Span<double> h = [-toTag.X, -toTag.Y, -toTag.Z, 1];
        Span<double> ph = stackalloc double[4];
        var (s, innovation) = (Dependence * variance, residual);
        for (var i = 0; i < 4; i++)
        {
            for (var k = 0; k < 4; k++) ph[i] += P[i * 4 + k] * h[k];
            s += h[i] * ph[i];
            innovation -= h[i] * Mean[i];
        }
        var most = Most * Math.Sqrt(variance);
        innovation = Math.Clamp(innovation, -most, most);
        for (var i = 0; i < 4; i++)
        {
            Mean[i] += (float)(ph[i] / s * innovation);
            for (var k = 0; k < 4; k++) P[i * 4 + k] -= (float)(ph[i] * ph[k] / s);
        }
        for (var i = 0; i < 4; i++) P[i * 5] = Math.Max(P[i * 5], Least);
    }

    public readonly void Write(StateWriter to)
    {
        to.Write((ReadOnlySpan<float>)Mean);
        to.Write((ReadOnlySpan<float>)P);
    }

    public static OffsetFilter Read(ref StateReader from)
    {
        var filter = new OffsetFilter();
        from.Read(filter.Mean);
        from.Read(filter.P);
        return filter;
    }
}
