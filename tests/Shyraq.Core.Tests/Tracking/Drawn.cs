using Shyraq.Core.Alarms;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tests.Tracking;

/// <summary>Small plans drawn by hand, and sightings on them.</summary>
internal static class Drawn
{
    public static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));

    public static Roadway Roadway(string id, params (double X, double Y, double Z)[] line) =>
        new(new(id), id, "L1", "travel", Air.Intake, new(5), new(3), new(line.Select(p => new Point3(p.X, p.Y, p.Z))));

    public static Anchor Anchor(string id, double x, double y, double z = 0, AnchorTechnology technology = AnchorTechnology.Uwb) =>
        new(new(id), new(x, y, z), technology, new Dbm(-55), 2, new Metres(12));

    public static OpenArea Area(string id, double width, double depth, bool volume = false) =>
        new(new(id), id, "L1", [[new(0, 0, 0), new(width, 0, 0), new(width, depth, 0), new(0, depth, 0)]], new(0), new(12), new(1), volume);

    public static MinePlan Plan(Roadway[] roadways, Anchor[] anchors, Zone[]? zones = null, OpenArea[]? areas = null, int version = 1) =>
        new(new("m"), "M", "local", "UTC", version, new([.. roadways], [.. areas ?? []], [.. anchors], [.. zones ?? []], [], []));

    /// <summary>One straight roadway of 300 m along the x axis with anchors at the given offsets, on the line.</summary>
    public static MinePlan Straight(params double[] anchors) =>
        Plan([Roadway("R", (0, 0, 0), (300, 0, 0))], [.. anchors.Select((x, i) => Anchor("A" + i, x, 0))]);

    public static RangeSighting Range(double seconds, string tag, string anchor, double metres) =>
        new(Start.PlusSeconds(seconds), Start.PlusSeconds(seconds), new(tag), new(anchor), new(metres), null, null, null);

    public static RssiSighting Strength(double seconds, string tag, string anchor, double dbm) =>
        new(Start.PlusSeconds(seconds), Start.PlusSeconds(seconds), new(tag), new(anchor), new(dbm));

    public static SightingsInput Input(params Sighting[] sightings) => new(sightings.Max(s => s.Arrived), [.. sightings]);

    /// <summary>The ranges to every anchor from a place, all at one time, without noise.</summary>
    public static Sighting[] Ranges(MinePlan plan, double seconds, string tag, Point3 place) =>
        [.. plan.Anchors.Select(a => Range(seconds, tag, a.Id.Value, Point3.Distance(a.Place, place)))];

    /// <summary>A walk at 1.2 m/s from <paramref name="from"/> to <paramref name="to"/> along a straight line, ranges to every anchor each half second with seeded noise.</summary>
    public static IEnumerable<(double Seconds, Point3 Place, Sighting[] Sightings)> Walk(MinePlan plan, string tag, Point3 from, Point3 to, double start, int seed = 1, double noise = 0.1)
    {
        var random = new Random(seed);
        var length = Point3.Distance(from, to);
        for (var t = 0.0; t * 1.2 <= length; t += 0.5)
        {
            var place = Point3.Lerp(from, to, t * 1.2 / length);
            yield return (start + t, place, [.. plan.Anchors.Select(a =>
                (Sighting)Range(start + t, tag, a.Id.Value, Math.Max(0, Point3.Distance(a.Place, place) + noise * Gaussian(random))))]);
        }
    }

    public static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Follows, places and judges one input.</summary>
    public static Judged Take(this Mine mine, MineInput input) => mine.Judge(mine.Place(mine.Follow(input)));

    public static Judged Take(this Mine mine, params Sighting[] sightings) => mine.Take(Input(sightings));

    /// <summary>Takes an input and gives the reasons for alarms that were told.</summary>
    public static IReadOnlyList<Condition> ConditionsOf(this Mine mine, MineInput input) => mine.Take(input).Conditions;
}
