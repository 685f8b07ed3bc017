using Shyraq.Core.Evaluation;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Oracle.Runs;

namespace Shyraq.Oracle.Contest;

/// <summary>What there was to go by at the time of a fix: of what had arrived and was measured in the last 3 s.</summary>
public enum Circumstance
{
    /// <summary>Ranges to two anchors and more that see the tag.</summary>
    TwoInSight,

    /// <summary>Ranges to several anchors, one of which sees the tag.</summary>
    OneInSight,

    /// <summary>Ranges to several anchors, all round corners.</summary>
    OnlyRoundCorners,

    /// <summary>Ranges to one anchor, which sees the tag.</summary>
    LoneInSight,

    /// <summary>Ranges to one anchor round a corner.</summary>
    LoneRoundCorner,

    /// <summary>Signal strengths, and perhaps a zonal reader, but no range.</summary>
    StrengthOnly,

    /// <summary>A zonal reader alone.</summary>
    ReaderOnly,

    /// <summary>Silent for 3 to 10 s.</summary>
    Quiet,

    /// <summary>Silent for over 10 s.</summary>
    Silent,

    /// <summary>In a hall, whatever is heard.</summary>
    Hall,
}

/// <summary>Keeps for each tag what arrived of late.</summary>
internal sealed class Hearing(SimulatedRun run)
{
    private const double Recent = 3, Long = 10;
    private readonly Dictionary<TagId, Dictionary<(int Anchor, bool Range), Instant>> _last = run.Tags.ToDictionary(t => t.Tag, _ => new Dictionary<(int, bool), Instant>());

    public void Hear(Sighting sighting)
    {
        if (sighting.HeardBy is not { } id) return;
        var anchor = run.Plan.AnchorIndex(id);
        var key = (anchor, sighting is RangeSighting);
        var time = sighting.Time.PlusSeconds(-run.Anchorage.Units[anchor].ClockOffset);
        var last = _last[sighting.Tag];
        last[key] = Instant.Max(last.GetValueOrDefault(key), time);
    }

    public Circumstance At(TagId tag, Instant now, TruthPoint truth)
    {
        if (truth.Position is not { } position) return Circumstance.Hall;
        int ranges = 0, sights = 0, others = 0, strengths = 0;
        var newest = default(Instant);
        var edge = run.Plan.Network.EdgeAt(position);
        foreach (var ((anchor, range), time) in _last[tag])
        {
            newest = Instant.Max(newest, time);
            if (now.SecondsSince(time) > Recent) continue;
            if (!range)
            {
                others++;
                if (run.Plan.Anchors[anchor].Technology != AnchorTechnology.Rfid) strengths++;
                continue;
            }
            ranges++;
            if (run.Plan.Views[anchor].Of(edge)?.Sees(position.Offset) == true) sights++;
        }
        return (ranges, sights) switch
        {
            ( >= 2, >= 2) => Circumstance.TwoInSight,
            ( >= 2, 1) => Circumstance.OneInSight,
            ( >= 2, _) => Circumstance.OnlyRoundCorners,
            (1, 1) => Circumstance.LoneInSight,
            (1, _) => Circumstance.LoneRoundCorner,
            _ when strengths > 0 => Circumstance.StrengthOnly,
            _ when others > 0 => Circumstance.ReaderOnly,
            _ => now.SecondsSince(newest) > Long ? Circumstance.Silent : Circumstance.Quiet,
        };
    }
}
