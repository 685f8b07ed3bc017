using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>Which anchor's error each eᵢ of a tag's area hypotheses is. The least recently heard anchor gives way to a new one.</summary>
internal struct ErrorSlots
{
    public const int Count = AreaHypothesis.Size - AreaHypothesis.Errors;

    /// <summary>An anchor heard within this long keeps its place, seconds.</summary>
    private const double Keeps = 5;

    private Seven<int> _anchors;
    private Seven<long> _heard;

    /// <summary>The slot of an anchor (index in the plan); −1 when all are taken by anchors heard just now.</summary>
    /// <param name="most">How many slots there are for what the tag is on.</param>
    /// <param name="released">The slot belonged to another anchor until now.</param>
    public int Of(int anchor, Instant time, int most, out bool released)
    {
        released = false;
        if (anchor < 0) return -1;
        var oldest = 0;
        for (var i = 0; i < most; i++)
        {
            if (_anchors[i] == anchor + 1)
            {
                _heard[i] = time.UnixMicroseconds;
                return i;
            }
            if (_heard[i] < _heard[oldest]) oldest = i;
        }
        if (_anchors[oldest] != 0 && (time.UnixMicroseconds - _heard[oldest]) / 1e6 < Keeps) return -1;
        released = _anchors[oldest] != 0;
        (_anchors[oldest], _heard[oldest]) = (anchor + 1, time.UnixMicroseconds);
        return oldest;
    }

    /// <summary>Anchor index + 1 (0 when free) and when it was last heard, for the snapshot.</summary>
    public (int Anchor, long Heard) this[int slot]
    {
        readonly get => (_anchors[slot], _heard[slot]);
        set => (_anchors[slot], _heard[slot]) = value;
    }

    [System.Runtime.CompilerServices.InlineArray(Count)]
    private struct Seven<T>
    {
        private T _first;
    }
}
