using Shyraq.Core.Acts;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>Who may be where for a time. A permit that ran out is remembered for a day, so that whoever is still inside is told so by it.</summary>
internal sealed class Permits
{
    private const double RememberedFor = 24 * 3600, Longest = 366 * 24 * 3600.0;

    private readonly SortedDictionary<(string Zone, string Holder), Permit> _all = new(Comparer<(string Zone, string Holder)>.Create(static (a, b) =>
        string.CompareOrdinal(a.Zone, b.Zone) is not 0 and var zone ? zone : string.CompareOrdinal(a.Holder, b.Holder)));

    /// <summary>In order of zone and holder.</summary>
    public IReadOnlyCollection<Permit> All => _all.Values;

    /// <summary>The permit that a tag or its carrier has for a zone, valid or run out; null when there is none.</summary>
    public Permit? Of(ZoneId zone, TagId tag, Carrier? carrier)
    {
        var own = _all.GetValueOrDefault((zone.Value, tag.Value));
        var named = carrier?.Number is { Length: > 0 } number ? _all.GetValueOrDefault((zone.Value, number)) : null;
        return named is null || own?.Until > named.Until ? own : named;
    }

    /// <summary>Does an act of permits; <paramref name="isMine"/> is false for any other.</summary>
    public ActRefusal? Take(ActInput input, Scene scene, ZonesInForce zones, out bool isMine)
    {
        isMine = true;
        switch (input.Act)
        {
            case GrantPermit grant:
                if (zones.Of(grant.Zone.Value) is null) return new("unknownZone", $"there is no zone {grant.Zone}");
                if (RuleFaults.OfText("holder", grant.Holder) is { } fault) return fault;
                if (grant.Until <= scene.Now || grant.Until.SecondsSince(scene.Now) > Longest) return new("badTime", $"until: found {grant.Until}; expected a time from now on, within a year");
                _all[(grant.Zone.Value, grant.Holder)] = new(grant.Zone, grant.Holder, grant.Until, input.By, scene.Now);
                scene.Happened("permitGranted", grant.Zone.Value, grant.Holder, Phrase.Join(input.By, Phrase.Of(PhraseCode.Until, grant.Until)));
                return null;
            case RevokePermit revoke:
                if (_all.GetValueOrDefault((revoke.Zone.Value, revoke.Holder)) is not { } permit || permit.Until <= scene.Now) return new("noPermit", $"{revoke.Holder} has no permit for {revoke.Zone}");
                _all[(revoke.Zone.Value, revoke.Holder)] = permit with { Until = scene.Now };
                scene.Happened("permitRevoked", revoke.Zone.Value, revoke.Holder, input.By);
                return null;
            default:
                isMine = false;
                return null;
        }
    }

    /// <summary>Takes over permits: for a trial.</summary>
    public void Take(IEnumerable<Permit> permits)
    {
        foreach (var permit in permits) _all[(permit.Zone.Value, permit.Holder)] = permit;
    }

    /// <summary>Forgets what ran out long ago.</summary>
    public void Forget(Instant now)
    {
        if (_all.Count == 0) return;
        foreach (var key in _all.Where(p => now.SecondsSince(p.Value.Until) > RememberedFor).Select(p => p.Key).ToList()) _all.Remove(key);
    }

    public void Write(StateWriter to)
    {
        to.Write((long)_all.Count);
        foreach (var permit in _all.Values) RuleState.Write(to, permit);
    }

    public void Read(ref StateReader from)
    {
        _all.Clear();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var permit = RuleState.ReadPermit(ref from);
            _all[(permit.Zone.Value, permit.Holder)] = permit;
        }
    }
}
