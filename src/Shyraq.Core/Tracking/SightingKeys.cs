namespace Shyraq.Core.Tracking;

/// <summary>Keys of the newest sightings of a tag, at most so many. Sixteen bits of each stand side by side, so that not all of all are read to find that one is new.</summary>
internal struct SightingKeys(int most)
{
    private Ring<ushort> _marks = new(most);
    private Ring<ulong> _keys = new(most);

    public readonly int Count => _keys.Count;

    /// <summary>One of them, the oldest at 0.</summary>
    public readonly ulong this[int index] => _keys[index];

    /// <summary>Adds one; false when it was there already.</summary>
    public bool Add(ulong key)
    {
        if (_marks.Unordered.Contains((ushort)key) && _keys.Unordered.Contains(key)) return false;
        _marks.Add((ushort)key);
        _keys.Add(key);
        return true;
    }

    /// <summary>Fetches what adding one reads.</summary>
    public readonly void Fetch()
    {
        _marks.FetchAll();
        _keys.FetchRoom();
    }
}
