using System.Globalization;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>A sighting boiled down to what the person's panel says of it: to the hundredth of each unit, and positions to the tenth of a metre, for that is what it shows.</summary>
internal readonly record struct Remembered
{
    /// <summary>Stands for a number that was not given, or is too large to be shown.</summary>
    private const int None = int.MinValue;

    /// <summary>Arrivals are held within eleven centuries of 1970: kind and <see cref="Said"/> stand in the rest of the number.</summary>
    private const long Farthest = (1L << 55) - 1;

    private readonly long _arrivedKindAndSaid;

    /// <param name="kind">1 range, 2 tdoa, 3 rssi, 4 seen, 5 fix, 6 motion, 7 status.</param>
    public Remembered(Instant time, Instant arrived, byte kind, string? anchor, int first, int second, byte said)
    {
        (Time, Anchor, First, Second) = (time, anchor, first, second);
        _arrivedKindAndSaid = Math.Clamp(arrived.UnixMicroseconds, -Farthest, Farthest) << 8 | (uint)(kind & 15) << 4 | (uint)(said & 15);
    }

    public Instant Time { get; }

    public Instant Arrived => new(_arrivedKindAndSaid >> 8);

    /// <summary>1 range, 2 tdoa, 3 rssi, 4 seen, 5 fix, 6 motion, 7 status.</summary>
    public byte Kind => (byte)(_arrivedKindAndSaid >> 4 & 15);

    public string? Anchor { get; }

    /// <summary>Hundredths of metres, dBm, speed or volts, or tenths of x; the least number when not given.</summary>
    public int First { get; }

    /// <summary>Tenths of y, or hundredths of the heading; the least number when not given.</summary>
    public int Second { get; }

    /// <summary>Bit 0: still was said; bit 1: and is true; bit 2: SOS was said; bit 3: and is true.</summary>
    public byte Said => (byte)(_arrivedKindAndSaid & 15);

    /// <param name="anchor">The plan's own text of the anchor's id: that of the sighting would live on with the tag.</param>
    public static Remembered Of(Sighting sighting, string? anchor)
    {
        return sighting switch
        {
            RangeSighting s => From(Hundredths(s.Distance.Value)),
            TdoaSighting s => From(Hundredths(s.Difference.Value)),
            RssiSighting s => From(Hundredths(s.Power.Value)),
            FixSighting s => From(Whole(10 * s.X.Value), Whole(10 * s.Y.Value)),
            MotionSighting s => From(Hundredths(s.Speed?.Value), Hundredths(s.Heading?.Value), Bits(s.Still, 0)),
            StatusSighting s => From(Hundredths(s.Battery?.Value), None, Bits(s.Still, 0) | Bits(s.Sos, 2)),
            _ => From(None),
        };

        Remembered From(int first, int second = None, int said = 0) => new(sighting.Time, sighting.Arrived, KindOf(sighting), anchor, first, second, (byte)said);
    }

    /// <summary>The number of a sighting's kind.</summary>
    public static byte KindOf(Sighting sighting) => sighting switch
    {
        RangeSighting => 1,
        TdoaSighting => 2,
        RssiSighting => 3,
        SeenSighting => 4,
        FixSighting => 5,
        MotionSighting => 6,
        StatusSighting => 7,
        _ => throw new InvalidOperationException($"{sighting.GetType().Name} is no known kind of sighting."),
    };

    /// <summary>In words, with units.</summary>
    public HeardSighting ToHeard()
    {
        var value = Kind switch
        {
            1 or 2 => Words(Number(First, "m")),
            3 => Words(Number(First, "dBm")),
            4 => "",
            5 => Words(Number(First, "m", 10), Number(Second, "m", 10)),
            6 => Words(Number(First, "m/s"), Number(Second, "°"), Flag(0, "still", "moving")),
            _ => Words(Number(First, "V"), Flag(2, "SOS", "no SOS"), Flag(0, "still", "moving")),
        };
        return new(Time, Arrived, KindName, Anchor, value);
    }

    /// <summary>Its kind as in the file format.</summary>
    public string KindName => NameOf(Kind);

    /// <summary>The name of a kind by its number.</summary>
    public static string NameOf(byte kind) => kind switch
    {
        1 => "range",
        2 => "tdoa",
        3 => "rssi",
        4 => "seen",
        5 => "fix",
        6 => "motion",
        _ => "status",
    };

    private static int Bits(bool? value, int bit) => value is { } v ? (v ? 3 : 1) << bit : 0;

    private string? Flag(int bit, string yes, string no) => (Said >> bit & 1) == 0 ? null : (Said >> bit & 2) != 0 ? yes : no;

    private static int Hundredths(double? value) => value is { } given ? Whole(100 * given) : None;

    private static int Whole(double value) => Math.Round(value, MidpointRounding.AwayFromZero) is > None and <= int.MaxValue and var whole ? (int)whole : None;

    private static string? Number(int parts, string unit, double ofOne = 100) => parts == None ? null : (parts / ofOne).ToString("0.##", CultureInfo.InvariantCulture) + " " + unit;

    private static string Words(params string?[] words) => string.Join(", ", words.Where(w => w is not null));
}
