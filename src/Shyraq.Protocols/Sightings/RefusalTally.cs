using System.Collections.Immutable;
using Shyraq.Core.Sightings;

namespace Shyraq.Protocols.Sightings;

/// <summary>Counts what is refused of one payload or file and keeps the first few in full.</summary>
internal sealed class RefusalTally
{
    private int[]? _counts;
    private ImmutableArray<Refusal>.Builder? _examples;

    /// <summary>Enough examples are kept: the next needs no words.</summary>
    public bool Full => _examples is { Count: >= SightingPayload.MostExamples };

    /// <summary>Counts one that is not kept in full.</summary>
    public void Count(RefusalReason reason)
    {
        _counts ??= new int[Enum.GetValues<RefusalReason>().Length];
        _counts[(int)reason]++;
    }

    /// <summary>Counts one and keeps it in full while there is room.</summary>
    public void Add(Refusal refusal)
    {
        Count(refusal.Reason);
        _examples ??= ImmutableArray.CreateBuilder<Refusal>();
        if (!Full) _examples.Add(refusal);
    }

    public ImmutableSortedDictionary<RefusalReason, int> Counts()
    {
        if (_counts is null) return ImmutableSortedDictionary<RefusalReason, int>.Empty;
        var counts = ImmutableSortedDictionary.CreateBuilder<RefusalReason, int>();
        for (var i = 0; i < _counts.Length; i++)
            if (_counts[i] > 0) counts.Add((RefusalReason)i, _counts[i]);
        return counts.ToImmutable();
    }

    public ImmutableArray<Refusal> Examples() => _examples?.ToImmutable() ?? [];
}
