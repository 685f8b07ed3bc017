using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Gas;

/// <summary>
/// Where a value is going: the median of the slopes between all pairs of the last minutes (Theil 1950, Sen 1968), which a third of nonsense
/// does not move.
/// </summary>
internal sealed class Trend
{
    /// <summary>Values that are kept, one in so many seconds: five minutes.</summary>
    private const int Most = 30;
    private const double Every = 10;

    /// <summary>Fewer values, or less time between first and last, say nothing.</summary>
    private const int Fewest = 8;
    private const double Shortest = 90;

    /// <summary>Values older than this are forgotten, seconds.</summary>
    private const double Memory = 300;

    private Ring<(Instant Time, double Value)> _values = new(Most);

    /// <summary>Change a minute, in the quantity's own unit; null while too little is known.</summary>
    public double? PerMinute { get; private set; }

    /// <summary>Share (0..1) of the pairs that go the way of <see cref="PerMinute"/>: 0.5 is chance, 1 a straight climb.</summary>
    public double Steadiness { get; private set; }

    /// <summary>Takes a value in.</summary>
    public void Add(Instant time, double value)
    {
        if (_values.Count > 0 && time.SecondsSince(_values[_values.Count - 1].Time) is var gap && gap < Every) return;
        if (_values.Count > 0 && time.SecondsSince(_values[_values.Count - 1].Time) > Memory / 2) _values.Clear();
        _values.Add((time, value));
        Slope(time);
    }

    /// <summary>What was known is of no use any more: the sensor was away, or not itself.</summary>
    public void Clear()
    {
        _values.Clear();
        (PerMinute, Steadiness) = (null, 0);
    }

    private void Slope(Instant now)
    {
        (PerMinute, Steadiness) = (null, 0);
        var first = 0;
        while (first < _values.Count && now.SecondsSince(_values[first].Time) > Memory) first++;
        var count = _values.Count - first;
        if (count < Fewest || now.SecondsSince(_values[first].Time) < Shortest) return;
        Span<double> slopes = stackalloc double[Most * (Most - 1) / 2];
        var n = 0;
        for (var i = first; i < _values.Count; i++)
            for (var k = i + 1; k < _values.Count; k++)
                slopes[n++] = (_values[k].Value - _values[i].Value) / _values[k].Time.SecondsSince(_values[i].Time) * 60;
        slopes = slopes[..n];
        slopes.Sort();
        var median = (slopes[(n - 1) / 2] + slopes[n / 2]) / 2;
        var same = 0;
        foreach (var slope in slopes)
            if (slope != 0 && Math.Sign(slope) == Math.Sign(median)) same++;
        (PerMinute, Steadiness) = (median, (double)same / n);
    }

    public void Write(StateWriter to)
    {
        to.Write((long)_values.Count);
        for (var i = 0; i < _values.Count; i++)
        {
            to.Write(_values[i].Time);
            to.Write(_values[i].Value);
        }
        to.Write(PerMinute);
        to.Write(Steadiness);
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--) _values.Add((from.ReadInstant(), from.ReadDouble()));
        PerMinute = from.ReadDoubleOrNull();
        Steadiness = from.ReadDouble();
    }
}
