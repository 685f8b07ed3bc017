namespace Shyraq.Core.Tracking;

/// <summary>The newest of a stream, at most so many; the oldest gives way. Takes memory only as it fills.</summary>
internal struct Ring<T>(int most)
{
    private const int AtFirst = 4;

    private T[] _items = [];
    private int _oldest;

    public int Count { get; private set; }

    /// <summary>One of them, the oldest at 0.</summary>
    public readonly ref readonly T this[int index]
    {
        get
        {
            var at = _oldest + index;
            return ref _items[at < _items.Length ? at : at - _items.Length];
        }
    }

    /// <summary>All of them in no order.</summary>
    public readonly ReadOnlySpan<T> Unordered => _items.AsSpan(0, Count);

    /// <summary>Fetches all of them.</summary>
    public readonly void FetchAll() => Fetch.Items(_items, 0, Count);

    /// <summary>Fetches where the next one goes: that of the oldest once it is full.</summary>
    public readonly void FetchRoom()
    {
        // How many items there are stands before them.
        Fetch.Items(_items, 0, 1);
        Fetch.Items(_items, Count == most ? _oldest : Count, 1);
    }

    public void Add(in T item)
    {
        if (Count == most)
        {
            _items[_oldest] = item;
            _oldest = _oldest + 1 == _items.Length ? 0 : _oldest + 1;
            return;
        }
        // The oldest stands first until the ring is full for the first time.
        if (Count == _items.Length) Array.Resize(ref _items, Math.Min(most, Math.Max(AtFirst, 2 * Count)));
        _items[Count++] = item;
    }

    public void Clear() => (_oldest, Count) = (0, 0);

    /// <summary>Copies all, oldest first; returns what was filled.</summary>
    public readonly Span<T> CopyTo(Span<T> into)
    {
        for (var i = 0; i < Count; i++) into[i] = this[i];
        return into[..Count];
    }
}
