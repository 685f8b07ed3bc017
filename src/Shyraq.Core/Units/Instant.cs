using System.Globalization;

namespace Shyraq.Core.Units;

/// <summary>
/// A moment in UTC to the microsecond, counted from 1970-01-01T00:00:00Z. The core never reads a clock: instants come
/// in with the inputs. <c>default</c> is the epoch itself, at which the clock of a lamp begins anew that has lost its time: of times by such clocks it cannot stand for none.
/// </summary>
/// <param name="UnixMicroseconds">Microseconds since the epoch; from year 1 to year 9999.</param>
public readonly record struct Instant(long UnixMicroseconds) : IComparable<Instant>
{
    /// <summary>The first representable instant (year 1).</summary>
    public static readonly Instant Earliest = From(DateTimeOffset.MinValue);

    /// <summary>The last representable instant (year 9999).</summary>
    public static readonly Instant Latest = From(DateTimeOffset.MaxValue);

    /// <summary>The instant of a date and time with its offset, cut to the microsecond.</summary>
    public static Instant From(DateTimeOffset time) => new((time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    /// <summary>Milliseconds since the epoch, with the fraction.</summary>
    public double UnixMilliseconds => UnixMicroseconds / 1000.0;

    /// <summary>Whole seconds since the epoch, rounded down.</summary>
    public long UnixSeconds => (long)Math.Floor(UnixMicroseconds / 1e6);

    /// <summary>The same moment as a date and time in UTC.</summary>
    public DateTimeOffset ToDateTimeOffset() => new(DateTimeOffset.UnixEpoch.Ticks + UnixMicroseconds * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    /// <summary>Seconds from <paramref name="earlier"/> to this; negative when this is before it.</summary>
    public double SecondsSince(Instant earlier) => (UnixMicroseconds - earlier.UnixMicroseconds) / 1e6;

    /// <summary>This moment moved by a number of seconds.</summary>
    public Instant PlusSeconds(double seconds) => new(UnixMicroseconds + (long)Math.Round(seconds * 1e6));

    /// <summary>The later of two.</summary>
    public static Instant Max(Instant a, Instant b) => a.UnixMicroseconds >= b.UnixMicroseconds ? a : b;

    /// <summary>The earlier of two.</summary>
    public static Instant Min(Instant a, Instant b) => a.UnixMicroseconds <= b.UnixMicroseconds ? a : b;

    public static TimeSpan operator -(Instant a, Instant b) => TimeSpan.FromMicroseconds(a.UnixMicroseconds - b.UnixMicroseconds);
    public static Instant operator +(Instant a, TimeSpan b) => new(a.UnixMicroseconds + b.Ticks / TimeSpan.TicksPerMicrosecond);
    public static Instant operator -(Instant a, TimeSpan b) => new(a.UnixMicroseconds - b.Ticks / TimeSpan.TicksPerMicrosecond);
    public static bool operator <(Instant a, Instant b) => a.UnixMicroseconds < b.UnixMicroseconds;
    public static bool operator >(Instant a, Instant b) => a.UnixMicroseconds > b.UnixMicroseconds;
    public static bool operator <=(Instant a, Instant b) => a.UnixMicroseconds <= b.UnixMicroseconds;
    public static bool operator >=(Instant a, Instant b) => a.UnixMicroseconds >= b.UnixMicroseconds;

    /// <inheritdoc/>
    public int CompareTo(Instant other) => UnixMicroseconds.CompareTo(other.UnixMicroseconds);

    /// <summary>ISO 8601 with a <c>Z</c> and six decimals of a second.</summary>
    public override string ToString() => ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
