using System.Collections.Immutable;

namespace Shyraq.Storage;

/// <summary>What differs between the engines in the text that makes tables.</summary>
/// <param name="Int64">The type of a 64-bit number.</param>
/// <param name="Blob">The type of bytes.</param>
/// <param name="ByKey">After a table's definition: its rows stand in the order of its primary key, where the engine has that.</param>
/// <param name="Time">A column of microseconds since 1970 UTC as the time that other programs know: text in ISO 8601, or a timestamp with its zone.</param>
internal sealed record Dialect(string Int64, string Blob, string ByKey, Func<string, string> Time)
{
    public static readonly Dialect Sqlite = new("INTEGER", "BLOB", " WITHOUT ROWID",
        column => $"strftime('%Y-%m-%dT%H:%M:%S', {column} / 1000000, 'unixepoch') || printf('.%06dZ', {column} % 1000000)");

    public static readonly Dialect Postgres = new("bigint", "bytea", "", column => $"(timestamptz 'epoch' + {column} * interval '1 microsecond')");
}

/// <summary>Tables that follow from the journal, in the steps by which they grew: a database of an older version gets the steps that it lacks.</summary>
/// <param name="Part">Which part of a mine's record: <c>history</c> or <c>snapshots</c>.</param>
/// <param name="Steps">The statements of step 1, 2, … without a transaction around them. A step that was published is never changed; a new one is added.</param>
internal sealed record TableSteps(string Part, ImmutableArray<Func<Dialect, string>> Steps)
{
    /// <summary>The version of a database that has them all.</summary>
    public int Version => Steps.Length;
}
