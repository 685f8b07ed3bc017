using System.Collections.Concurrent;
using System.Collections.Immutable;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Sightings;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Rerun;

/// <summary>Reads, checks and decodes blocks on a thread of its own, some blocks ahead of whoever follows them. What it gives is the same as without.</summary>
internal static class DecodedAhead
{
    /// <summary>Blocks that wait at most: what is decoded long before its turn only outlives collections.</summary>
    private const int Most = 8;

    /// <param name="mend">Done to each input there as well.</param>
    public static IEnumerable<(JournalBlock Block, ImmutableArray<MineInput> Inputs)> Of(IEnumerable<JournalBlock> blocks, Func<MineInput, MineInput> mend, CancellationToken stop)
    {
        using var ready = new BlockingCollection<(JournalBlock, ImmutableArray<MineInput>)>(Most);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = Task.Factory.StartNew(() => Read(blocks, mend, ready, ends.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (var next in ready.GetConsumingEnumerable(stop)) yield return next;
            // What went wrong is told in its place.
            reading.GetAwaiter().GetResult();
        }
        finally
        {
            ends.Cancel();
            Task.WaitAny([reading], CancellationToken.None);
        }
    }

    /// <summary>The same on the thread of whoever follows.</summary>
    public static IEnumerable<(JournalBlock Block, ImmutableArray<MineInput> Inputs)> Here(IEnumerable<JournalBlock> blocks, Func<MineInput, MineInput> mend)
    {
        // Plans are counted as whoever follows them counts them.
        var plans = 0;
        foreach (var block in blocks)
        {
            var inputs = Recovery.Decode(block, plans + 1);
            plans += inputs.Count(input => input is PlanInput);
            yield return (block, [.. inputs.Select(mend)]);
        }
    }

    // The end that the reader demands is no fault.
    private static void Read(IEnumerable<JournalBlock> blocks, Func<MineInput, MineInput> mend, BlockingCollection<(JournalBlock, ImmutableArray<MineInput>)> to, CancellationToken ends)
    {
        try
        {
            foreach (var next in Here(blocks, mend)) to.Add(next, ends);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
        }
        finally
        {
            to.CompleteAdding();
        }
    }
}
