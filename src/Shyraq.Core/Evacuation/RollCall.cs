using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation;

/// <summary>Says how it stands with each person, from what is known of them. The one place where that is decided.</summary>
internal sealed class RollCall(MinePlan plan, ExitWatch exits, MoveWatch moves, IReadOnlyDictionary<string, Mark> marks)
{
    /// <summary>Whoever is not heard for longer is silent, seconds. Where only zonal readers hang that is nothing unusual.</summary>
    public const double SilentAfter = 60;

    /// <summary>At a refuge is whoever is heard live within this of it, in one place, with a radius of no more, metres.</summary>
    private const double AtRefuge = 15;

    /// <summary>A tag that is heard in the mine this long after a mark says otherwise proves it wrong, seconds.</summary>
    private const double Contradicted = 10;

    /// <summary>Everybody who is called: people's tags, and whoever was marked without one.</summary>
    public static IEnumerable<TagTrack> People(IEnumerable<TagTrack> tracks) => tracks.Where(t => t.Carrier == CarrierKind.Person);

    /// <summary>The status of a tag, and the evidence for it where there is some.</summary>
    public (MusterStatus Status, string Evidence) Of(TagTrack track, Fix? fix, Instant at)
    {
        var tag = track.Tag.Value;
        var mark = marks.GetValueOrDefault(tag);
        var exit = exits.Of(tag);
        if (mark is { As: MarkedAs.Out or MarkedAs.AtRefuge })
        {
            if (exit is null && fix is { State: FixState.Live } && fix.Heard.SecondsSince(mark.At) > Contradicted && !(mark.As == MarkedAs.AtRefuge && RefugeNear(fix) is not null))
                return (FromTag(track, fix, at).Status, "heardAfterMark");
            return (mark.As == MarkedAs.Out ? MusterStatus.Out : MusterStatus.AtRefuge, mark.Source);
        }
        // Who says that somebody is underground knows better than a reading from before.
        if (exit is { } left && !(mark is { As: MarkedAs.Underground or MarkedAs.Injured } && mark.At > left.Since)) return (MusterStatus.Out, left.Evidence);
        return FromTag(track, fix, at);
    }

    /// <summary>The status of somebody who has no tag.</summary>
    public static MusterStatus Of(Mark mark) => mark.As switch { MarkedAs.Out => MusterStatus.Out, MarkedAs.AtRefuge => MusterStatus.AtRefuge, _ => MusterStatus.Unplaced };

    private (MusterStatus Status, string Evidence) FromTag(TagTrack track, Fix? fix, Instant at)
    {
        if (track.LastArrival is not { } heard || at.SecondsSince(heard) > SilentAfter) return (MusterStatus.Silent, "");
        if (fix is null) return (MusterStatus.Unplaced, "");
        return RefugeNear(fix) is { } refuge ? (MusterStatus.AtRefuge, refuge) : (moves.Of(track.Tag.Value), "");
    }

    private string? RefugeNear(Fix fix)
    {
        if (fix.State != FixState.Live || !fix.Alternatives.IsEmpty || fix.Radius95 > AtRefuge) return null;
        foreach (var landmark in plan.Landmarks)
            if (landmark.Kind == LandmarkKind.Refuge && Point3.Distance(landmark.Place, fix.Place) <= AtRefuge) return landmark.Id;
        return null;
    }
}
