using System.Diagnostics.CodeAnalysis;

namespace Shyraq.Core.State;

/// <summary>A handful of values by text, in ordinal order: mostly none, and then it takes no memory but its own.</summary>
internal struct FewByText<TValue>
{
    // Exactly as long as there are values; null for none.
    private (string Key, TValue Value)[]? _items;

    public readonly int Count => _items?.Length ?? 0;

    /// <summary>All of them.</summary>
    public readonly ReadOnlySpan<(string Key, TValue Value)> InOrder => _items;

    /// <summary>Puts a value in the place of the one of the same key, if there is one.</summary>
    public TValue this[string key]
    {
        set
        {
            var at = PlaceOf(key, out var isThere);
            if (isThere)
            {
                _items![at].Value = value;
                return;
            }
            var more = new (string Key, TValue Value)[Count + 1];
            InOrder[..at].CopyTo(more);
            more[at] = (key, value);
            InOrder[at..].CopyTo(more.AsSpan(at + 1));
            _items = more;
        }
    }

    public readonly bool ContainsKey(string key)
    {
        _ = PlaceOf(key, out var isThere);
        return isThere;
    }

    public readonly bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value)
    {
        var at = PlaceOf(key, out var isThere);
        value = isThere ? _items![at].Value : default;
        return isThere;
    }

    /// <summary>Takes a value out; false when it was not there.</summary>
    public bool Remove(string key, [MaybeNullWhen(false)] out TValue value)
    {
        var at = PlaceOf(key, out var isThere);
        value = isThere ? _items![at].Value : default;
        if (isThere) RemoveAt(at);
        return isThere;
    }

    /// <summary>Takes a value out by its place in the order.</summary>
    public void RemoveAt(int at)
    {
        var items = InOrder;
        _items = items.Length == 1 ? null : [.. items[..at], .. items[(at + 1)..]];
    }

    public void Clear() => _items = null;

    /// <summary>Where a key stands, or would stand.</summary>
    private readonly int PlaceOf(string key, out bool isThere)
    {
        for (var i = 0; i < Count; i++)
        {
            if (string.CompareOrdinal(_items![i].Key, key) is not (>= 0 and var order)) continue;
            isThere = order == 0;
            return i;
        }
        isThere = false;
        return Count;
    }
}
