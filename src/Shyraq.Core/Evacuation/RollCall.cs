using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation;

/// <summary>Says how it stands with each person. Who is out is what presence says; of the others, how they do.</summary>
/// <param name="fixOf">The newest fix of a tag; null when it has no place.</param>
internal sealed class RollCall(MinePlan plan, MoveWatch moves, IReadOnlyDictionary<AccountKey, Mark> marks, Func<TagId, Fix?> fixOf)
{
    /// <summary>Whoever is not heard for longer is silent, seconds. Where only zonal readers hang that is nothing unusual.</summary>
    public const double SilentAfter = 60;

    /// <summary>What a row says when the tag proves wrong what was said by hand.</summary>
    public const string HeardAfterMark = "heardAfterMark";

    /// <summary>At a refuge is whoever is heard live within this of it, in one place, with a radius of no more, metres.</summary>
    private const double AtRefuge = 15;

    /// <summary>A tag that is heard elsewhere this long after somebody was said to be at a refuge proves it wrong, seconds.</summary>
    private const double Contradicted = 10;

    /// <summary>Everybody's tags: those that no vehicle is known to carry.</summary>
    public static IEnumerable<TagTrack> People(IEnumerable<TagTrack> tracks) => tracks.Where(t => t.Carrier == CarrierKind.Person);

    /// <summary>The status of a person, and the evidence for it where there is some.</summary>
    public (MusterStatus Status, string Evidence) Of(Standing one, Instant at)
    {
        if (!one.IsIn) return (MusterStatus.Out, "");
        var fix = one.Tag is { } tag ? fixOf(tag) : null;
        var refuge = fix is null ? null : RefugeNear(fix);
        if (marks.GetValueOrDefault(one.Key) is { As: MarkedAs.AtRefuge } mark)
        {
            if (mark.IsContradicted || (fix is { State: FixState.Live } && refuge is null && fix.Heard.SecondsSince(mark.At) > Contradicted)) return (FromTag(one, fix, refuge, at).Status, HeardAfterMark);
            return (MusterStatus.AtRefuge, mark.Source);
        }
        var found = FromTag(one, fix, refuge, at);
        return Movement.IsContradicted(one.Account, one.Heard) ? found with { Evidence = HeardAfterMark } : found;
    }

    private (MusterStatus Status, string Evidence) FromTag(Standing one, Fix? fix, string? refuge, Instant at)
    {
        if (!one.Tags.Any()) return (MusterStatus.Unplaced, "");
        if (at.SecondsSince(one.Heard.At) > SilentAfter) return (MusterStatus.Silent, "");
        if (fix is null) return (MusterStatus.Unplaced, "");
        return refuge is not null ? (MusterStatus.AtRefuge, refuge) : (moves.Of(fix.Tag.Value), "");
    }

    private string? RefugeNear(Fix fix)
    {
        if (fix.State != FixState.Live || !fix.Alternatives.IsEmpty || fix.Radius95 > AtRefuge) return null;
        foreach (var landmark in plan.Landmarks)
            if (landmark.Kind == LandmarkKind.Refuge && Point3.Distance(landmark.Place, fix.Place) <= AtRefuge) return landmark.Id;
        return null;
    }
}
