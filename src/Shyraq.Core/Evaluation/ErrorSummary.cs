namespace Shyraq.Core.Evaluation;

/// <summary>What many errors come to, metres.</summary>
public sealed record ErrorSummary(double Mean, double Rmse, double P50, double P90, double P95, double Max)
{
    /// <summary>Summarizes errors; null when there are none.</summary>
    public static ErrorSummary? Of(IReadOnlyCollection<double> errors)
    {
        if (errors.Count == 0) return null;
        var sorted = errors.ToArray();
        Array.Sort(sorted);
        double sum = 0, squares = 0;
        foreach (var error in sorted) (sum, squares) = (sum + error, squares + error * error);
        return new ErrorSummary(sum / sorted.Length, Math.Sqrt(squares / sorted.Length),
            Percentile(sorted, 0.50), Percentile(sorted, 0.90), Percentile(sorted, 0.95), sorted[^1]);
    }

    /// <summary>
    /// A percentile of ascending values by linear interpolation: rank p (n − 1) from 0, as in Hyndman and Fan (1996),
    /// type 7, what spreadsheets and NumPy do by default.
    /// </summary>
    /// <param name="sorted">At least one.</param>
    /// <param name="share">0..1.</param>
    public static double Percentile(ReadOnlySpan<double> sorted, double share)
    {
        var rank = share * (sorted.Length - 1);
        var below = (int)rank;
        return below + 1 < sorted.Length ? sorted[below] + (rank - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
