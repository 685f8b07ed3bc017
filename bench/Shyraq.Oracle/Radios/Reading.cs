using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;

namespace Shyraq.Oracle.Radios;

/// <summary>What one radio, or the tag itself, said in an epoch.</summary>
/// <param name="Anchor">Its index; −1 for what the tag says of itself.</param>
/// <param name="Value">Metres or dBm.</param>
/// <param name="Power">Received power, dBm; NaN when not given.</param>
/// <param name="Apart">How far the first path lies below it, dB.</param>
internal readonly record struct Reading(int Anchor, AnchorTechnology Technology, double Value, double Power, double Apart, MotionSighting? Motion)
{
    /// <summary>Null for what says nothing of a place.</summary>
    public static Reading? Of(Sighting sighting, MinePlan plan) => sighting switch
    {
        RangeSighting r => new(plan.AnchorIndex(r.Anchor), AnchorTechnology.Uwb, r.Distance.Value, r.Power?.Value ?? double.NaN, (r.Power?.Value ?? double.NaN) - (r.FirstPathPower?.Value ?? double.NaN), null),
        RssiSighting s => new(plan.AnchorIndex(s.Anchor), AnchorTechnology.Ble, s.Power.Value, double.NaN, double.NaN, null),
        SeenSighting s => new(plan.AnchorIndex(s.Anchor), AnchorTechnology.Rfid, 0, double.NaN, double.NaN, null),
        MotionSighting m => new(-1, AnchorTechnology.Other, 0, double.NaN, double.NaN, m),
        _ => null,
    };
}
