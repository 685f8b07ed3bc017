using System.Collections.Immutable;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Bench;

/// <summary>Sightings as a busy mine sends them: 300 tags, 120 anchors, seeded.</summary>
internal static class Recorded
{
    public static readonly Instant Begin = Instant.From(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero));
    private static readonly TagId[] Tags = [.. Enumerable.Range(0, 300).Select(i => new TagId($"L-{i:0000}"))];
    private static readonly AnchorId[] Anchors = [.. Enumerable.Range(0, 120).Select(i => new AnchorId($"A-{i:000}"))];
    private static readonly Dictionary<int, ImmutableArray<Sighting>> Kept = [];

    /// <summary>Ranges with both powers, as UWB anchors give them.</summary>
    public static ImmutableArray<Sighting> Ranges(int count)
    {
        if (Kept.TryGetValue(count, out var kept)) return kept;
        var random = new Random(1);
        return Kept[count] =
        [
            .. Enumerable.Range(0, count).Select(i => Begin.PlusSeconds(i * 0.0007)).Select(time => new RangeSighting(time, time,
                Tags[random.Next(Tags.Length)], Anchors[random.Next(Anchors.Length)], new Metres(Math.Round(random.NextDouble() * 80, 4)), null,
                new Dbm(Math.Round(-95 + random.NextDouble() * 20, 2)), new Dbm(Math.Round(-99 + random.NextDouble() * 20, 2)))),
        ];
    }

    /// <summary>Half ranges, and signal strengths, readers, motion and status.</summary>
    public static ImmutableArray<Sighting> Mixed(int count) =>
    [
        .. Ranges(count).Select((sighting, i) => (i % 8) switch
        {
            0 or 1 => new RssiSighting(sighting.Time, sighting.Arrived, sighting.Tag, Anchors[i % 120], new Dbm(-60 - i % 30)),
            2 => new SeenSighting(sighting.Time, sighting.Arrived, sighting.Tag, Anchors[i % 120]),
            3 => new MotionSighting(sighting.Time, sighting.Arrived, sighting.Tag, new MetresPerSecond(1.25), false, new Degrees(i % 360), null),
            4 when i % 64 == 4 => new StatusSighting(sighting.Time, sighting.Arrived, sighting.Tag, new Volts(3.7), false, null),
            _ => sighting,
        }),
    ];
}
