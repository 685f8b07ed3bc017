using System.Collections.Immutable;
using System.Data.Common;

namespace Shyraq.Storage;

/// <summary>A database of tables that follow from the journal, on either engine, open to write: it may be put aside and begun anew at any time. Not thread-safe.</summary>
internal interface IDerivedDatabase : IDisposable
{
    /// <summary>Open, with all tables there.</summary>
    /// <exception cref="IOException">It was lost and does not open again.</exception>
    DbConnection Connection { get; }

    /// <summary>For people: where it is.</summary>
    string Name { get; }

    /// <summary>Where databases that could not be used were put since this one was opened.</summary>
    ImmutableArray<string> PutAside { get; }

    /// <summary>Whether an error says that what is stored is bad, not the disk, the network or another process.</summary>
    bool IsDamage(DbException error);

    /// <summary>Leaves what is stored under a name that says why; its place is taken by empty tables.</summary>
    /// <returns>That name.</returns>
    string BeginAnew(string why);
}
