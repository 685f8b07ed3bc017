namespace Shyraq.Protocols.Sightings;

/// <summary>The properties of a sighting. Numbers come first, so that their value is an index.</summary>
internal enum SightingProperty : byte
{
    Metres, Sigma, Dbm, FirstPathDbm, X, Y, Z, Speed, Heading, TurnRate, Battery,
    Still, Sos, Time, Arrived, Tag, Kind, Anchor, Reference, Unknown,
}

/// <summary>The kinds of sightings as the file format names them.</summary>
internal enum SightingKind : byte { Unknown, Range, Tdoa, Rssi, Seen, Fix, Motion, Status }

/// <summary>The names in the file format. Case matters: a name in the wrong case is an unknown property.</summary>
internal static class SightingNames
{
    /// <summary>How many properties are numbers.</summary>
    public const int Numbers = (int)SightingProperty.Battery + 1;

    public const string Kinds = "range, tdoa, rssi, seen, fix, motion or status";

    public static SightingProperty PropertyOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        1 => name[0] switch { (byte)'x' => SightingProperty.X, (byte)'y' => SightingProperty.Y, (byte)'z' => SightingProperty.Z, _ => SightingProperty.Unknown },
        3 => name.SequenceEqual("tag"u8) ? SightingProperty.Tag
            : name.SequenceEqual("dbm"u8) ? SightingProperty.Dbm
            : name.SequenceEqual("sos"u8) ? SightingProperty.Sos : SightingProperty.Unknown,
        4 => name.SequenceEqual("time"u8) ? SightingProperty.Time
            : name.SequenceEqual("kind"u8) ? SightingProperty.Kind : SightingProperty.Unknown,
        5 => name.SequenceEqual("sigma"u8) ? SightingProperty.Sigma
            : name.SequenceEqual("speed"u8) ? SightingProperty.Speed
            : name.SequenceEqual("still"u8) ? SightingProperty.Still : SightingProperty.Unknown,
        6 => name.SequenceEqual("anchor"u8) ? SightingProperty.Anchor
            : name.SequenceEqual("metres"u8) ? SightingProperty.Metres : SightingProperty.Unknown,
        7 => name.SequenceEqual("arrived"u8) ? SightingProperty.Arrived
            : name.SequenceEqual("heading"u8) ? SightingProperty.Heading
            : name.SequenceEqual("battery"u8) ? SightingProperty.Battery : SightingProperty.Unknown,
        8 => name.SequenceEqual("turnRate"u8) ? SightingProperty.TurnRate : SightingProperty.Unknown,
        9 => name.SequenceEqual("reference"u8) ? SightingProperty.Reference : SightingProperty.Unknown,
        12 => name.SequenceEqual("firstPathDbm"u8) ? SightingProperty.FirstPathDbm : SightingProperty.Unknown,
        _ => SightingProperty.Unknown,
    };

    public static SightingKind KindOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("range"u8) ? SightingKind.Range
        : name.SequenceEqual("rssi"u8) ? SightingKind.Rssi
        : name.SequenceEqual("motion"u8) ? SightingKind.Motion
        : name.SequenceEqual("seen"u8) ? SightingKind.Seen
        : name.SequenceEqual("tdoa"u8) ? SightingKind.Tdoa
        : name.SequenceEqual("status"u8) ? SightingKind.Status
        : name.SequenceEqual("fix"u8) ? SightingKind.Fix
        : SightingKind.Unknown;

    /// <summary>The property's name as written in files.</summary>
    public static string Of(SightingProperty property) => property switch
    {
        SightingProperty.FirstPathDbm => "firstPathDbm",
        SightingProperty.TurnRate => "turnRate",
#pragma warning disable CA1308 // The names in the format are lower case; this is no comparison key.
        _ => property.ToString().ToLowerInvariant(),
#pragma warning restore CA1308
    };

    /// <summary>What a property must be, for messages.</summary>
    public static string Expected(SightingProperty property, SightingKind kind) => property switch
    {
        SightingProperty.Time or SightingProperty.Arrived => IsoTime.Expected,
        SightingProperty.Tag or SightingProperty.Anchor or SightingProperty.Reference => IdPool.Expected,
        SightingProperty.Kind => Kinds,
        SightingProperty.Still or SightingProperty.Sos => "true or false",
        SightingProperty.Metres when kind == SightingKind.Range => "a finite number, 0 or more",
        SightingProperty.Speed => "a finite number, 0 or more",
        SightingProperty.Sigma => "a finite number over 0",
        _ => "a finite number",
    };
}
