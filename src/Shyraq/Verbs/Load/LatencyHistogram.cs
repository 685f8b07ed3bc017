namespace Shyraq.Verbs.Load;

/// <summary>Counts durations in buckets that grow by 1 %: any number of them in a few kilobytes. Not thread-safe.</summary>
internal sealed class LatencyHistogram
{
    private const double Smallest = 0.01, Growth = 1.01;
    private static readonly double LogGrowth = Math.Log(Growth);
    private readonly long[] _buckets = new long[2000];

    /// <summary>How many were counted.</summary>
    public long Count { get; private set; }

    /// <summary>The longest, milliseconds.</summary>
    public double Max { get; private set; }

    /// <summary>Counts a duration in milliseconds.</summary>
    public void Add(double milliseconds)
    {
        var bucket = milliseconds <= Smallest ? 0 : (int)(Math.Log(milliseconds / Smallest) / LogGrowth);
        _buckets[Math.Min(bucket, _buckets.Length - 1)]++;
        Count++;
        Max = Math.Max(Max, milliseconds);
    }

    /// <summary>Takes in what another has counted.</summary>
    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < _buckets.Length; i++) _buckets[i] += other._buckets[i];
        Count += other.Count;
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>The duration below which this share lies, milliseconds, right to 1 %; NaN when none was counted.</summary>
    public double Quantile(double share)
    {
        if (Count == 0) return double.NaN;
        var (wanted, sum) = ((long)Math.Ceiling(share * Count), 0L);
        for (var i = 0; i < _buckets.Length; i++)
        {
            sum += _buckets[i];
            if (sum >= wanted) return Math.Min(Max, Smallest * Math.Pow(Growth, i + 1));
        }
        return Max;
    }
}
