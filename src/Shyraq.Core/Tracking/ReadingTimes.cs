using System.Runtime.InteropServices;

namespace Shyraq.Core.Tracking;

/// <summary>When each anchor last reported each kind of evidence of a tag.</summary>
internal struct ReadingTimes
{
    /// <summary>Pairs of anchor and kind that are remembered; the least recently heard gives way.</summary>
    public const int Most = 64;

    /// <summary>Above <see cref="Few"/> pairs, one that was not heard for this long gives way too, seconds: by then its errors are others.</summary>
    private const double Keeps = 60;
    private const int Few = 8;

    /// <summary>The gap where there was no reading before, seconds.</summary>
    private const double Never = 1e6;

    private Pair[] _pairs = [];

    public ReadingTimes()
    {
    }

    public int Count { get; private set; }

    /// <summary>Fetches those that a tag mostly has.</summary>
    public readonly void FetchFew() => Fetch.Items(_pairs, 0, Few);

    /// <summary>Key (anchor × 8 + kind) and microseconds of one pair.</summary>
    public readonly (int Key, long Time) this[int index] => (_pairs[index].Key, _pairs[index].Time);

    /// <summary>Anchor (−1 for none) and kind of evidence as one number.</summary>
    public static int KeyOf(EvidenceKind kind, int anchor) => (anchor + 1) * 8 + (int)kind;

    /// <summary>The anchor of a key; −1 for none.</summary>
    public static int AnchorOf(int key) => key / 8 - 1;

    /// <summary>Seconds between a reading and the one before it (a large number when there was none), and remembers its time in microseconds.</summary>
    public double GapTo(int key, long time)
    {
        foreach (ref var pair in _pairs.AsSpan(0, Count))
        {
            if (pair.Key != key) continue;
            var last = pair.Time;
            pair.Time = Math.Max(last, time);
            return Math.Abs(time - last) / 1e6;
        }
        Put(PlaceFor(time), key, time);
        return Never;
    }

    /// <summary>Adds a pair as it was written.</summary>
    public void Restore(int key, long time) => Put(Count, key, time);

    public void Clear() => Count = 0;

    private void Put(int at, int key, long time)
    {
        if (at == _pairs.Length) Array.Resize(ref _pairs, Math.Max(Few, 2 * at));
        _pairs[at] = new() { Key = key, Time = time };
        if (at == Count) Count++;
    }

    /// <summary>Where a new pair goes.</summary>
    private readonly int PlaceFor(long time)
    {
        if (Count < Few) return Count;
        var oldest = 0;
        for (var i = 1; i < Count; i++)
        {
            // Ties go by key, so that a restored mine forgets the same.
            if (_pairs[i].Time < _pairs[oldest].Time || (_pairs[i].Time == _pairs[oldest].Time && _pairs[i].Key < _pairs[oldest].Key)) oldest = i;
        }
        return Count == Most || (time - _pairs[oldest].Time) / 1e6 > Keeps ? oldest : Count;
    }

    [StructLayout(LayoutKind.Sequential, Pack = sizeof(int))]
    private struct Pair
    {
        public int Key;
        public long Time;
    }
}
