namespace Shyraq.Core.Hindsight;

/// <summary>
/// The product of two Gaussians that tell of the same state from what came before and from what came after, divided by the prior that
/// both began with: information adds, Λ = Λ₁ + Λ₂ − Λ₀ (Fraser and Potter 1969, the two-filter smoother).
/// </summary>
internal static class GaussianProduct
{
    /// <summary>The largest state that is multiplied: that of an open area, or place, velocity and twelve shadows.</summary>
    public const int Most = 16;

    /// <summary>Multiplies in place. Returns the logarithm of the mass of the product, −∞ when it is no Gaussian.</summary>
    /// <param name="x">Mean of the first, n numbers; becomes that of the product.</param>
    /// <param name="p">Covariance of the first, n × n by rows; becomes that of the product.</param>
    /// <param name="y">Mean of the second, and</param>
    /// <param name="q">its covariance; lost.</param>
    /// <param name="prior">Variance of each member before anything was known, about 0; +∞ where nothing was.</param>
    public static double Multiply(Span<double> x, Span<double> p, ReadOnlySpan<double> y, Span<double> q, ReadOnlySpan<double> prior)
    {
        var n = x.Length;
        Span<double> information = stackalloc double[n * n];
        Span<double> sum = stackalloc double[n];
        var log = 0.0;
        if (!Add(x, p, information, sum, ref log) || !Add(y, q, information, sum, ref log)) return double.NegativeInfinity;
        information.CopyTo(p);
        // A member without a prior has no normal density to be divided by: one factor 1 / √2π stays.
        for (var i = 0; i < n; i++)
        {
            var isKnown = double.IsFinite(prior[i]);
            if (isKnown) p[i * n + i] -= 1 / prior[i];
            log += 0.5 * Math.Log(isKnown ? prior[i] : 1 / (2 * Math.PI));
        }
        if (!Invert(p, out var determinant))
        {
            // The two know less than the prior says: what it has told both stays counted twice, which is little.
            information.CopyTo(p);
            if (!Invert(p, out determinant)) return double.NegativeInfinity;
        }
        log -= 0.5 * determinant;
        for (var i = 0; i < n; i++)
        {
            x[i] = 0;
            for (var k = 0; k < n; k++) x[i] += p[i * n + k] * sum[k];
            log += 0.5 * x[i] * sum[i];
        }
        return log;
    }

    /// <summary>Λ += P⁻¹, Λx += P⁻¹ x, log += ½ log |P⁻¹| − ½ xᵀ P⁻¹ x.</summary>
    private static bool Add(ReadOnlySpan<double> mean, Span<double> covariance, Span<double> information, Span<double> sum, ref double log)
    {
        var n = mean.Length;
        if (!Invert(covariance, out var determinant)) return false;
        log -= 0.5 * determinant;
        for (var i = 0; i < n; i++)
        {
            var row = 0.0;
            for (var k = 0; k < n; k++)
            {
                information[i * n + k] += covariance[i * n + k];
                row += covariance[i * n + k] * mean[k];
            }
            sum[i] += row;
            log -= 0.5 * mean[i] * row;
        }
        return true;
    }

    /// <summary>Inverts a symmetric positive definite matrix in place (Cholesky); false when it is none.</summary>
    /// <param name="determinant">The logarithm of the determinant.</param>
    private static bool Invert(Span<double> m, out double determinant)
    {
        var n = (int)Math.Sqrt(m.Length);
        Span<double> l = stackalloc double[n * n];
        determinant = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = m[i * n + j];
                for (var k = 0; k < j; k++) sum -= l[i * n + k] * l[j * n + k];
                if (i != j) l[i * n + j] = sum / l[j * n + j];
                else if (sum > 0) l[i * n + i] = Math.Sqrt(sum);
                else return false;
            }
            determinant += 2 * Math.Log(l[i * n + i]);
        }
        Span<double> column = stackalloc double[n];
        for (var c = 0; c < n; c++)
        {
            for (var i = 0; i < n; i++)
            {
                var sum = i == c ? 1.0 : 0;
                for (var k = 0; k < i; k++) sum -= l[i * n + k] * column[k];
                column[i] = sum / l[i * n + i];
            }
            for (var i = n - 1; i >= 0; i--)
            {
                var sum = column[i];
                for (var k = i + 1; k < n; k++) sum -= l[k * n + i] * m[k * n + c];
                m[i * n + c] = sum / l[i * n + i];
            }
        }
        return true;
    }
}
