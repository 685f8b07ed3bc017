using CsCheck;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Tests.Sightings;

/// <summary>Sightings of every kind, with and without their optional values.</summary>
internal static class SightingGen
{
    private static readonly Gen<string> Id = Gen.OneOf(Among("T1", "T2", "A1", "A-17", "Ш-3", "\"quoted\\\""), Gen.String[Gen.Char['a', 'z'], 1, 20]);

    private static readonly Gen<double> Number = Gen.OneOf(
        Gen.Int[-1_000_000, 1_000_000].Select(i => i / 1e4), Gen.Int[-200, 200].Select(i => (double)i), Gen.Double[-1e9, 1e9],
        Among(0.0, -0.0, double.Epsilon, double.MaxValue, 0.1 + 0.2, 1e15, 1e16, 1.5e300));

    private static readonly Gen<double> NotNegative = Number.Select(Math.Abs);
    private static readonly Gen<double> Positive = NotNegative.Where(n => n > 0);
    private static readonly Gen<Instant> Time = Gen.Long[0, 7_289_654_399_999_999].Select(t => new Instant(t));
    private static readonly Gen<bool?> Maybe = Among<bool?>(null, false, true);

    private static readonly Gen<(Instant Time, Instant Arrived, TagId Tag)> Head =
        Gen.Select(Time, Gen.OneOf(Gen.Const(0L), Gen.Long[-5_000_000, 5_000_000]), Id).Select((t, late, id) => (t, new Instant(Math.Max(0, t.UnixMicroseconds + late)), new TagId(id)));

    private static readonly Gen<AnchorId> Anchor = Id.Select(id => new AnchorId(id));

    public static readonly Gen<Sighting> Any = Gen.OneOf<Sighting>(
        Gen.Select(Head, Anchor, NotNegative, Optional(Positive), Optional(Number), Optional(Number)).Select(Sighting (h, a, d, s, p, f) =>
            new RangeSighting(h.Time, h.Arrived, h.Tag, a, new Metres(d), As(s, v => new Metres(v)), As(p, v => new Dbm(v)), As(f, v => new Dbm(v)))),
        Gen.Select(Head, Anchor, Anchor, Number, Optional(Positive)).Select(Sighting (h, a, r, d, s) =>
            new TdoaSighting(h.Time, h.Arrived, h.Tag, a, r, new Metres(d), As(s, v => new Metres(v)))),
        Gen.Select(Head, Anchor, Number).Select(Sighting (h, a, p) => new RssiSighting(h.Time, h.Arrived, h.Tag, a, new Dbm(p))),
        Gen.Select(Head, Anchor).Select(Sighting (h, a) => new SeenSighting(h.Time, h.Arrived, h.Tag, a)),
        Gen.Select(Head, Number, Number, Optional(Number), Optional(Positive)).Select(Sighting (h, x, y, z, s) =>
            new FixSighting(h.Time, h.Arrived, h.Tag, new Metres(x), new Metres(y), As(z, v => new Metres(v)), As(s, v => new Metres(v)))),
        Gen.Select(Head, Optional(NotNegative), Maybe, Optional(Gen.Double[0, 359.99]), Optional(Number)).Select(Sighting (h, v, still, heading, rate) =>
            new MotionSighting(h.Time, h.Arrived, h.Tag, As(v, n => new MetresPerSecond(n)), still, As(heading, n => new Degrees(n)), As(rate, n => new DegreesPerSecond(n)))),
        Gen.Select(Head, Optional(Number), Maybe, Maybe).Select(Sighting (h, b, sos, still) =>
            new StatusSighting(h.Time, h.Arrived, h.Tag, As(b, v => new Volts(v)), sos, still)));

    /// <summary>One of a few values.</summary>
    public static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<double?> Optional(Gen<double> number) => Gen.OneOf(Gen.Const((double?)null), number.Select(n => (double?)n));

    private static T? As<T>(double? value, Func<double, T> make) where T : struct => value is { } number ? make(number) : null;
}
