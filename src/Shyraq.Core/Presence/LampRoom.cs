using Shyraq.Core.Acts;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>A tag in somebody's hands.</summary>
/// <param name="Lamp">The lamp that it is built into; "" when unknown.</param>
/// <param name="By">Who handed it out.</param>
public sealed record Hold(TagId Tag, string Lamp, string Person, Instant Since, string By);

/// <summary>What the lamp room did once.</summary>
/// <param name="Hold">What was handed out, or came back.</param>
/// <param name="Returned">It came back; otherwise it was handed out.</param>
/// <param name="TakenBackBy">Who took this back as a mistake; null while it stands.</param>
public sealed record LampEntry(Instant Time, string By, Hold Hold, bool Returned, string? TakenBackBy = null);

/// <summary>Which tags are in whose hands, and what the lamp room did last.</summary>
internal sealed class LampRoom
{
    private const int MostEntries = 200;

    private readonly OrderedTable<string, Hold> _holds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Hold>> _byPerson = new(StringComparer.Ordinal);
    private readonly OrderedTable<string, LampEntry> _returned = new(StringComparer.Ordinal);
    private readonly List<LampEntry> _log = [];

    /// <summary>Every tag that is out of the lamp room, by its id.</summary>
    public IReadOnlyDictionary<string, Hold> Holds => _holds;

    /// <summary>The tags that a person has, oldest first.</summary>
    public IReadOnlyList<Hold> HeldBy(string person) => _byPerson.TryGetValue(person, out var held) ? held : [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<LampEntry> Log => _log;

    public void Issue(Hold hold)
    {
        Give(hold);
        _returned.Remove(hold.Tag.Value);
        Note(new(hold.Since, hold.By, hold, false));
    }

    /// <summary>The hold that ends; null when the tag was not handed out.</summary>
    public Hold? Return(TagId tag, Instant now, string by)
    {
        if (!_holds.TryGetValue(tag.Value, out var hold)) return null;
        Take(hold);
        Note(_returned[tag.Value] = new(now, by, hold, true));
        return hold;
    }

    /// <summary>Takes the newest entry of a tag back.</summary>
    public ActRefusal? TakeBack(TagId tag, Instant now, string by, out LampEntry? entry)
    {
        entry = null;
        var at = _log.FindLastIndex(e => e.Hold.Tag == tag && e.TakenBackBy is null);
        if (at < 0) return new("nothingToTakeBack", $"the lamp room did nothing with tag {tag} lately");
        var newest = _log[at];
        if (now.SecondsSince(newest.Time) > PresenceRules.TakeBackWithin) return new("tooLate", $"that was at {newest.Time}; it can be taken back for {PresenceRules.TakeBackWithin / 60:0} min");
        if (newest.Returned && _holds.ContainsKey(tag.Value)) return new("tagIssued", $"tag {tag} was issued again since");
        entry = _log[at] = newest with { TakenBackBy = by };
        _returned.Remove(tag.Value);
        if (newest.Returned) Give(newest.Hold);
        else if (_holds.TryGetValue(tag.Value, out var hold)) Take(hold);
        return null;
    }

    /// <summary>Who gave a tag back last, and when; null when it was handed out since, or long ago.</summary>
    public LampEntry? LastReturn(string tag, Instant now) =>
        _returned.TryGetValue(tag, out var entry) && now.SecondsSince(entry.Time) <= PresenceRules.ReturnedFor ? entry : null;

    /// <summary>Somebody has looked: what a person gave back is no longer theirs, wherever it is heard.</summary>
    public void Forget(string person)
    {
        foreach (var tag in _returned.Where(r => r.Value.Hold.Person == person).Select(r => r.Key).ToArray()) _returned.Remove(tag);
    }

    public void Write(StateWriter to)
    {
        to.Write((long)_holds.Count);
        foreach (var hold in _holds.Values) Write(to, hold);
        to.Write((long)_returned.Count);
        foreach (var entry in _returned.Values) Write(to, entry);
        to.Write((long)_log.Count);
        foreach (var entry in _log) Write(to, entry);
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--) Give(ReadHold(ref from));
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var entry = ReadEntry(ref from);
            _returned[entry.Hold.Tag.Value] = entry;
        }
        for (var i = from.ReadCount(); i > 0; i--) _log.Add(ReadEntry(ref from));
    }

    private void Give(Hold hold)
    {
        _holds[hold.Tag.Value] = hold;
        if (!_byPerson.TryGetValue(hold.Person, out var held)) _byPerson[hold.Person] = held = [];
        held.Add(hold);
        held.Sort(static (a, b) => a.Since.CompareTo(b.Since) is not 0 and var byTime ? byTime : string.CompareOrdinal(a.Tag.Value, b.Tag.Value));
    }

    private void Take(Hold hold)
    {
        _holds.Remove(hold.Tag.Value);
        if (_byPerson.TryGetValue(hold.Person, out var held) && held.Remove(hold) && held.Count == 0) _byPerson.Remove(hold.Person);
    }

    private void Note(LampEntry entry)
    {
        if (_log.Count == MostEntries) _log.RemoveAt(0);
        _log.Add(entry);
    }

    private static void Write(StateWriter to, LampEntry entry)
    {
        to.Write(entry.Time);
        to.Write(entry.By);
        Write(to, entry.Hold);
        to.Write(entry.Returned);
        to.Write(entry.TakenBackBy);
    }

    private static LampEntry ReadEntry(ref StateReader from) => new(from.ReadInstant(), from.ReadText() ?? "", ReadHold(ref from), from.ReadBool(), from.ReadText());

    private static void Write(StateWriter to, Hold hold)
    {
        foreach (var text in (ReadOnlySpan<string>)[hold.Tag.Value, hold.Lamp, hold.Person]) to.Write(text);
        to.Write(hold.Since);
        to.Write(hold.By);
    }

    private static Hold ReadHold(ref StateReader from) => new(new(from.ReadText() ?? ""), from.ReadText() ?? "", from.ReadText() ?? "", from.ReadInstant(), from.ReadText() ?? "");
}
