using Shyraq.Core.Acts;

namespace Shyraq.Core.Registry;

/// <summary>What an entry has to be on its own and beside the others.</summary>
internal static class EntryRules
{
    private const int LongestId = 128, LongestText = 256;

    /// <summary>What is wrong with an entry by itself; null when nothing is.</summary>
    public static ActRefusal? WrongIn(Entry entry)
    {
        var id = entry.Key.Id;
        if (id is not { Length: > 0 and <= LongestId } || id.Any(char.IsControl) || id.Trim() != id)
            return new("badId", $"{NameOf(entry.Key)}: expected an id of 1 to {LongestId} characters without spaces around it");
        foreach (var (property, text) in Texts(entry))
            if (text is null || text.Length > LongestText || text.Any(char.IsControl))
                return new("badText", $"{NameOf(entry.Key)}, {property}: expected a text of at most {LongestText} characters without control characters");
        return entry is Person { Name: "" } or Company { Name: "" } or Vehicle { Name: "" } ? new("badText", $"{NameOf(entry.Key)}, name: is empty") : null;
    }

    /// <summary>What does not fit between an entry and the others; null when all does.</summary>
    public static Misfit? Misfit(Entry entry, RegistryBook book)
    {
        if (entry is Person { Company: { Length: > 0 } company } && !book.Holds(new(EntryKind.Company, company)))
            return new(entry.Key.Kind, entry.Key.Id, "unknownCompany", "company", company, "");
        if (book.RivalOf(entry) is not { } rival) return null;
        var (property, value) = entry switch
        {
            Person person => ("number", person.Number),
            Vehicle vehicle => ("tag", vehicle.Tag?.Value ?? ""),
            RegisteredTag tag => ("lamp", tag.Lamp),
            _ => throw new InvalidOperationException($"{NameOf(entry.Key)} has no rival."),
        };
        return new(entry.Key.Kind, entry.Key.Id, "taken", property, value, NameOf(rival.Key));
    }

    /// <summary>A misfit as the reason why an act was not done.</summary>
    public static ActRefusal RefusalOf(Misfit misfit) => new(misfit.Reason, $"{NameOf(new(misfit.Kind, misfit.Id))}: "
        + (misfit.Rival.Length > 0 ? $"{misfit.Rival} has the same {misfit.Property}" : $"no company '{misfit.Value}' is in the registry"));

    /// <summary>Kind and id, for people.</summary>
    public static string NameOf(EntryKey key) => $"{Word(key.Kind)} {key.Id}";

    private static string Word(EntryKind kind) => kind switch
    {
        EntryKind.Company => "company",
        EntryKind.Person => "person",
        EntryKind.Vehicle => "vehicle",
        _ => "tag",
    };

    private static (string Property, string? Text)[] Texts(Entry entry) => entry switch
    {
        Person p => [("name", p.Name), ("number", p.Number), ("company", p.Company), ("crew", p.Crew), ("role", p.Role), ("photo", p.Photo), ("language", p.Language), ("shift", p.Shift)],
        Company c => [("name", c.Name)],
        Vehicle v => [("name", v.Name), ("number", v.Number), ("role", v.Role)],
        RegisteredTag t => [("lamp", t.Lamp)],
        _ => throw new InvalidOperationException($"{entry.GetType().Name} is no known kind of entry."),
    };
}
