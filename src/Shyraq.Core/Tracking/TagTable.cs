using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>A tag as it is found by its id.</summary>
/// <param name="Number">In the order in which tags became known, from 0; whose it is to follow hangs on it.</param>
internal readonly record struct KnownTag(TagTrack Track, int Number);

/// <summary>The tags of a mine, in order of id, and those of them that the newest input spoke of. Finding and noting one reads nothing of what is remembered of it: others may be at work on that.</summary>
internal sealed class TagTable
{
    private readonly Dictionary<string, KnownTag> _byId = new(StringComparer.Ordinal);
    private readonly List<TagTrack> _inOrder = [];
    private readonly List<TagId> _ids = [];

    // By number: the place in order, and the input that touched it last.
    private readonly List<int> _places = [];
    private readonly List<long> _touchedBy = [];
    private readonly List<int> _touchedNumbers = [];
    private readonly List<int> _touchedPlaces = [];
    private readonly List<TagTrack> _touched = [];
    private long _input;

    public int Count => _inOrder.Count;

    /// <summary>All of them, in order of id.</summary>
    public IReadOnlyList<TagTrack> InOrder => _inOrder;

    /// <summary>Those that the newest input spoke of, in order of id, whatever order they were heard in; sorted by <see cref="SortTouched"/>.</summary>
    public IReadOnlyList<TagTrack> Touched => _touched;

    /// <summary>The ids of all, and of <see cref="Touched"/>.</summary>
    public ImmutableArray<TagId> Ids => [.. _ids];
    public ImmutableArray<TagId> TouchedIds
    {
        get
        {
            var ids = new TagId[_touchedPlaces.Count];
            for (var i = 0; i < ids.Length; i++) ids[i] = _ids[_touchedPlaces[i]];
            return ImmutableCollectionsMarshal.AsImmutableArray(ids);
        }
    }

    /// <summary>One tag; null when it was never heard of.</summary>
    public TagTrack? Find(TagId tag) => _byId.TryGetValue(tag.Value, out var known) ? known.Track : null;

    /// <summary>One tag with its number; false when it was never heard of.</summary>
    public bool TryFind(TagId tag, out KnownTag known) => _byId.TryGetValue(tag.Value, out known);

    /// <summary>Takes a new tag in; false when it is known already.</summary>
    public bool TryAdd(TagTrack track, out KnownTag known)
    {
        known = new(track, Count);
        Room.ForOneMore(_byId);
        if (!_byId.TryAdd(track.Tag.Value, known)) return false;
        var at = ~_ids.BinarySearch(track.Tag, ById);
        for (var i = 0; i < _places.Count; i++)
            if (_places[i] >= at) _places[i]++;
        _places.Add(at);
        _touchedBy.Add(0);
        _ids.Insert(at, track.Tag);
        _inOrder.Insert(at, track);
        return true;
    }

    /// <summary>A new input begins: nothing is touched.</summary>
    public void BeginInput()
    {
        _input++;
        _touched.Clear();
        _touchedNumbers.Clear();
        _touchedPlaces.Clear();
    }

    /// <summary>The input speaks of a tag.</summary>
    public void Touch(in KnownTag known)
    {
        if (_touchedBy[known.Number] == _input) return;
        _touchedBy[known.Number] = _input;
        // Its place may change as others become known.
        _touchedNumbers.Add(known.Number);
    }

    /// <summary>Puts those that the input spoke of in order.</summary>
    public void SortTouched()
    {
        foreach (var number in _touchedNumbers) _touchedPlaces.Add(_places[number]);
        _touchedPlaces.Sort();
        foreach (var place in _touchedPlaces) _touched.Add(_inOrder[place]);
    }

    private static readonly Comparer<TagId> ById = Comparer<TagId>.Create(static (a, b) => string.CompareOrdinal(a.Value, b.Value));
}
