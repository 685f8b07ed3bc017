using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Protocols.Inputs;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Mines;

/// <summary>What coming up took.</summary>
/// <param name="Sightings">Sightings that were followed again.</param>
/// <param name="RecordedFrom">The events of this and all later blocks are in the history; those before it may be missing there.</param>
internal readonly record struct Recovered(long Sightings, long RecordedFrom);

/// <summary>Brings a state up to the head of its journal.</summary>
internal static class Recovery
{
    /// <summary>Events are recorded, and progress told, after this many blocks.</summary>
    private const int Stride = 1000;

    /// <summary>
    /// Starts from the newest snapshot that the journal bears out, and walks through the blocks after it. The history does not
    /// hold the mine up: what it lacks from before, or cannot take now, is recorded later (<see cref="HistoryFill"/>).
    /// </summary>
    /// <param name="progress">Told the last block followed now and then.</param>
    /// <exception cref="JournalDamagedException">A block is missing, changed or unreadable.</exception>
    /// <exception cref="OperationCanceledException">The server stops; the next start begins again.</exception>
    public static Recovered Recover(StraightLine line, MineFiles files, TrackingOptions tracking, ILogger log, Action<long> progress, CancellationToken stop)
    {
        StartFromSnapshot(line, files, tracking, files.Journal.Head.Sequence, log);
        var (sightings, from) = (0L, line.Followed.Sequence + 1);
        var rows = HistoryRows.None;
        foreach (var block in files.Journal.ReadFrom(line.Followed.Sequence + 1))
        {
            stop.ThrowIfCancellationRequested();
            var walked = Walk(line, block);
            sightings += block.Sightings;
            if (block.Sequence > files.History.RecordedUpTo) rows = rows.And(walked.Rows());
            if (block.Sequence % Stride != 0) continue;
            Record();
            progress(block.Sequence);
        }
        Record();
        return new(sightings, from);

        void Record()
        {
            if (line.Followed.Sequence <= files.History.RecordedUpTo) return;
            try
            {
                files.History.Record(rows, from, line.Followed.Sequence, line.Followed.Hash);
            }
            catch (IOException why)
            {
                log.LogCritical("Events up to block {Sequence} are not in the history yet: {Why}", line.Followed.Sequence, why.Message);
                from = line.Followed.Sequence + 1;
            }
            rows = HistoryRows.None;
        }
    }

    /// <summary>Walks through a block as it was read from the journal.</summary>
    /// <exception cref="JournalDamagedException">Its body is no block of inputs.</exception>
    public static Walked Walk(StraightLine line, JournalBlock block) =>
        line.Walk(new(block.Sequence, block.Time, block.Hash), Decode(block, line.PlanVersion + 1));

    /// <summary>The inputs of a block as it was read from the journal.</summary>
    /// <param name="nextPlanVersion">That the first plan among them gets.</param>
    /// <exception cref="JournalDamagedException">Its body is no block of inputs.</exception>
    public static ImmutableArray<MineInput> Decode(JournalBlock block, int nextPlanVersion)
    {
        try
        {
            return InputCodec.Decode(block.Body, nextPlanVersion);
        }
        catch (FormatException cause)
        {
            throw new JournalDamagedException($"block {block.Sequence} cannot be decoded: {cause.Message}", cause);
        }
    }

    /// <summary>Starts from the newest snapshot that is not beyond a block and was made from this very journal; from nothing when there is none.</summary>
    public static void StartFromSnapshot(StraightLine line, MineFiles files, TrackingOptions tracking, long upTo, ILogger log)
    {
        foreach (var snapshot in files.Snapshots.Newest(upTo))
        {
            if (files.Journal.HashOf(snapshot.Sequence) != snapshot.Block) continue;
            try
            {
                var kept = KeptState.Read(snapshot.Body, tracking);
                line.StartFrom(kept, new(snapshot.Sequence, kept.Mine.Clock, snapshot.Block));
                return;
            }
            catch (FormatException why)
            {
                log.LogWarning("The snapshot after block {Sequence} is not used: {Why}", snapshot.Sequence, why.Message);
            }
        }
    }
}
