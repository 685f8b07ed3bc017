using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Calibrations;

/// <summary>Where an anchor was found and by how much its ranges are too long.</summary>
/// <param name="Offset">From where it is in the plan, metres.</param>
/// <param name="Bias">Metres.</param>
/// <param name="P">Covariance of (Δx, Δy, Δz, b), m².</param>
/// <param name="Cost">How improbable the ranges are if nothing but what was known before is: −ln of the evidence of this model (Laplace's approximation).</param>
/// <param name="Fits">Share of the ranges that it explains, 0..1.</param>
internal readonly record struct Resected(Point3 Offset, double Bias, FourByFour P, double Cost, double Fits)
{
    /// <summary>Standard deviation of the offset in a direction (a unit vector), metres.</summary>
    public double Toward(Point3 direction)
    {
        ReadOnlySpan<double> u = [direction.X, direction.Y, direction.Z];
        var sum = 0.0;
        for (var i = 0; i < 3; i++)
            for (var k = 0; k < 3; k++) sum += u[i] * P[i * 4 + k] * u[k];
        return Math.Sqrt(Math.Max(0, sum));
    }

    public double BiasSigma => Math.Sqrt(Math.Max(0, P[15]));
}

/// <summary>What is known before: 1-sigma in the plane (along a roadway), across a roadway, in height and of the bias, metres.</summary>
internal readonly record struct Before(double Plane, double Across, double Height, double Bias);

/// <summary>
/// Finds an anchor from ranges to known places: least squares with Cauchy's weights (Huber and Ronchetti 2009, §4.8), which start wide and close in, by
/// Gauss–Newton steps from several places; the best wins. What no range tells keeps the width that it had before.
/// </summary>
internal static class Resection
{
    /// <summary>Cauchy's constant: 95 % as good as least squares where errors are normal.</summary>
    private const double C = 2.385;

    /// <summary>Ranges of one way share the errors of its places: each counts as one in so many.</summary>
    private const double Dependence = 2;

    private const int Steps = 14;

    /// <summary>At first a range may be off by this, metres; each step makes it less by this factor.</summary>
    private const double FirstWidth = 8, Closing = 0.55;

    /// <summary>Longest step, metres.</summary>
    private const double Stride = 30;

    /// <param name="seenOnly">Leaves out ranges that go round corners by the plan.</param>
    /// <param name="from">Offset that was found before: one of the starts.</param>
    public static Resected Of(ReadOnlySpan<Sight> sights, bool seenOnly, in Before before, Point3 from)
    {
        // Off the line of the tags, where the ranges have a slope across it.
        Point3 aside = new(0.3, 0.4, 0.2);
        var along = sights[0].Along;
        Span<Point3> starts = [aside, from + aside, aside + along * 15, aside + along * -15, sights[0].From + aside, sights[^1].From + aside];
        var best = From(sights, seenOnly, before, starts[0]);
        for (var i = 1; i < starts.Length; i++)
            if (From(sights, seenOnly, before, starts[i]) is var other && other.Cost < best.Cost) best = other;
        return best;
    }

    private static Resected From(ReadOnlySpan<Sight> sights, bool seenOnly, in Before before, Point3 start)
    {
        Span<double> x = [start.X, start.Y, start.Z, 0];
        Span<double> h = stackalloc double[16];
        Span<double> g = stackalloc double[4];
        var width = FirstWidth;
        for (var step = 0; step < Steps; step++, width *= Closing)
        {
            Normal(sights, seenOnly, before, x, step == Steps - 1 ? 0 : width, h, g);
            if (!Symmetric.Solve(h, g)) break;
            var length = Math.Sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2]);
            var share = length > Stride ? Stride / length : 1;
            for (var i = 0; i < 4; i++) x[i] += share * g[i];
        }
        var (cost, fits, spread) = Normal(sights, seenOnly, before, x, 0, h, g);
        FourByFour p = default;
        Symmetric.Invert(h, p);
        for (var i = 0; i < 16; i++) p[i] *= (float)Math.Max(1, spread);
        // ½ ln |H| + ½ ln |P₀|: what a model that could be anything costs.
        Span<double> prior = stackalloc double[16];
        prior.Clear();
        Prior(sights[0].Along, before, prior);
        var room = 0.5 * (Symmetric.LogDeterminant(h) - Symmetric.LogDeterminant(prior));
        return new(new(x[0], x[1], x[2]), x[3], p, cost + room, fits);
    }

    /// <summary>The information of what is known before.</summary>
    private static void Prior(Point3 along, in Before before, Span<double> h)
    {
        // Along a roadway an anchor may hang anywhere, across it on its walls; where the first tag was in an area, anywhere.
        var length = Math.Sqrt(along.X * along.X + along.Y * along.Y);
        var (x, y) = length > 0.1 ? (along.X / length, along.Y / length) : (0, 0);
        var (far, near) = (1 / (before.Plane * before.Plane), 1 / (before.Across * before.Across));
        if (length <= 0.1) near = far;
        (h[0], h[1], h[4], h[5]) = (near + (far - near) * x * x, (far - near) * x * y, (far - near) * x * y, near + (far - near) * y * y);
        h[10] = 1 / (before.Height * before.Height);
        h[15] = 1 / (before.Bias * before.Bias);
    }

    /// <summary>The normal equations about a state: H = Σ w j jᵀ, g = Σ w j e.</summary>
    /// <returns>The cost; the share of ranges within three deviations; and their mean squared deviation, in units of what was foretold.</returns>
    private static (double Cost, double Fits, double Spread) Normal(ReadOnlySpan<Sight> sights, bool seenOnly, in Before before, ReadOnlySpan<double> x, double width, Span<double> h, Span<double> g)
    {
        h.Clear();
        Prior(sights[0].Along, before, h);
        var cost = 0.0;
        for (var i = 0; i < 4; i++)
        {
            g[i] = 0;
            for (var k = 0; k < 4; k++) g[i] -= h[i * 4 + k] * x[k];
            cost -= 0.5 * g[i] * x[i];
        }
        var (count, inside, squares) = (0, 0, 0.0);
        Span<double> j = stackalloc double[4];
        foreach (ref readonly var sight in sights)
        {
            if (seenOnly && !sight.IsSeen) continue;
            var d = sight.From - new Point3(x[0], x[1], x[2]);
            var length = Math.Max(d.Length, 0.05);
            var u = d * (1 / length);
            var variance = sight.VarianceToward(u) + width * width;
            var e = sight.Range - length - x[3];
            var square = e * e / variance;
            var weight = 1 / (Dependence * variance * (1 + square / (C * C)));
            (j[0], j[1], j[2], j[3]) = (-u.X, -u.Y, -u.Z, 1);
            for (var i = 0; i < 4; i++)
            {
                g[i] += weight * j[i] * e;
                for (var k = 0; k < 4; k++) h[i * 4 + k] += weight * j[i] * j[k];
            }
            cost += 0.5 / Dependence * C * C * Math.Log(1 + square / (C * C));
            count++;
            if (square > 9) continue;
            inside++;
            squares += square;
        }
        return (cost, count == 0 ? 0 : (double)inside / count, inside == 0 ? 1 : squares / inside);
    }
}

/// <summary>Small symmetric positive definite systems, by Cholesky factors; 4 × 4 by rows.</summary>
internal static class Symmetric
{
    /// <summary>Solves H x = g in place of g; false when H is not positive definite.</summary>
    public static bool Solve(ReadOnlySpan<double> h, Span<double> g)
    {
        Span<double> l = stackalloc double[16];
        if (!Factor(h, l)) return false;
        Substitute(l, g);
        return true;
    }

    /// <summary>The inverse; zero when H is not positive definite.</summary>
    public static void Invert(ReadOnlySpan<double> h, Span<float> inverse)
    {
        Span<double> l = stackalloc double[16];
        Span<double> column = stackalloc double[4];
        inverse.Clear();
        if (!Factor(h, l)) return;
        for (var i = 0; i < 4; i++)
        {
            column.Clear();
            column[i] = 1;
            Substitute(l, column);
            for (var k = 0; k < 4; k++) inverse[k * 4 + i] = (float)column[k];
        }
    }

    /// <summary>ln |H|; −∞ when H is not positive definite.</summary>
    public static double LogDeterminant(ReadOnlySpan<double> h)
    {
        Span<double> l = stackalloc double[16];
        return Factor(h, l) ? 2 * (Math.Log(l[0]) + Math.Log(l[5]) + Math.Log(l[10]) + Math.Log(l[15])) : double.NegativeInfinity;
    }

    private static bool Factor(ReadOnlySpan<double> h, Span<double> l)
    {
        for (var i = 0; i < 4; i++)
        {
            for (var k = 0; k <= i; k++)
            {
                var sum = h[i * 4 + k];
                for (var m = 0; m < k; m++) sum -= l[i * 4 + m] * l[k * 4 + m];
                if (i == k && !(sum > 0)) return false;
                l[i * 4 + k] = i == k ? Math.Sqrt(sum) : sum / l[k * 5];
            }
        }
        return true;
    }

    private static void Substitute(ReadOnlySpan<double> l, Span<double> x)
    {
        for (var i = 0; i < 4; i++)
        {
            for (var k = 0; k < i; k++) x[i] -= l[i * 4 + k] * x[k];
            x[i] /= l[i * 5];
        }
        for (var i = 3; i >= 0; i--)
        {
            for (var k = i + 1; k < 4; k++) x[i] -= l[k * 4 + i] * x[k];
            x[i] /= l[i * 5];
        }
    }
}
