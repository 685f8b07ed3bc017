namespace Shyraq.Core.Tracking.Clouds;

/// <summary>
/// A stream of pseudo-random numbers (SplitMix64: Steele, Lea, Flood 2014) that is part of the state: equal inputs draw equal numbers.
/// </summary>
internal struct Dice(ulong state)
{
    private static readonly float Root3 = MathF.Sqrt(3);

    /// <summary>All there is to keep.</summary>
    public ulong State { get; private set; } = state;

    /// <summary>Even in [0, 1).</summary>
    public float Even() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>Nearly normal, of deviation 1 and never beyond ±3.5: the sum of four even numbers.</summary>
    public float Normal()
    {
        var bits = Next();
        var sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48);
        return (sum * (1f / 65536) - 2) * Root3;
    }

    private ulong Next()
    {
        var z = State += 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
