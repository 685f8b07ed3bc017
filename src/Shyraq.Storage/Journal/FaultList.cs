using Shyraq.Core.Units;

namespace Shyraq.Storage.Journal;

/// <summary>The faults of a chain in order: neighbours of one kind are told as one, and each gets the times of the proven blocks around it.</summary>
internal sealed class FaultList
{
    private readonly List<ChainFault> _faults = [];
    private Instant? _proven, _confirmed;

    // The first fault behind which no block has been proven yet.
    private int _open;

    public IReadOnlyList<ChainFault> All => _faults;

    /// <summary>Faults that were not kept.</summary>
    public long More { get; private set; }

    /// <summary>A block follows on the one before: what came before it is over.</summary>
    public void Proven(Instant time)
    {
        for (; _open < _faults.Count; _open++)
            if (_faults[_open] is not ChainFault.Rewritten) _faults[_open] = _faults[_open] with { Before = time };
        _proven = time;
    }

    /// <summary>A witness knows the block: from here on it is the chain that was written.</summary>
    public void Confirmed(Instant time)
    {
        for (var i = 0; i < _faults.Count; i++)
            if (_faults[i] is ChainFault.Rewritten { Before: null }) _faults[i] = _faults[i] with { Before = time };
        _confirmed = time;
    }

    public void Add(ChainFault fault)
    {
        // A chain that was written anew proves nothing: there only the witnesses count.
        fault = fault with { After = fault is ChainFault.Rewritten ? _confirmed : _proven };
        if (_faults.Count > 0 && Joined(_faults[^1], fault) is { } one) _faults[^1] = one;
        else if (_faults.Count < ChainReport.MostFaults) _faults.Add(fault);
        else More++;
    }

    private static ChainFault? Joined(ChainFault before, ChainFault next) => (before, next) switch
    {
        (ChainFault.Rewritten, ChainFault.Rewritten) => before.First == next.First ? next : null,
        _ when before.Before is not null || next.First != before.Last + 1 => null,
        (ChainFault.Changed, ChainFault.Changed) or (ChainFault.Missing, ChainFault.Missing) or (ChainFault.Inserted, ChainFault.Inserted) or (ChainFault.Unreadable, ChainFault.Unreadable) => before with { Last = next.Last },
        _ => null,
    };
}
