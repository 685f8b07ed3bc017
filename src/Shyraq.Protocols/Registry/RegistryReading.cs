using System.Collections.Immutable;
using Shyraq.Core.Registry;

namespace Shyraq.Protocols.Registry;

/// <summary>What is wrong with one cell.</summary>
/// <param name="Row">As the table program counts: 1 is the header.</param>
/// <param name="Column">Its name in the header; "" for the whole row.</param>
/// <param name="Rule">The rule that is broken, for programs and translations.</param>
/// <param name="Expected">The same in English.</param>
public sealed record RowFault(int Row, string Column, RowRule Rule, string Found, string Expected)
{
    /// <inheritdoc/>
    public override string ToString() => $"row {Row}{(Column.Length > 0 ? $", column {Column}" : "")}: found {Found}; expected {Expected}";
}

/// <summary>What a table of the registry has to keep to.</summary>
public enum RowRule
{
    /// <summary>It is a file of its kind.</summary>
    File,

    /// <summary>It begins with a header that names the columns <c>kind</c> and <c>id</c>.</summary>
    Header,

    /// <summary>A column is named once.</summary>
    ColumnOnce,

    /// <summary>It has no more rows than can be read.</summary>
    Rows,

    /// <summary>A kind is company, person, vehicle or tag.</summary>
    Kind,

    /// <summary>An id has 1 to 128 characters.</summary>
    Id,

    /// <summary>Each id is there once within its kind.</summary>
    IdOnce,

    /// <summary>It has a name.</summary>
    Name,

    /// <summary>A text has at most 256 characters, none of them a control character.</summary>
    Text,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A company of the registry or of the table.</summary>
    KnownCompany,

    /// <summary>A number, lamp or tag that no other entry has.</summary>
    Unique,
}

/// <summary>The outcome of reading a registry.</summary>
public abstract record RegistryReading
{
    private RegistryReading() { }

    /// <summary>All rows are right.</summary>
    /// <param name="Rows">The row of each entry, by kind and id.</param>
    public sealed record Read(ImportRegistry Registry, IReadOnlyDictionary<(EntryKind Kind, string Id), int> Rows) : RegistryReading
    {
        /// <summary>What does not fit between the table and the rest of the registry, at the rows that it is about, in their order.</summary>
        public ImmutableArray<RowFault> FaultsOf(ImportCheck check) => [.. check.Misfits.Select(m => new RowFault(
            Rows[(m.Kind, m.Id)], m.Property, m.Rival.Length > 0 ? RowRule.Unique : RowRule.KnownCompany,
            m.Rival.Length > 0 ? $"\"{m.Value}\", which {m.Rival} has" : $"\"{m.Value}\"",
            m.Rival.Length > 0 ? $"a {m.Property} that no other has" : "a company of the registry or of the table")).OrderBy(f => f.Row)];
    }

    /// <summary>Some are not, so none is taken. The first thousand faults.</summary>
    public sealed record Refused(ImmutableArray<RowFault> Faults) : RegistryReading;
}
