namespace Shyraq.Oracle.Bound;

/// <summary>
/// The posterior Cramér–Rao bound of a state that moves linearly: no filter whatever has a smaller mean square error. The
/// recursion of Tichavský, Muravchik and Nehorai (1998), J' = (F J⁻¹ Fᵀ + Q)⁻¹ + Σ i h hᵀ, kept as its inverse P = J⁻¹ so that Q
/// may be singular.
/// </summary>
public sealed class PosteriorBound
{
    private double[,] _p;

    /// <param name="variances">What is known of each component beforehand.</param>
    public PosteriorBound(params ReadOnlySpan<double> variances)
    {
        _p = new double[variances.Length, variances.Length];
        for (var i = 0; i < variances.Length; i++) _p[i, i] = variances[i];
    }

    /// <summary>How many components the state has.</summary>
    public int Size => _p.GetLength(0);

    /// <summary>The least mean square error of a component.</summary>
    public double this[int i] => _p[i, i];

    /// <summary>Adds a component that nothing is known of yet but its variance. Returns its index.</summary>
    public int Add(double variance)
    {
        var n = Size;
        var larger = new double[n + 1, n + 1];
        for (var i = 0; i < n; i++)
            for (var k = 0; k < n; k++) larger[i, k] = _p[i, k];
        larger[n, n] = variance;
        _p = larger;
        return n;
    }

    /// <summary>x_i' = Σ c_k x_k + noise; the other components stay.</summary>
    public void Move(int i, ReadOnlySpan<(int Of, double Times)> sum, double noise)
    {
        var n = Size;
        Span<double> row = stackalloc double[n];
        for (var k = 0; k < n; k++)
            foreach (var (of, times) in sum) row[k] += times * _p[of, k];
        var own = noise;
        foreach (var (of, times) in sum) own += times * row[of];
        for (var k = 0; k < n; k++) _p[i, k] = _p[k, i] = row[k];
        _p[i, i] = own;
    }

    /// <summary>Takes in a reading whose expectation changes by <paramref name="gradient"/> with the state.</summary>
    /// <param name="information">Fisher information of the reading about its own expectation.</param>
    public void Learn(ReadOnlySpan<(int Of, double Times)> gradient, double information)
    {
        var n = Size;
        Span<double> ph = stackalloc double[n];
        for (var k = 0; k < n; k++)
            foreach (var (of, times) in gradient) ph[k] += times * _p[k, of];
        var hph = 0.0;
        foreach (var (of, times) in gradient) hph += times * ph[of];
        var scale = 1 / (hph + 1 / information);
        for (var i = 0; i < n; i++)
            for (var k = 0; k < n; k++) _p[i, k] -= scale * ph[i] * ph[k];
    }
}
