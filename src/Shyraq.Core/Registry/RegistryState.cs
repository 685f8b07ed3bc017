using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Registry;

/// <summary>Writes and reads entries and changes.</summary>
internal static class RegistryState
{
    public static void Write(StateWriter to, Entry? entry)
    {
        to.Write(entry is null ? byte.MaxValue : (byte)entry.Key.Kind);
        switch (entry)
        {
            case Person p:
                foreach (var text in (ReadOnlySpan<string>)[p.Id, p.Name, p.Number, p.Company, p.Crew, p.Role, p.Photo, p.Language, p.Shift]) to.Write(text);
                to.Write(p.RescueTeam);
                break;
            case Company c:
                to.Write(c.Id);
                to.Write(c.Name);
                to.Write(c.Contractor);
                break;
            case Vehicle v:
                foreach (var text in (ReadOnlySpan<string?>)[v.Id, v.Name, v.Number, v.Role, v.Tag?.Value]) to.Write(text);
                break;
            case RegisteredTag t:
                to.Write(t.Id.Value);
                to.Write(t.Lamp);
                break;
        }
    }

    public static Entry? Read(ref StateReader from)
    {
        switch (from.ReadByte())
        {
            case byte.MaxValue: return null;
            case (byte)EntryKind.Person:
                var texts = new string[9];
                for (var i = 0; i < texts.Length; i++) texts[i] = from.ReadText() ?? "";
                return new Person(texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6], texts[7], from.ReadBool(), texts[8]);
            case (byte)EntryKind.Company: return new Company(from.ReadText() ?? "", from.ReadText() ?? "", from.ReadBool());
            case (byte)EntryKind.Vehicle:
                return new Vehicle(from.ReadText() ?? "", from.ReadText() ?? "", from.ReadText() ?? "", from.ReadText() ?? "", from.ReadText() is { } tag ? new TagId(tag) : null);
            case (byte)EntryKind.Tag: return new RegisteredTag(new(from.ReadText() ?? ""), from.ReadText() ?? "");
            case var other: throw new FormatException($"The snapshot holds an entry of kind {other}.");
        }
    }

    public static void Write(StateWriter to, RegistryChange change)
    {
        to.Write(change.Number);
        to.Write(change.Time);
        to.Write(change.By);
        to.Write(change.What);
        to.Write(change.Undone?.By);
        to.Write(change.Undone?.Time ?? default);
        to.Write((long)change.Entries.Length);
        foreach (var (key, before, after) in change.Entries)
        {
            to.Write((byte)key.Kind);
            to.Write(key.Id);
            Write(to, before);
            Write(to, after);
        }
    }

    public static RegistryChange ReadChange(ref StateReader from)
    {
        var (number, time, by, what, undoneBy, undoneAt) = (from.ReadLong(), from.ReadInstant(), from.ReadText() ?? "", from.ReadText() ?? "", from.ReadText(), from.ReadInstant());
        var entries = new EntryChange[from.ReadCount()];
        for (var i = 0; i < entries.Length; i++) entries[i] = new(new((EntryKind)from.ReadByte(), from.ReadText() ?? ""), Read(ref from), Read(ref from));
        return new(number, time, by, what, [.. entries]) { Undone = undoneBy is null ? null : (undoneAt, undoneBy) };
    }
}
