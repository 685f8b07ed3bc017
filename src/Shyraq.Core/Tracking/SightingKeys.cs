using System.Runtime.InteropServices;

namespace Shyraq.Core.Tracking;

/// <summary>
/// Keys of the newest sightings of a tag, 40 bits each, at most so many: that a new one is like one of 64 by chance happens once in 10¹⁰ times, and never to two of
/// one kind and anchor within twelve days (see <see cref="TagTrack.Key"/>). Sixteen bits of each stand side by side, so that not all of all are read to find that one is new.
/// </summary>
internal struct SightingKeys(ushort most)
{
    private Ring<ushort> _marks = new(most);
    private Ring<Upper> _uppers = new(most);

    public readonly int Count => _marks.Count;

    /// <summary>One of them, the oldest at 0.</summary>
    public readonly ulong this[int index] => (ulong)_uppers[index].High << 32 | (ulong)_uppers[index].Low << 16 | _marks[index];

    /// <summary>Adds one; false when it was there already.</summary>
    public bool Add(ulong key)
    {
        var (mark, upper) = ((ushort)key, new Upper((ushort)(key >> 16), (byte)(key >> 32)));
        if (_marks.Unordered.Contains(mark) && IsThere(mark, upper)) return false;
        _marks.Add(mark);
        _uppers.Add(upper);
        return true;
    }

    /// <summary>Fetches what adding one reads.</summary>
    public readonly void Fetch()
    {
        _marks.FetchAll();
        _uppers.FetchRoom();
    }

    private readonly bool IsThere(ushort mark, Upper upper)
    {
        for (var i = 0; i < Count; i++)
            if (_marks[i] == mark && _uppers[i] == upper) return true;
        return false;
    }

    /// <summary>The next 24 bits of a key.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Upper(ushort Low, byte High);
}
