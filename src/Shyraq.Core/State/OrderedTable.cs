using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Shyraq.Core.State;

/// <summary>
/// A table in order of its keys, in which a key is found as fast as in a hash table: a tree would compare texts a dozen times for each of a thousand tags, each
/// second. Keys come and go seldom; each costs a shift of those after it. It must not be set while it is enumerated.
/// </summary>
/// <param name="order">The natural order of the keys when null.</param>
internal sealed class OrderedTable<TKey, TValue>(IComparer<TKey>? order = null) : IReadOnlyDictionary<TKey, TValue> where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _byKey = [];
    private readonly List<KeyValuePair<TKey, TValue>> _inOrder = [];
    private readonly IComparer<TKey> _order = order ?? Comparer<TKey>.Default;

    /// <inheritdoc/>
    public int Count => _inOrder.Count;

    /// <inheritdoc/>
    public IEnumerable<TKey> Keys => _inOrder.Select(static entry => entry.Key);

    /// <summary>In order of key.</summary>
    public IReadOnlyCollection<TValue> Values => new ValuesInOrder(_inOrder);

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    /// <summary>The value of a key; setting puts the key in when it is not there.</summary>
    /// <exception cref="KeyNotFoundException">Got and not there.</exception>
    public TValue this[TKey key]
    {
        get => _byKey[key];
        set
        {
            if (!_byKey.ContainsKey(key))
            {
                Insert(key, value);
                return;
            }
            _byKey[key] = value;
            _inOrder[PlaceOf(key)] = new(key, value);
        }
    }

    /// <summary>Puts a key in.</summary>
    /// <exception cref="ArgumentException">It is there already.</exception>
    public void Add(TKey key, TValue value)
    {
        if (_byKey.ContainsKey(key)) throw new ArgumentException($"{key} is there already", nameof(key));
        Insert(key, value);
    }

    /// <inheritdoc/>
    public bool ContainsKey(TKey key) => _byKey.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _byKey.TryGetValue(key, out value);

    /// <summary>Takes a key out; false when it was not there.</summary>
    public bool Remove(TKey key)
    {
        if (!_byKey.Remove(key)) return false;
        _inOrder.RemoveAt(PlaceOf(key));
        return true;
    }

    /// <summary>Takes all out.</summary>
    public void Clear()
    {
        _byKey.Clear();
        _inOrder.Clear();
    }

    /// <summary>In order of key.</summary>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => _inOrder.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Insert(TKey key, TValue value)
    {
        Room.ForOneMore(_byKey);
        _byKey.Add(key, value);
        _inOrder.Insert(PlaceOf(key), new(key, value));
    }

    /// <summary>Where a key stands, or would stand.</summary>
    private int PlaceOf(TKey key)
    {
        var (low, high) = (0, _inOrder.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_order.Compare(_inOrder[middle].Key, key) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private sealed class ValuesInOrder(List<KeyValuePair<TKey, TValue>> inOrder) : IReadOnlyCollection<TValue>
    {
        public int Count => inOrder.Count;

        public IEnumerator<TValue> GetEnumerator()
        {
            foreach (var entry in inOrder) yield return entry.Value;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
