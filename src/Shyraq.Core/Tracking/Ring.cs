namespace Shyraq.Core.Tracking;

/// <summary>The newest of a stream, at most so many; the oldest gives way. Takes memory only as it fills.</summary>
internal struct Ring<T>(ushort most)
{
    private const int AtFirst = 4;

    // There are five for each tag: they are kept small.
    private readonly ushort _most = most;
    private ushort _oldest, _count;
    private T[] _items = [];

    public readonly int Count => _count;

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
        Fetch.Items(_items, _count == _most ? _oldest : _count, 1);
    }

    public void Add(in T item)
    {
        if (_count == _most)
        {
            _items[_oldest++] = item;
            if (_oldest == _items.Length) _oldest = 0;
            return;
        }
        // The oldest stands first until the ring is full for the first time.
        if (_count == _items.Length) Array.Resize(ref _items, Math.Min(_most, Math.Max(AtFirst, 2 * _count)));
        _items[_count++] = item;
    }

    public void Clear() => (_oldest, _count) = (0, 0);

    /// <summary>Copies all, oldest first; returns what was filled.</summary>
    public readonly Span<T> CopyTo(Span<T> into)
    {
        for (var i = 0; i < Count; i++) into[i] = this[i];
        return into[..Count];
    }
}
