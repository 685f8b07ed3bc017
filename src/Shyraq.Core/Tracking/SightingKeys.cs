using System.Runtime.InteropServices;

namespace Shyraq.Core.Tracking;

/// <summary>Keys of the newest sightings of a tag, 40 bits each, at most so many: that a new one is like one of 64 by chance happens once in 10¹⁰ times, and never to two of one anchor within a week. Sixteen bits of each stand side by side, so that not all of all are read to find that one is new.</summary>
internal struct SightingKeys(ushort most)
{
    private Ring<ushort> _marks = new(most);
    private Ring<Rest> _rests = new(most);

    public readonly int Count => _marks.Count;

    /// <summary>One of them, the oldest at 0.</summary>
    public readonly ulong this[int index] => (ulong)_rests[index].High << 32 | (ulong)_rests[index].Low << 16 | _marks[index];

    /// <summary>Adds one; false when it was there already.</summary>
    public bool Add(ulong key)
    {
        var (mark, rest) = ((ushort)key, new Rest((ushort)(key >> 16), (byte)(key >> 32)));
        if (_marks.Unordered.Contains(mark) && IsThere(mark, rest)) return false;
        _marks.Add(mark);
        _rests.Add(rest);
        return true;
    }

    /// <summary>Fetches what adding one reads.</summary>
    public readonly void Fetch()
    {
        _marks.FetchAll();
        _rests.FetchRoom();
    }

    private readonly bool IsThere(ushort mark, Rest rest)
    {
        for (var i = 0; i < Count; i++)
            if (_marks[i] == mark && _rests[i] == rest) return true;
        return false;
    }

    /// <summary>The next 24 bits of a key.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Rest(ushort Low, byte High);
}
