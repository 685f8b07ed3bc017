using System.Collections.Immutable;
using Shyraq.Core.Registry;

namespace Shyraq.Protocols.Registry;

/// <summary>What is wrong with one cell.</summary>
/// <param name="Row">As the table program counts: 1 is the header.</param>
/// <param name="Column">Its name in the header; "" for the whole row.</param>
public sealed record RowFault(int Row, string Column, string Found, string Expected)
{
    /// <inheritdoc/>
    public override string ToString() => $"row {Row}{(Column.Length > 0 ? $", column {Column}" : "")}: found {Found}; expected {Expected}";
}

/// <summary>The outcome of reading a registry.</summary>
public abstract record RegistryReading
{
    private RegistryReading() { }

    /// <summary>All rows are right.</summary>
    public sealed record Read(ImportRegistry Registry) : RegistryReading;

    /// <summary>Some are not, so none is taken. The first thousand faults.</summary>
    public sealed record Refused(ImmutableArray<RowFault> Faults) : RegistryReading;
}
