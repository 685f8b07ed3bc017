using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Shyraq.Cluster.History;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Mines;

/// <summary>
/// Derives again from the journal the events that the history lacks, because it was damaged, lost, or could not be written for
/// long, while the mine serves. It has a state of its own and walks the same straight line, so it arrives at the same events.
/// </summary>
internal static class HistoryFill
{
    /// <summary>Blocks read at a time: while a reader is open the journal's write-ahead log can only grow.</summary>
    private const int Stride = 200;

    /// <summary>Walks from the newest snapshot that is not ahead of the history up to a block.</summary>
    /// <param name="record">Records the events of the blocks from the second argument to the third.</param>
    /// <exception cref="IOException">The history or the journal could not be used; the next attempt goes on from what was recorded.</exception>
    /// <exception cref="OperationCanceledException">The mine goes down.</exception>
    public static async Task Run(MineFiles files, MineOptions options, long recordedUpTo, long upTo, Func<HistoryRows, long, JournalHead, Task> record, TimeProvider time, CancellationToken stop)
    {
        var line = new StraightLine(options.Tracking, NullLogger.Instance, new HistoryRecorder());
        Recovery.StartFromSnapshot(line, files, options.Tracking, recordedUpTo, NullLogger.Instance);
        while (line.Followed.Sequence < upTo)
        {
            var (began, first) = (Stopwatch.GetTimestamp(), line.Followed.Sequence + 1);
            var rows = HistoryRows.None;
            foreach (var block in files.Journal.ReadFrom(first).Take((int)Math.Min(Stride, upTo - line.Followed.Sequence)))
            {
                stop.ThrowIfCancellationRequested();
                var walked = Recovery.Walk(line, block);
                if (block.Sequence > recordedUpTo) rows = rows.And(walked.Rows());
            }
            if (line.Followed.Sequence < first) throw new JournalDamagedException($"block {first} is missing");
            if (line.Followed.Sequence > recordedUpTo) await record(rows, first, line.Followed);
            // The living mine goes first: at most half of one core.
            await Task.Delay(Stopwatch.GetElapsedTime(began), time, stop);
        }
    }
}
