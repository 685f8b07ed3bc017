using System.Reflection;
using Microsoft.Extensions.Logging;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Mines;

/// <summary>The open files of one mine, each used by one thread at a time: the journal by its own, the others by the one for records.</summary>
internal sealed record MineFiles(JournalFile Journal, HistoryFile History, SnapshotFile Snapshots) : IDisposable
{
    /// <summary>Product and version, as journals note who wrote them.</summary>
    public static readonly string Writer = $"Shyraq {typeof(MineFiles).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?"}";

    /// <summary>Opens or begins the files of a mine.</summary>
    /// <exception cref="IOException">The journal is damaged, or the disk does not let itself be written.</exception>
    public static MineFiles Open(string folder, MineId mine, ILogger log)
    {
        var journal = JournalFile.Open(folder, mine, Writer);
        try
        {
            var history = HistoryFile.Open(folder, journal.HashOf, out var putAside);
            if (putAside is not null) log.LogCritical("Mine {Mine}: the history was damaged or told of blocks that the journal does not hold; it stands in {PutAside} and is recorded anew", mine, putAside);
            try
            {
                return new(journal, history, SnapshotFile.Open(folder));
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

/// <summary>Brings a state up to the head of its journal.</summary>
internal static class Recovery
{
    /// <summary>Events are recorded, and progress told, after this many blocks.</summary>
    private const int Stride = 1000;

    /// <summary>Starts from the newest snapshot that the journal and the history bear out, and walks through the blocks after it.</summary>
    /// <param name="progress">Told the last block followed now and then.</param>
    /// <returns>How many sightings were followed again.</returns>
    /// <exception cref="JournalDamagedException">A block is missing, changed or unreadable.</exception>
    /// <exception cref="OperationCanceledException">The server stops; the next start begins again.</exception>
    public static long Recover(StraightLine line, MineFiles files, TrackingOptions tracking, ILogger log, Action<long> progress, CancellationToken stop)
    {
        Restore(line, files, tracking, log);
        var sightings = 0L;
        List<HistoryEvent> events = [];
        foreach (var block in files.Journal.ReadFrom(line.Followed.Sequence + 1))
        {
            stop.ThrowIfCancellationRequested();
            var walked = Walk(line, block);
            sightings += block.Sightings;
            if (block.Sequence > files.History.RecordedUpTo) events.AddRange(walked.Events);
            if (block.Sequence % Stride != 0) continue;
            Record();
            progress(block.Sequence);
        }
        Record();
        return sightings;

        void Record()
        {
            if (line.Followed.Sequence <= files.History.RecordedUpTo) return;
            files.History.Record(events, line.Followed.Sequence, line.Followed.Hash);
            events.Clear();
        }
    }

    /// <summary>Walks through a block as it was read from the journal.</summary>
    /// <exception cref="JournalDamagedException">Its body is no block of inputs.</exception>
    public static Walked Walk(StraightLine line, JournalBlock block)
    {
        try
        {
            return line.Walk(new(block.Sequence, block.Time, block.Hash), InputCodec.Decode(block.Body, line.PlanVersion + 1));
        }
        catch (FormatException cause)
        {
            throw new JournalDamagedException($"block {block.Sequence} cannot be decoded: {cause.Message}", cause);
        }
    }

    // A snapshot newer than the history would skip events that the history has yet to record.
    private static void Restore(StraightLine line, MineFiles files, TrackingOptions tracking, ILogger log)
    {
        foreach (var snapshot in files.Snapshots.Newest(files.History.RecordedUpTo))
        {
            if (files.Journal.HashOf(snapshot.Sequence) != snapshot.Block) continue;
            try
            {
                var (mine, source) = KeptState.Read(snapshot.Body, tracking);
                line.StartFrom(mine, source, new(snapshot.Sequence, mine.Clock, snapshot.Block));
                return;
            }
            catch (FormatException why)
            {
                log.LogWarning("The snapshot after block {Sequence} is not used: {Why}", snapshot.Sequence, why.Message);
            }
        }
    }
}
