using Shyraq.Core.Alarms;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>That a rule is broken.</summary>
/// <param name="Subject">The zone, and what breaks the rule in it: with the kind the identity of the alarm.</param>
/// <param name="Tag">Who or what breaks it, when it is one.</param>
/// <param name="Detail">The figure and the limit, or a word in camel case.</param>
internal readonly record struct Breach(AlarmKind Kind, string Subject, ZoneId Zone, TagId? Tag, string Detail)
{
    /// <summary>Of one tag in a zone.</summary>
    public static Breach Of(AlarmKind kind, ZoneId zone, TagId tag, string detail) => new(kind, $"{zone}/{tag}", zone, tag, detail);

    /// <summary>Of a zone as a whole.</summary>
    public static Breach Of(AlarmKind kind, ZoneId zone, string detail) => new(kind, zone.Value, zone, null, detail);

    public string Key => $"{(int)Kind:00}/{Subject}";
}

/// <summary>The rules that are broken now. Each is told when it begins, when its figure changes, and when it ends.</summary>
internal sealed class Standing
{
    private readonly SortedDictionary<string, (Breach Breach, Instant Since)> _standing = new(StringComparer.Ordinal);
    private readonly HashSet<string> _still = new(StringComparer.Ordinal);

    /// <summary>By kind and subject.</summary>
    public IReadOnlyCollection<(Breach Breach, Instant Since)> All => _standing.Values;

    /// <summary>Tells that a rule is broken; false when that was told already.</summary>
    public bool Begin(Scene scene, Breach breach, ZonesInForce zones)
    {
        var key = breach.Key;
        if (_standing.TryGetValue(key, out var known) && known.Breach.Detail == breach.Detail) return false;
        _standing[key] = (breach, known.Breach.Subject is null ? scene.Now : known.Since);
        Tell(scene, breach, true, zones);
        return true;
    }

    /// <summary>Tells that somebody went through between two fixes: it stands no longer when it is told.</summary>
    public void Pass(Scene scene, Breach breach, ZonesInForce zones)
    {
        if (_standing.ContainsKey(breach.Key)) return;
        Tell(scene, breach, true, zones);
        Tell(scene, breach, false, zones);
    }

    /// <summary>Tells that a rule is broken no more; false when it was not.</summary>
    public bool End(Scene scene, Breach breach, ZonesInForce zones)
    {
        if (!_standing.Remove(breach.Key, out var known)) return false;
        Tell(scene, known.Breach, false, zones);
        return true;
    }

    /// <summary>Takes all that are broken now: tells those that began and those that ended; true when there were any.</summary>
    public bool Settle(Scene scene, List<Breach> now, ZonesInForce zones)
    {
        if (now.Count == 0 && _standing.Count == 0) return false;
        _still.Clear();
        var changed = false;
        foreach (var breach in now)
        {
            _still.Add(breach.Key);
            changed |= Begin(scene, breach, zones);
        }
        if (_still.Count == _standing.Count) return changed;
        foreach (var key in _standing.Keys.Where(key => !_still.Contains(key)).ToList())
        {
            Tell(scene, _standing[key].Breach, false, zones);
            _standing.Remove(key);
        }
        return true;
    }

    public void Write(StateWriter to)
    {
        to.Write((long)_standing.Count);
        foreach (var (breach, since) in _standing.Values)
        {
            to.Write((long)breach.Kind);
            to.Write(breach.Subject);
            to.Write(breach.Zone.Value);
            to.Write(breach.Tag?.Value);
            to.Write(breach.Detail);
            to.Write(since);
        }
    }

    public void Read(ref StateReader from)
    {
        _standing.Clear();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var (kind, subject, zone, tag, detail) = ((AlarmKind)from.ReadLong(), RuleState.Text(ref from), RuleState.Text(ref from), from.ReadText(), RuleState.Text(ref from));
            var breach = new Breach(kind, subject, new(zone), tag is null ? null : new TagId(tag), detail);
            _standing[breach.Key] = (breach, from.ReadInstant());
        }
    }

    private static void Tell(Scene scene, Breach breach, bool stands, ZonesInForce zones)
    {
        var place = breach.Tag is { } tag ? scene.FixOf(tag)?.Place : zones.Of(breach.Zone.Value)?.Middle;
        scene.Tell(new(breach.Kind, breach.Subject, stands, breach.Detail, place));
    }
}
