using System.Runtime.CompilerServices;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;

namespace Shyraq.Core.Tracking;

/// <summary>
/// Finds which anchors the sightings of an input name, some turns before their own: each step reads what was fetched in the one before, so that nothing is waited for.
/// </summary>
internal ref struct AnchorsAhead
{
    /// <summary>So many turns before its own a sighting is fetched, the text of the id that it names, and where that leads to; then its anchor is found.</summary>
    private const int Sighted = 12, Named = 9, Hashed = 6, Found = 3;

    private readonly ReadOnlySpan<Sighting> _sightings;
    private readonly IdIndex _ids;
    private readonly Hands _hands;
    private NearTurns _turns;

    public AnchorsAhead(ReadOnlySpan<Sighting> sightings, IdIndex ids, Hands hands)
    {
        _sightings = sightings;
        (_ids, _hands) = (ids, hands);
        for (var turn = -Sighted; turn < 0; turn++) Prepare(turn);
    }

    /// <summary>Index of the anchor of a sighting; −1 when it has none or the plan does not know it. Each is asked for in its turn.</summary>
    public int Of(int turn)
    {
        Prepare(turn);
        return _turns[turn % NearTurns.Count].Anchor;
    }

    private void Prepare(int turn)
    {
        if (IsOne(turn + Sighted)) Fetch.Head(_sightings[turn + Sighted]);
        if (IsOne(turn + Named))
        {
            var id = _sightings[turn + Named].HeardBy?.Value;
            _turns[(turn + Named) % NearTurns.Count] = new(id, 0, -1);
            if (id is not null) Fetch.Head(id, size: 1);
        }
        if (IsOne(turn + Hashed) && _turns[(turn + Hashed) % NearTurns.Count] is { Id: { } text })
        {
            var hash = IdIndex.HashOf(text);
            _turns[(turn + Hashed) % NearTurns.Count] = new(text, hash, -1);
            _ids.Fetch(hash);
        }
        if (IsOne(turn + Found) && _turns[(turn + Found) % NearTurns.Count] is { Id: { } sought } asked && _ids.Find(sought, asked.Hash) is >= 0 and var anchor)
        {
            _turns[(turn + Found) % NearTurns.Count] = asked with { Anchor = anchor };
            _hands.FetchAnchor(anchor);
        }
    }

    private readonly bool IsOne(int turn) => (uint)turn < (uint)_sightings.Length;

    private readonly record struct Turn(string? Id, uint Hash, int Anchor);

    [InlineArray(Count)]
    private struct NearTurns
    {
        public const int Count = 16;
        private Turn _first;
    }
}
