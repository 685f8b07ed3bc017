using System.Buffers;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;

namespace Shyraq.Protocols.Fixes;

/// <summary>Writes <c>fixes.ndjson</c>, one JSON object a line. Lengths and speeds are rounded to a millimetre (a second).</summary>
public static class FixesWriter
{
    /// <summary>Writes one line with its line end.</summary>
    /// <param name="plan">The plan that the fix was made on; names its roadway.</param>
    /// <param name="isLate">In hindsight: the answer rests on sightings that were held back.</param>
    public static void WriteLine(IBufferWriter<byte> to, Fix fix, MinePlan plan, bool isLate = false)
    {
        var json = JsonLine.Begin(to);
        json.WriteTime("time"u8, fix.Time);
        json.WriteString("tag"u8, fix.Tag.Value);
        json.WriteNumber("x"u8, Math.Round(fix.Place.X, 3));
        json.WriteNumber("y"u8, Math.Round(fix.Place.Y, 3));
        json.WriteNumber("z"u8, Math.Round(fix.Place.Z, 3));
        if (fix.Position is { } position)
        {
            json.WriteString("roadway"u8, plan.Roadways[position.Roadway].Id.Value);
            json.WriteNumber("offset"u8, Math.Round(position.Offset, 3));
        }
        else
        {
            json.WriteNull("roadway"u8);
            json.WriteNull("offset"u8);
        }
        json.WriteNumber("speed"u8, Math.Round(fix.Speed, 3));
        json.WriteNumber("radius95"u8, Math.Round(fix.Radius95, 3));
        json.WriteString("state"u8, NameOf(fix.State));
        if (isLate) json.WriteBoolean("late"u8, true);
        json.End(to);
    }

    /// <summary>The name of a state in files and in the API.</summary>
    public static string NameOf(FixState state) => state switch
    {
        FixState.Live => "live",
        FixState.Inferred => "inferred",
        _ => "lastKnown",
    };
}
