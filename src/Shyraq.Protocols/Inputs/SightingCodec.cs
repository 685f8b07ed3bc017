using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Inputs;

/// <summary>What the sightings of one block know of those before them.</summary>
internal struct SightingContext
{
    /// <summary>Microseconds of the last sighting's time.</summary>
    public long Time;

    /// <summary>The usual decimals of metres, of powers, and of all else.</summary>
    public int MetresHint, PowerHint, OtherHint;
}

/// <summary>
/// One sighting in the block form: a byte with the kind (bits 0 to 2), «its arrival is not that of its input» (bit 3) and
/// which optional values it has (bits 4 to 7), then the time, the tag, and the values in order.
/// </summary>
internal static class SightingCodec
{
    private const byte Range = 0, Tdoa = 1, Rssi = 2, Seen = 3, Fix = 4, Motion = 5, Status = 6;
    private const byte OwnArrival = 1 << 3, First = 1 << 4, Second = 1 << 5, Third = 1 << 6, Fourth = 1 << 7;

    /// <summary>The fewest bytes of a sighting.</summary>
    public const int LeastBytes = 3;

    public static void Write(BlockWriter to, Sighting sighting, Instant arrived, ref SightingContext context)
    {
        var own = sighting.Arrived == arrived ? (byte)0 : OwnArrival;
        switch (sighting)
        {
            case RangeSighting range:
                Head(Range | Flag(range.Sigma.HasValue, First) | Flag(range.Power.HasValue, Second) | Flag(range.FirstPathPower.HasValue, Third), ref context);
                to.Text(range.Anchor.Value);
                to.Number(range.Distance.Value, ref context.MetresHint);
                if (range.Sigma is { } rangeSigma) to.Number(rangeSigma.Value, ref context.OtherHint);
                if (range.Power is { } power) to.Number(power.Value, ref context.PowerHint);
                if (range.FirstPathPower is { } firstPath) to.Number(firstPath.Value, ref context.PowerHint);
                break;
            case TdoaSighting tdoa:
                Head(Tdoa | Flag(tdoa.Sigma.HasValue, First), ref context);
                to.Text(tdoa.Anchor.Value);
                to.Text(tdoa.Reference.Value);
                to.Number(tdoa.Difference.Value, ref context.MetresHint);
                if (tdoa.Sigma is { } tdoaSigma) to.Number(tdoaSigma.Value, ref context.OtherHint);
                break;
            case RssiSighting rssi:
                Head(Rssi, ref context);
                to.Text(rssi.Anchor.Value);
                to.Number(rssi.Power.Value, ref context.PowerHint);
                break;
            case SeenSighting seen:
                Head(Seen, ref context);
                to.Text(seen.Anchor.Value);
                break;
            case FixSighting fix:
                Head(Fix | Flag(fix.Z.HasValue, First) | Flag(fix.Sigma.HasValue, Second), ref context);
                to.Number(fix.X.Value, ref context.MetresHint);
                to.Number(fix.Y.Value, ref context.MetresHint);
                if (fix.Z is { } z) to.Number(z.Value, ref context.MetresHint);
                if (fix.Sigma is { } fixSigma) to.Number(fixSigma.Value, ref context.OtherHint);
                break;
            case MotionSighting motion:
                Head(Motion | Flag(motion.Speed.HasValue, First) | Flag(motion.Heading.HasValue, Second)
                    | Flag(motion.TurnRate.HasValue, Third) | Flag(motion.Still.HasValue, Fourth), ref context);
                if (motion.Speed is { } speed) to.Number(speed.Value, ref context.OtherHint);
                if (motion.Heading is { } heading) to.Number(heading.Value, ref context.OtherHint);
                if (motion.TurnRate is { } turnRate) to.Number(turnRate.Value, ref context.OtherHint);
                if (motion.Still is { } stands) to.Byte(stands ? (byte)1 : (byte)0);
                break;
            case StatusSighting status:
                Head(Status | Flag(status.Battery.HasValue, First) | Flag(status.Sos.HasValue, Second) | Flag(status.Still.HasValue, Third), ref context);
                if (status.Battery is { } battery) to.Number(battery.Value, ref context.OtherHint);
                if (status.Sos is { } sos) to.Byte(sos ? (byte)1 : (byte)0);
                if (status.Still is { } still) to.Byte(still ? (byte)1 : (byte)0);
                break;
            default:
                throw new ArgumentException($"No such sighting: {sighting.GetType().Name}.", nameof(sighting));
        }

        void Head(int kindAndFlags, ref SightingContext at)
        {
            to.Byte((byte)(kindAndFlags | own));
            to.Time(sighting.Time, ref at.Time);
            if (own != 0) to.Signed(unchecked(sighting.Arrived.UnixMicroseconds - arrived.UnixMicroseconds));
            to.Text(sighting.Tag.Value);
        }
    }

    public static Sighting Read(ref BlockReader from, Instant arrived, ref SightingContext context)
    {
        var head = from.Byte();
        var time = from.Time(ref context.Time);
        if ((head & OwnArrival) != 0) arrived = new Instant(unchecked(arrived.UnixMicroseconds + from.Signed()));
        var tag = new TagId(from.Text()!);
        bool first = (head & First) != 0, second = (head & Second) != 0, third = (head & Third) != 0, fourth = (head & Fourth) != 0;
        return (head & 7) switch
        {
            Range when !fourth => new RangeSighting(time, arrived, tag, new AnchorId(from.Text()!), new Metres(from.Number()),
                first ? new Metres(from.Number()) : null, second ? new Dbm(from.Number()) : null, third ? new Dbm(from.Number()) : null),
            Tdoa when !second && !third && !fourth => new TdoaSighting(time, arrived, tag, new AnchorId(from.Text()!), new AnchorId(from.Text()!),
                new Metres(from.Number()), first ? new Metres(from.Number()) : null),
            Rssi when (head & 0xF0) == 0 => new RssiSighting(time, arrived, tag, new AnchorId(from.Text()!), new Dbm(from.Number())),
            Seen when (head & 0xF0) == 0 => new SeenSighting(time, arrived, tag, new AnchorId(from.Text()!)),
            Fix when !third && !fourth => new FixSighting(time, arrived, tag, new Metres(from.Number()), new Metres(from.Number()),
                first ? new Metres(from.Number()) : null, second ? new Metres(from.Number()) : null),
            Motion => ReadMotion(ref from, time, arrived, tag, first, second, third, fourth),
            Status when !fourth => new StatusSighting(time, arrived, tag, first ? new Volts(from.Number()) : null,
                second ? Bool(ref from) : null, third ? Bool(ref from) : null),
            _ => throw BlockReader.Damaged("a sighting is of no known kind"),
        };
    }

    private static MotionSighting ReadMotion(ref BlockReader from, Instant time, Instant arrived, TagId tag, bool speed, bool heading, bool turnRate, bool still)
    {
        MetresPerSecond? v = speed ? new MetresPerSecond(from.Number()) : null;
        Degrees? direction = heading ? new Degrees(from.Number()) : null;
        DegreesPerSecond? rate = turnRate ? new DegreesPerSecond(from.Number()) : null;
        return new MotionSighting(time, arrived, tag, v, still ? Bool(ref from) : null, direction, rate);
    }

    private static bool Bool(ref BlockReader from) => from.Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw BlockReader.Damaged("a yes or no is neither"),
    };

    private static int Flag(bool given, byte flag) => given ? flag : 0;
}
