using Shyraq.Core.State;

namespace Shyraq.Core.Tracking.Calibrations;

/// <summary>
/// A running median: each value moves it by a step towards itself, a shorter one the more there were (Robbins and Monro 1951). What a few anchors are
/// wrong by does not move it far.
/// </summary>
/// <param name="Value">The median so far.</param>
/// <param name="Count">Of how many.</param>
internal readonly record struct Median(double Value, long Count)
{
    /// <summary>With a value more.</summary>
    /// <param name="first">The first step; and <paramref name="last"/>, the shortest.</param>
    public Median With(double value, double first, double last) => new(Value + Math.Sign(value - Value) * Math.Max(first / (Count + 1), last), Count + 1);

    public void Write(StateWriter to)
    {
        to.Write(Value);
        to.Write(Count);
    }

    public static Median Read(ref StateReader from)
    {
        var (value, count) = (from.ReadDouble(), from.ReadLong());
        return count >= 0 && double.IsFinite(value) ? new(value, count) : throw new FormatException("The snapshot holds a median of nothing.");
    }
}
