using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>
/// What the radios tell of everybody whose tag was ever placed or is in somebody's hands. Whose a tag is is looked up anew only when that can have
/// changed; what is heard of it is put together each time.
/// </summary>
internal sealed class TagOwners(Accounts accounts, LampRoom lamps, SortedList<string, TagSight> sights)
{
    private readonly Dictionary<AccountKey, Heard> _heard = [];
    private readonly List<Owned> _tags = [];
    private ImmutableSortedDictionary<string, Carrier>? _carriers;
    private int _sights;

    /// <summary>The oldest return by which a tag still is somebody's: it is so for a time only.</summary>
    private Instant? _returned;

    /// <summary>By whom, as it was put together last.</summary>
    public IReadOnlyDictionary<AccountKey, Heard> Heard => _heard;

    /// <summary>Tags have changed hands: they are looked up anew.</summary>
    public void Forget() => _carriers = null;

    /// <summary>Puts together what is heard now; true when it was looked up anew whose the tags are.</summary>
    public bool Hear(ImmutableSortedDictionary<string, Carrier> carriers, Instant now, Func<TagId, TagTrack?> trackOf)
    {
        var isNew = carriers != _carriers || _sights != sights.Count || (_returned is { } oldest && now.SecondsSince(oldest) > PresenceRules.ReturnedFor);
        if (isNew) LookUp(carriers, now);
        else
            foreach (var heard in _heard.Values) heard.Begin();
        foreach (ref var owned in CollectionsMarshal.AsSpan(_tags))
        {
            owned.Track ??= trackOf(owned.Tag);
            owned.Owner.Add(owned.Tag, owned.Sight, owned.Track?.LastArrival ?? default, owned.IsReturned);
        }
        return isNew;
    }

    private void LookUp(ImmutableSortedDictionary<string, Carrier> carriers, Instant now)
    {
        (_carriers, _sights, _returned) = (carriers, sights.Count, null);
        _heard.Clear();
        _tags.Clear();
        foreach (var (tag, sight) in sights) Add(tag, sight);
        foreach (var tag in lamps.Holds.Keys)
            if (!sights.ContainsKey(tag)) Add(tag, null);

        void Add(string tag, TagSight? sight)
        {
            if (accounts.OwnerOf(tag, carriers, now, out var isReturned) is not { } owner) return;
            if (!_heard.TryGetValue(owner, out var heard))
            {
                Room.ForOneMore(_heard);
                _heard.Add(owner, heard = new());
            }
            if (!isReturned) heard.Own(new(tag));
            _tags.Add(new(new(tag), sight, heard, isReturned));
            if (isReturned && lamps.LastReturn(tag, now) is { Time: var time } && (_returned is not { } oldest || time < oldest)) _returned = time;
        }
    }

    /// <param name="Track">Null before it was ever heard.</param>
    private record struct Owned(TagId Tag, TagSight? Sight, Heard Owner, bool IsReturned, TagTrack? Track = null);
}
