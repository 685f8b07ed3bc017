using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>Where somebody stands, for the parts that are judged after presence: they ask it who is out and decide nothing of it themselves.</summary>
internal readonly record struct Standing(Account Account, Heard Heard)
{
    public AccountKey Key => Account.Key;

    /// <summary>Not out.</summary>
    public bool IsIn => Account.IsIn;

    /// <summary>The tag by whose place the person is looked for; null when none was placed.</summary>
    public TagId? Tag => Heard.Bearer;

    /// <summary>All tags by which the person may be reached, a returned one that is heard below among them.</summary>
    public IEnumerable<TagId> Tags => Heard.BelowBy.Value is null || Heard.Tags.Contains(Heard.BelowBy) ? Heard.Tags : Heard.Tags.Append(Heard.BelowBy);

    /// <summary>The tag by which the console finds the person, else the person.</summary>
    public string Subject => Disagreeing.SubjectOf(Account, Heard);
}
