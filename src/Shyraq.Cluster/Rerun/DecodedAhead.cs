using System.Collections.Immutable;
using System.Threading.Channels;
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
        var ready = Channel.CreateBounded<(JournalBlock, ImmutableArray<MineInput>)>(new BoundedChannelOptions(Most) { SingleReader = true, SingleWriter = true });
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = Task.Factory.StartNew(() => Read(blocks, mend, ready.Writer, ends.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            while (true)
            {
                if (ready.Reader.TryRead(out var next)) yield return next;
                else if (!ready.Reader.WaitToReadAsync(stop).AsTask().GetAwaiter().GetResult()) break;
            }
        }
        finally
        {
            ends.Cancel();
            reading.Wait(CancellationToken.None);
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

    // What goes wrong is told to whoever reads, in its place; the end that the reader demands is no fault.
    private static void Read(IEnumerable<JournalBlock> blocks, Func<MineInput, MineInput> mend, ChannelWriter<(JournalBlock, ImmutableArray<MineInput>)> to, CancellationToken ends)
    {
        try
        {
            foreach (var next in Here(blocks, mend))
                while (!to.TryWrite(next))
                    if (!to.WaitToWriteAsync(ends).AsTask().GetAwaiter().GetResult()) return;
            to.Complete();
        }
        catch (OperationCanceledException)
        {
            to.Complete();
        }
        catch (Exception fault)
        {
            to.Complete(fault);
        }
    }
}
