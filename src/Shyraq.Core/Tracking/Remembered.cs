using System.Globalization;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>A sighting boiled down to what the person's panel says of it: to the hundredth of each unit, for that is what it shows.</summary>
internal readonly record struct Remembered
{
    /// <summary>Stands for a number that was not given.</summary>
    private const int None = int.MinValue;

    /// <summary>Arrivals, which are by the server's clock, are held within eleven centuries of 1970: kind and <see cref="Said"/> stand in the rest of the number.</summary>
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

    /// <summary>Hundredths of metres, dBm, x, speed or volts; the least number when not given.</summary>
    public int First { get; }

    /// <summary>Hundredths of y or heading; the least number when not given.</summary>
    public int Second { get; }

    /// <summary>Bit 0: still was said; bit 1: and is true; bit 2: SOS was said; bit 3: and is true.</summary>
    public byte Said => (byte)(_arrivedKindAndSaid & 15);

    /// <param name="anchor">The plan's own text of the anchor's id: that of the sighting would live on with the tag.</param>
    public static Remembered Of(Sighting sighting, string? anchor)
    {
        return sighting switch
        {
            RangeSighting s => From(s.Distance.Value),
            TdoaSighting s => From(s.Difference.Value),
            RssiSighting s => From(s.Power.Value),
            FixSighting s => From(s.X.Value, s.Y.Value),
            MotionSighting s => From(s.Speed?.Value ?? double.NaN, s.Heading?.Value ?? double.NaN, Bits(s.Still, 0)),
            StatusSighting s => From(s.Battery?.Value ?? double.NaN, double.NaN, Bits(s.Still, 0) | Bits(s.Sos, 2)),
            _ => From(double.NaN),
        };

        Remembered From(double first, double second = double.NaN, int said = 0) => new(sighting.Time, sighting.Arrived, KindOf(sighting), anchor, Hundredths(first), Hundredths(second), (byte)said);
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
            1 or 2 => Number(First, "m"),
            3 => Number(First, "dBm"),
            4 => "",
            5 => Number(First, "m") + ", " + Number(Second, "m"),
            6 => Words(First == None ? null : Number(First, "m/s"), Second == None ? null : Number(Second, "°"), Flag(0, "still", "moving")),
            _ => Words(First == None ? null : Number(First, "V"), Flag(2, "SOS", "no SOS"), Flag(0, "still", "moving")),
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

    // What no number of hundredths holds is none: nothing that far away is a reading.
    private static int Hundredths(double value) => Math.Round(100 * value, MidpointRounding.AwayFromZero) is > None and <= int.MaxValue and var hundredths ? (int)hundredths : None;

    private static string Number(int hundredths, string unit) => (hundredths / 100.0).ToString("0.##", CultureInfo.InvariantCulture) + " " + unit;

    private static string Words(params string?[] words) => string.Join(", ", words.Where(w => w is not null));
}
