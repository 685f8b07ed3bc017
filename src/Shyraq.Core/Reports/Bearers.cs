using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>Whose a tag was at a time, from what the history tells of the lamp room and of presence; of machines from the registry of today.</summary>
internal sealed class Bearers
{
    private readonly Dictionary<string, List<(Instant From, string Name, string Id, string Company)>> _of = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _machines;
    private readonly Dictionary<string, (string Name, string Company)> _people;

    /// <param name="events">In order of time.</param>
    public Bearers(ReportGround ground, IEnumerable<Occurrence> events)
    {
        _machines = ground.Registry.Vehicles.Where(v => v.Tag is not null).ToDictionary(v => v.Tag!.Value.Value, v => v.Name, StringComparer.Ordinal);
        _people = ground.Registry.People.ToDictionary(p => p.Id, p => (p.Name, p.Company), StringComparer.Ordinal);
        foreach (var one in events)
        {
            if (one.Kind == "issued") Add(one.Subject, (one.Time, one.Detail, "", ""));
            else if (one.Kind == "returned") Add(one.Subject, (one.Time, "", "", ""));
            else if (Phrase.Values(one.Detail, PhraseCode.StandsSince) is [var kind, var id, var company, ..] && kind == Words.Of(AccountKind.Person) && one.Subject != id)
                Add(one.Subject, (one.Time, one.Detail[..Math.Max(0, one.Detail.IndexOf(" · ", StringComparison.Ordinal))], id, company));
        }
    }

    /// <summary>The kinds of events that are needed.</summary>
    public static IReadOnlySet<string> Kinds { get; } = new HashSet<string>([.. Descents.Kinds, "issued", "returned"], StringComparer.Ordinal);

    /// <summary>The name of who or what had a tag, or of a person; the id where no name is known.</summary>
    public string Name(string subject, Instant at) =>
        _machines.GetValueOrDefault(subject) ?? (Of(subject, at) is { Name.Length: > 0 } known ? known.Name : _people.TryGetValue(subject, out var person) ? person.Name : subject);

    /// <summary>Ids of the person and the company; "" where they are not known.</summary>
    public (string Person, string Company) Who(string subject, Instant at) =>
        Of(subject, at) is { Id.Length: > 0 } known ? (known.Id, known.Company) : _people.TryGetValue(subject, out var person) ? (subject, person.Company) : ("", "");

    /// <summary>A tag is fixed to a machine.</summary>
    public bool IsMachine(string tag) => _machines.ContainsKey(tag);

    private (Instant From, string Name, string Id, string Company)? Of(string tag, Instant at)
    {
        if (!_of.TryGetValue(tag, out var all)) return null;
        var index = all.FindLastIndex(one => one.From <= at);
        return index < 0 ? null : all[index];
    }

    private void Add(string tag, (Instant From, string Name, string Id, string Company) one)
    {
        if (!_of.TryGetValue(tag, out var all)) _of[tag] = all = [];
        all.Add(one);
    }
}
