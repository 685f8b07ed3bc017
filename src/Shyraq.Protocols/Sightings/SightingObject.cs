using System.Runtime.CompilerServices;
using System.Text.Json;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Sightings;

/// <summary>
/// One JSON object on its way to a sighting: first every known property is taken (the last of a name wins, null is the
/// same as absent), then those that its kind has are checked. What a kind does not have is ignored, even when malformed.
/// </summary>
internal struct SightingObject
{
    [InlineArray(SightingNames.Numbers)]
    private struct Numbers
    {
        private double _first;
    }

    private Numbers _numbers;
    private uint _given, _bad;
    private bool _still, _sos;
    private Instant _time, _arrived;
    private SightingKind _kind;
    private string? _reference;

    /// <summary>The tag's id, when it was read and is one.</summary>
    public string? Tag { get; private set; }

    /// <summary>The anchor's id, when it was read and is one.</summary>
    public string? Anchor { get; private set; }

    /// <summary>Why <see cref="Make"/> gave null.</summary>
    public RefusalReason Reason { get; private set; }

    /// <summary>The property that it was about.</summary>
    public SightingProperty Fault { get; private set; }

    /// <summary>What was expected of it.</summary>
    public readonly string Expected => SightingNames.Expected(Fault, _kind);

    /// <summary>Takes all properties. The reader stands on the object's start and is left on its end.</summary>
    /// <exception cref="JsonException">The JSON is broken.</exception>
    public void Read(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var property = reader.ValueIsEscaped ? EscapedName(ref reader) : SightingNames.PropertyOf(reader.ValueSpan);
            reader.Read();
            if (property == SightingProperty.Unknown) reader.Skip();
            else Take(ref reader, property);
        }
    }

    /// <summary>The sighting, or null with <see cref="Reason"/> and <see cref="Fault"/> set.</summary>
    /// <param name="clock">The server's clock at receipt; null to take the object's own <c>arrived</c>.</param>
    public Sighting? Make(Instant? clock)
    {
        if (!Required(SightingProperty.Time) || !Required(SightingProperty.Tag) || !Required(SightingProperty.Kind)) return null;
        if (clock is null && !Optional(SightingProperty.Arrived)) return null;
        var arrived = clock ?? (Given(SightingProperty.Arrived) ? _arrived : _time);
        var tag = new TagId(Tag!);
        return _kind switch
        {
            SightingKind.Range => Range(arrived, tag),
            SightingKind.Tdoa => Tdoa(arrived, tag),
            SightingKind.Rssi => Required(SightingProperty.Anchor) && Required(SightingProperty.Dbm)
                ? new RssiSighting(_time, arrived, tag, new AnchorId(Anchor!), new Dbm(_numbers[(int)SightingProperty.Dbm])) : null,
            SightingKind.Seen => Required(SightingProperty.Anchor) ? new SeenSighting(_time, arrived, tag, new AnchorId(Anchor!)) : null,
            SightingKind.Fix => Fix(arrived, tag),
            SightingKind.Motion => Motion(arrived, tag),
            SightingKind.Status => Status(arrived, tag),
            _ => Refused(RefusalReason.UnknownKind, SightingProperty.Kind),
        };
    }

    private RangeSighting? Range(Instant arrived, TagId tag) =>
        Required(SightingProperty.Anchor) && Required(SightingProperty.Metres) && NotNegative(SightingProperty.Metres)
        && Optional(SightingProperty.Sigma) && Positive(SightingProperty.Sigma)
        && Optional(SightingProperty.Dbm) && Optional(SightingProperty.FirstPathDbm)
            ? new RangeSighting(_time, arrived, tag, new AnchorId(Anchor!), new Metres(_numbers[(int)SightingProperty.Metres]),
                MetresOf(SightingProperty.Sigma), DbmOf(SightingProperty.Dbm), DbmOf(SightingProperty.FirstPathDbm))
            : null;

    private TdoaSighting? Tdoa(Instant arrived, TagId tag) =>
        Required(SightingProperty.Anchor) && Required(SightingProperty.Reference) && Required(SightingProperty.Metres)
        && Optional(SightingProperty.Sigma) && Positive(SightingProperty.Sigma)
            ? new TdoaSighting(_time, arrived, tag, new AnchorId(Anchor!), new AnchorId(_reference!),
                new Metres(_numbers[(int)SightingProperty.Metres]), MetresOf(SightingProperty.Sigma))
            : null;

    private FixSighting? Fix(Instant arrived, TagId tag) =>
        Required(SightingProperty.X) && Required(SightingProperty.Y) && Optional(SightingProperty.Z)
        && Optional(SightingProperty.Sigma) && Positive(SightingProperty.Sigma)
            ? new FixSighting(_time, arrived, tag, new Metres(_numbers[(int)SightingProperty.X]), new Metres(_numbers[(int)SightingProperty.Y]),
                MetresOf(SightingProperty.Z), MetresOf(SightingProperty.Sigma))
            : null;

    private MotionSighting? Motion(Instant arrived, TagId tag) =>
        Optional(SightingProperty.Speed) && NotNegative(SightingProperty.Speed) && Optional(SightingProperty.Still)
        && Optional(SightingProperty.Heading) && Optional(SightingProperty.TurnRate)
            ? new MotionSighting(_time, arrived, tag,
                Given(SightingProperty.Speed) ? new MetresPerSecond(_numbers[(int)SightingProperty.Speed]) : null,
                Given(SightingProperty.Still) ? _still : null,
                Given(SightingProperty.Heading) ? new Degrees(FullCircle(_numbers[(int)SightingProperty.Heading])) : null,
                Given(SightingProperty.TurnRate) ? new DegreesPerSecond(_numbers[(int)SightingProperty.TurnRate]) : null)
            : null;

    private StatusSighting? Status(Instant arrived, TagId tag) =>
        Optional(SightingProperty.Battery) && Optional(SightingProperty.Sos) && Optional(SightingProperty.Still)
            ? new StatusSighting(_time, arrived, tag,
                Given(SightingProperty.Battery) ? new Volts(_numbers[(int)SightingProperty.Battery]) : null,
                Given(SightingProperty.Sos) ? _sos : null, Given(SightingProperty.Still) ? _still : null)
            : null;

    private void Take(ref Utf8JsonReader reader, SightingProperty property)
    {
        var bit = 1u << (int)property;
        _given |= bit;
        _bad &= ~bit;
        var good = false;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                _given &= ~bit;
                good = true;
                break;
            case JsonTokenType.Number:
                good = (int)property < SightingNames.Numbers && JsonNumber.TryParse(reader.ValueSpan, out _numbers[(int)property]);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                good = property is SightingProperty.Still or SightingProperty.Sos;
                if (property == SightingProperty.Still) _still = reader.TokenType == JsonTokenType.True;
                if (property == SightingProperty.Sos) _sos = reader.TokenType == JsonTokenType.True;
                break;
            case JsonTokenType.String:
                good = reader.ValueIsEscaped ? TakeEscaped(ref reader, property) : TakeText(reader.ValueSpan, property);
                break;
            default:
                reader.Skip();
                break;
        }
        if (!good) _bad |= bit;
    }

    private bool TakeText(ReadOnlySpan<byte> text, SightingProperty property)
    {
        switch (property)
        {
            case SightingProperty.Time: return IsoTime.TryParse(text, out _time);
            case SightingProperty.Arrived: return IsoTime.TryParse(text, out _arrived);
            case SightingProperty.Kind:
                _kind = SightingNames.KindOf(text);
                return true;
            case SightingProperty.Tag: return (Tag = IdPool.Get(text)) is not null;
            case SightingProperty.Anchor: return (Anchor = IdPool.Get(text)) is not null;
            case SightingProperty.Reference: return (_reference = IdPool.Get(text)) is not null;
            default: return false;
        }
    }

    private bool TakeEscaped(ref Utf8JsonReader reader, SightingProperty property)
    {
        if (reader.ValueSpan.Length > 1024) return false;
        Span<byte> text = stackalloc byte[1024];
        try
        {
            return TakeText(text[..reader.CopyString(text)], property);
        }
        catch (InvalidOperationException)
        {
            return false; // A lone surrogate: no Unicode text.
        }
    }

    private static SightingProperty EscapedName(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > 128) return SightingProperty.Unknown;
        Span<byte> name = stackalloc byte[128];
        try
        {
            return SightingNames.PropertyOf(name[..reader.CopyString(name)]);
        }
        catch (InvalidOperationException)
        {
            return SightingProperty.Unknown;
        }
    }

    private readonly bool Given(SightingProperty property) => (_given & (1u << (int)property)) != 0;

    private bool Required(SightingProperty property)
    {
        if (Given(property)) return Optional(property);
        Refused(RefusalReason.MissingProperty, property);
        return false;
    }

    private bool Optional(SightingProperty property)
    {
        if ((_bad & (1u << (int)property)) == 0) return true;
        Refused(RefusalReason.BadValue, property);
        return false;
    }

    private bool NotNegative(SightingProperty number) => InRange(number, _numbers[(int)number] >= 0);

    private bool Positive(SightingProperty number) => InRange(number, _numbers[(int)number] > 0);

    private bool InRange(SightingProperty number, bool inRange)
    {
        if (inRange || !Given(number)) return true;
        Refused(RefusalReason.BadValue, number);
        return false;
    }

    private Sighting? Refused(RefusalReason reason, SightingProperty fault)
    {
        (Reason, Fault) = (reason, fault);
        return null;
    }

    private readonly Metres? MetresOf(SightingProperty number) => Given(number) ? new Metres(_numbers[(int)number]) : null;

    private readonly Dbm? DbmOf(SightingProperty number) => Given(number) ? new Dbm(_numbers[(int)number]) : null;

    private static double FullCircle(double degrees)
    {
        var rest = degrees % 360;
        if (rest < 0) rest += 360;
        return rest >= 360 ? 0 : rest + 0.0; // −1e-20 + 360 rounds to 360; adding 0.0 turns −0 into 0
    }
}
