using System.Buffers;
using Shyraq.Core.Sightings;

namespace Shyraq.Protocols.Sightings;

/// <summary>Writes sightings as the file format has them, one JSON object a line.</summary>
public static class SightingWriter
{
    /// <summary>Writes one line with its line end. <c>arrived</c> is written when it differs from <c>time</c>.</summary>
    public static void WriteLine(IBufferWriter<byte> to, Sighting sighting)
    {
        var json = JsonLine.Begin(to);
        json.WriteTime("time"u8, sighting.Time);
        if (sighting.Arrived != sighting.Time) json.WriteTime("arrived"u8, sighting.Arrived);
        json.WriteString("tag"u8, sighting.Tag.Value);
        switch (sighting)
        {
            case RangeSighting range:
                json.WriteString("kind"u8, "range"u8);
                json.WriteString("anchor"u8, range.Anchor.Value);
                json.WriteNumber("metres"u8, range.Distance.Value);
                json.WriteOptional("sigma"u8, range.Sigma?.Value);
                json.WriteOptional("dbm"u8, range.Power?.Value);
                json.WriteOptional("firstPathDbm"u8, range.FirstPathPower?.Value);
                break;
            case TdoaSighting tdoa:
                json.WriteString("kind"u8, "tdoa"u8);
                json.WriteString("anchor"u8, tdoa.Anchor.Value);
                json.WriteString("reference"u8, tdoa.Reference.Value);
                json.WriteNumber("metres"u8, tdoa.Difference.Value);
                json.WriteOptional("sigma"u8, tdoa.Sigma?.Value);
                break;
            case RssiSighting rssi:
                json.WriteString("kind"u8, "rssi"u8);
                json.WriteString("anchor"u8, rssi.Anchor.Value);
                json.WriteNumber("dbm"u8, rssi.Power.Value);
                break;
            case SeenSighting seen:
                json.WriteString("kind"u8, "seen"u8);
                json.WriteString("anchor"u8, seen.Anchor.Value);
                break;
            case FixSighting fix:
                json.WriteString("kind"u8, "fix"u8);
                json.WriteNumber("x"u8, fix.X.Value);
                json.WriteNumber("y"u8, fix.Y.Value);
                json.WriteOptional("z"u8, fix.Z?.Value);
                json.WriteOptional("sigma"u8, fix.Sigma?.Value);
                break;
            case MotionSighting motion:
                json.WriteString("kind"u8, "motion"u8);
                json.WriteOptional("speed"u8, motion.Speed?.Value);
                json.WriteOptional("still"u8, motion.Still);
                json.WriteOptional("heading"u8, motion.Heading?.Value);
                json.WriteOptional("turnRate"u8, motion.TurnRate?.Value);
                break;
            case StatusSighting status:
                json.WriteString("kind"u8, "status"u8);
                json.WriteOptional("battery"u8, status.Battery?.Value);
                json.WriteOptional("sos"u8, status.Sos);
                json.WriteOptional("still"u8, status.Still);
                break;
            default:
                throw new ArgumentException($"No such sighting: {sighting.GetType().Name}.", nameof(sighting));
        }
        json.End(to);
    }
}
