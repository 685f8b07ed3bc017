using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Sightings;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Rerun;

/// <summary>Blocks read, checked and decoded, one after the other, by whoever needs the next one or by another thread ahead of that. What it gives is the same.</summary>
/// <param name="mend">Done to each input as well.</param>
internal sealed class DecodedAhead(IEnumerable<JournalBlock> blocks, Func<MineInput, MineInput> mend) : IDisposable
{
    /// <summary>Blocks that wait at most: what is decoded long before its turn only outlives collections.</summary>
    private const int Most = 32;

    private readonly Lock _lock = new();
    private readonly IEnumerator<(JournalBlock Block, ImmutableArray<MineInput> Inputs)> _decoded = Decoded(blocks, mend).GetEnumerator();
    private readonly ConcurrentQueue<(JournalBlock Block, ImmutableArray<MineInput> Inputs)> _ready = new();
    private ExceptionDispatchInfo? _fault;
    private bool _isOver;

    /// <summary>Decodes what is left up to the next tick, at which it is called again, unless enough wait already. What goes wrong is told in its place.</summary>
    public void Prepare()
    {
        lock (_lock)
            while (_ready.Count < Most && Decode() is { } decoded && !decoded.OfType<TickInput>().Any()) ;
    }

    /// <summary>The next block; false after the last.</summary>
    public bool TryNext(out (JournalBlock Block, ImmutableArray<MineInput> Inputs) next)
    {
        // Whoever decodes ahead is not waited for while there is something.
        if (_ready.TryDequeue(out next)) return true;
        lock (_lock)
        {
            if (_ready.IsEmpty) Decode();
            if (_ready.TryDequeue(out next)) return true;
            _fault?.Throw();
            return false;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            _decoded.Dispose();
            _ready.Clear();
        }
    }

    /// <returns>What was decoded; null when nothing is left.</returns>
    private ImmutableArray<MineInput>? Decode()
    {
        if (_isOver) return null;
        try
        {
            if (_decoded.MoveNext())
            {
                _ready.Enqueue(_decoded.Current);
                return _decoded.Current.Inputs;
            }
        }
        catch (Exception fault)
        {
            _fault = ExceptionDispatchInfo.Capture(fault);
        }
        _isOver = true;
        return null;
    }

    private static IEnumerable<(JournalBlock Block, ImmutableArray<MineInput> Inputs)> Decoded(IEnumerable<JournalBlock> blocks, Func<MineInput, MineInput> mend)
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
}
