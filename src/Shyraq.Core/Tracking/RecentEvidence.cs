using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>
/// A piece of evidence as it is kept for a search: to a tenth of a millimetre, and without the place of another system's position, which few tags ever have.
/// </summary>
internal readonly record struct KeptEvidence(Instant Time, int Anchor, int Reference, float Value, float Variance, float Gap, EvidenceKind Kind, bool HasHeight, sbyte Corner)
{
    public KeptEvidence(in Evidence evidence)
        : this(evidence.Time, evidence.Anchor, evidence.Reference, (float)evidence.Value, (float)evidence.Variance, (float)evidence.Gap, evidence.Kind, evidence.HasHeight, evidence.Corner)
    {
    }

    /// <param name="place">Of a position of another system.</param>
    public Evidence At(Point3 place) => new(Kind, Time, Anchor, Reference, Value, Variance, place, HasHeight, Gap, Corner);
}

/// <summary>The newest pieces of evidence of a tag, at most so many: what it is found by when it is lost.</summary>
internal struct RecentEvidence(ushort most)
{
    private Ring<KeptEvidence> _kept = new(most);

    // As many as are kept once there was a position among them; else none.
    private Ring<Point3> _places = new(most);

    public readonly int Count => _kept.Count;

    /// <summary>One of them, the oldest at 0.</summary>
    public readonly Evidence this[int index] => _kept[index].At(_places.Count > 0 ? _places[index] : default);

    /// <summary>All of them in no order.</summary>
    public readonly ReadOnlySpan<KeptEvidence> Unordered => _kept.Unordered;

    /// <summary>Fetches where the next one goes.</summary>
    public readonly void FetchRoom() => _kept.FetchRoom();

    public void Add(in Evidence evidence)
    {
        if (evidence.Kind == EvidenceKind.Fix || _places.Count > 0)
        {
            while (_places.Count < _kept.Count) _places.Add(default);
            _places.Add(evidence.Place);
        }
        _kept.Add(new(evidence));
    }

    public void Clear()
    {
        _kept.Clear();
        _places.Clear();
    }

    /// <summary>Copies all, oldest first; returns what was filled.</summary>
    public readonly Span<Evidence> CopyTo(Span<Evidence> into)
    {
        for (var i = 0; i < Count; i++) into[i] = this[i];
        return into[..Count];
    }
}
