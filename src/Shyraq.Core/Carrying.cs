using System.Collections.Immutable;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core;

/// <summary>Who carries which tag: what the lamp room and the registry know, over the list that was put. A person walks on otherwise than a machine.</summary>
internal sealed class Carrying(SafetyCore safety, TagTable tags)
{
    /// <summary>By tag id.</summary>
    public ImmutableSortedDictionary<string, Carrier> All { get; private set; } = Carrier.Nobody;

    /// <summary>The list that was put last.</summary>
    public ImmutableSortedDictionary<string, Carrier> Listed { get; private set; } = Carrier.Nobody;

    /// <summary>How often it has changed.</summary>
    public int Version { get; private set; }

    public CarrierKind KindOf(TagId tag) => All.TryGetValue(tag.Value, out var carrier) ? carrier.Kind : CarrierKind.Person;

    /// <summary>Puts a list.</summary>
    public void Put(ImmutableSortedDictionary<string, Carrier> listed)
    {
        Listed = listed.WithComparers(StringComparer.Ordinal);
        Change();
    }

    /// <summary>The registry says otherwise who carries what.</summary>
    public void Change()
    {
        Version++;
        PutTogether();
    }

    /// <summary>The lamp room has handed tags out or taken them back: it is as if all were put together anew.</summary>
    public void Reassign(IReadOnlyCollection<TagId> reassigned)
    {
        if (reassigned.Count == 0) return;
        Version++;
        foreach (var tag in reassigned)
        {
            All = safety.CarrierOf(tag, Listed) is { } carrier ? All.SetItem(tag.Value, carrier) : All.Remove(tag.Value);
            if (tags.Find(tag) is { } track) SetKind(track);
        }
    }

    /// <summary>Restores what a snapshot was taken of, when registry, lamp room and tags are restored.</summary>
    public void Restore(ImmutableSortedDictionary<string, Carrier> listed, int version)
    {
        (Listed, Version) = (listed.WithComparers(StringComparer.Ordinal), version);
        PutTogether();
    }

    private void PutTogether()
    {
        All = safety.Carried(Listed);
        foreach (var track in tags.InOrder) SetKind(track);
    }

    private void SetKind(TagTrack track)
    {
        if (KindOf(track.Tag) is var kind && kind == track.Carrier) return;
        track.Carrier = kind;
        track.Ahead = null;
    }
}
