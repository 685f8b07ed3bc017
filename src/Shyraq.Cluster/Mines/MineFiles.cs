using Microsoft.Extensions.Logging;
using Shyraq.Core.Units;
using Shyraq.Storage;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Mines;

/// <summary>The open record of one mine, the journal and the history each used by one thread at a time.</summary>
internal sealed record MineFiles(IJournal Journal, HistoryTables History, SnapshotTable Snapshots) : IDisposable
{
    /// <summary>Opens or begins the record of a mine.</summary>
    /// <exception cref="IOException">The journal is damaged, or what it is kept on does not let itself be written.</exception>
    public static MineFiles Open(IMineStore store, MineId mine, ILogger log)
    {
        var journal = store.OpenJournal(mine, MineWriter.Name);
        try
        {
            var history = store.OpenHistory(mine, journal.HashOf);
            foreach (var putAside in history.PutAside) log.LogCritical("Mine {Mine}: the history was damaged or told of blocks that the journal does not hold; it stands in {PutAside} and is recorded anew", mine, putAside);
            try
            {
                return new(journal, history, store.OpenSnapshots(mine));
            }
            catch
            {
                history.Dispose();
                throw;
            }
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Closes them.</summary>
    public void Dispose()
    {
        Snapshots.Dispose();
        History.Dispose();
        Journal.Dispose();
    }
}
