using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>A tag that was ever placed or is in somebody's hands.</summary>
internal sealed class OwnedTag(TagId tag)
{
    public TagId Tag { get; } = tag;

    /// <summary>Null before it was ever placed.</summary>
    public TagSight? Sight { get; set; }

    /// <summary>Null before it was ever heard.</summary>
    public TagTrack? Track { get; set; }

    /// <summary>With whose tags it is looked at; null when nobody's.</summary>
    public Heard? Owner { get; set; }

    /// <summary>It lies in the lamp room as far as that knows, and is looked at with those of whoever gave it back.</summary>
    public bool IsReturned { get; set; }
}

/// <summary>
/// What the radios tell of everybody whose tag was ever placed or is in somebody's hands. Whose a tag is is looked up anew only when that can have
/// changed, and then it is known of whom it did; what is heard of it is put together each time. A law of the tests holds that it comes to the same as looking up all from nothing.
/// </summary>
internal sealed class TagOwners(Accounts accounts, LampRoom lamps, SortedList<string, TagSight> sights)
{
    private readonly Dictionary<AccountKey, Heard> _heard = [];
    private readonly Dictionary<string, OwnedTag> _tags = new(StringComparer.Ordinal);
    private readonly HashSet<AccountKey> _changed = [];

    // Asked of each tag each second, and so side by side; those of one person in their order. Empty from when tags are looked up until they are asked.
    private readonly List<Asked> _asked = [];
    private ImmutableSortedDictionary<string, Carrier>? _carriers;
    private int _sights;

    /// <summary>The oldest return by which a tag still is somebody's: it is so for a time only.</summary>
    private Instant? _returned;

    /// <summary>By whom, as it was put together last.</summary>
    public IReadOnlyDictionary<AccountKey, Heard> Heard => _heard;

    /// <summary>Whose tags were others before they were looked up last.</summary>
    public IReadOnlyCollection<AccountKey> Changed => _changed;

    /// <summary>Tags may have changed hands: they are looked up anew.</summary>
    public void Forget() => _carriers = null;

    /// <summary>Looks up whose the tags are when that can have changed; true when it did so.</summary>
    public bool LookUp(ImmutableSortedDictionary<string, Carrier> carriers, Instant now)
    {
        _changed.Clear();
        if (carriers == _carriers && _sights == sights.Count && !(_returned is { } oldest && now.SecondsSince(oldest) > PresenceRules.ReturnedFor)) return false;
        (_carriers, _sights, _returned) = (carriers, sights.Count, null);
        _asked.Clear();
        foreach (var (tag, sight) in sights) Own(tag, sight, now);
        foreach (var tag in lamps.Holds.Keys)
            if (!(_tags.TryGetValue(tag, out var known) && known.Sight is not null)) Own(tag, null, now);
        // Those that came back without ever having been placed.
        foreach (var (tag, owned) in _tags)
        {
            if (owned.Sight is not null || lamps.Holds.ContainsKey(tag)) continue;
            Give(owned, null, false);
            _tags.Remove(tag);
        }
        return true;
    }

    /// <summary>Puts together what is heard now.</summary>
    public void Hear(Func<TagId, TagTrack?> trackOf)
    {
        foreach (var heard in _heard.Values) heard.Begin();
        if (_asked.Count == 0)
            foreach (var heard in _heard.Values)
                foreach (var tag in heard.Owned) _asked.Add(new(tag.Tag, heard, tag.Sight, tag.IsReturned, tag.Track ??= trackOf(tag.Tag)));
        foreach (ref var tag in CollectionsMarshal.AsSpan(_asked))
        {
            tag.Track ??= trackOf(tag.Tag);
            tag.Owner.Add(tag.Tag, tag.Sight, tag.Track?.LastArrival ?? default, tag.IsReturned);
        }
    }

    private void Own(string tag, TagSight? sight, Instant now)
    {
        if (!_tags.TryGetValue(tag, out var owned)) _tags.Add(tag, owned = new(new(tag)));
        var owner = accounts.OwnerOf(tag, _carriers!, now, out var isReturned);
        if (isReturned && lamps.LastReturn(tag, now) is { Time: var time } && (_returned is not { } oldest || time < oldest)) _returned = time;
        if (owned.Sight == sight && owned.IsReturned == isReturned && owned.Owner?.Key == owner) return;
        owned.Sight = sight;
        Give(owned, owner, isReturned);
    }

    private void Give(OwnedTag tag, AccountKey? to, bool isReturned)
    {
        if (tag.Owner is { } was)
        {
            was.Lose(tag);
            if (was.Owned.Count == 0) _heard.Remove(was.Key);
            _changed.Add(was.Key);
        }
        (tag.Owner, tag.IsReturned) = (null, isReturned);
        if (to is not { } key) return;
        if (!_heard.TryGetValue(key, out var heard))
        {
            Room.ForOneMore(_heard);
            _heard.Add(key, heard = new(key));
        }
        heard.Own(tag);
        tag.Owner = heard;
        _changed.Add(key);
    }

    /// <param name="Track">Null before it was ever heard.</param>
    private record struct Asked(TagId Tag, Heard Owner, TagSight? Sight, bool IsReturned, TagTrack? Track);
}
