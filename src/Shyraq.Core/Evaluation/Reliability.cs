namespace Shyraq.Core.Evaluation;

/// <summary>What was said with about equal probability, and how often it came true: one point of a reliability diagram (Murphy and Winkler 1977).</summary>
/// <param name="Count">How often it was said.</param>
/// <param name="Said">Sum of the probabilities that were said.</param>
/// <param name="CameTrue">How often it came true, what came true in part with its share.</param>
/// <param name="Tags">By how many tags it was said: what is said of one is much the same for minutes, so this tells what the share is worth.</param>
public readonly record struct Reliability(int Count, double Said, double CameTrue, int Tags = 0)
{
    /// <summary>Mean probability that was said, 0..1; NaN when nothing was.</summary>
    public double Probability => Said / Count;

    /// <summary>Share that came true, 0..1; NaN when nothing was said.</summary>
    public double Share => CameTrue / Count;

    /// <summary>Both together, of different tags.</summary>
    public static Reliability operator +(Reliability a, Reliability b) => new(a.Count + b.Count, a.Said + b.Said, a.CameTrue + b.CameTrue, a.Tags + b.Tags);

    /// <summary>Expected calibration error (Naeini, Cooper and Hauskrecht 2015): mean of |probability − share|, each bin with its count; null when nothing was said.</summary>
    public static double? Gap(IReadOnlyCollection<Reliability> bins)
    {
        var count = bins.Sum(bin => bin.Count);
        return count == 0 ? null : bins.Sum(bin => Math.Abs(bin.Said - bin.CameTrue)) / count;
    }
}
