using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tests.Evacuation;

/// <summary>
/// A return drift of 300 m along the x axis with an exit at 0, a refuge at 300 and an intake beside it: from 200 m a crosscut leads into it. UWB every 50 m.
/// </summary>
internal static class DrawnMine
{
    public static MinePlan Plan(int version = 1) => new(new("m"), "M", "local", "UTC", version, new(
        [
            Way("Return", Air.Return, (0, 0, 0), (200, 0, 0), (300, 0, 0)), Way("Crosscut", Air.Neutral, (200, 0, 0), (200, 60, 0)), Way("Intake", Air.Intake, (0, 0, 0), (0, 60, 0), (200, 60, 0), (300, 60, 0)),
        ],
        [], [.. Enumerable.Range(0, 7).Select(i => new Anchor(new($"A{i}"), new(50 * i, 1, 0), AnchorTechnology.Uwb, null, null, null))],
        [new(new("Z"), "Zone", [], [new(0, 100, 200)], "restricted", ImmutableDictionary<string, string>.Empty)],
        [new(LandmarkKind.Exit, "E", "Exit", new(0, 0, 0)), new(LandmarkKind.Refuge, "F", "Refuge", new(300, 0, 0)), new(LandmarkKind.SelfRescuerCache, "C", "Cache", new(250, 0, 0))], []));

    private static Roadway Way(string id, Air air, params (double X, double Y, double Z)[] line) =>
        new(new(id), id, "L1", "travel", air, new(5), new(3), new(line.Select(p => new Point3(p.X, p.Y, p.Z))));

    public static Instant At(double seconds) => Drawn.Start.PlusSeconds(seconds);

    public static Judged Act(this Mine mine, double seconds, Act act, string by = "Dispatcher") => mine.Take(new ActInput(At(seconds), by, act));

    public static Judged Tick(this Mine mine, double seconds) => mine.Take(new TickInput(At(seconds)));

    /// <summary>A tag stands at x on the return drift and is heard by the three nearest anchors.</summary>
    public static void Hear(this Mine mine, double seconds, string tag, double x) => mine.Take([.. mine.Plan.Anchors
        .OrderBy(a => Math.Abs(a.Place.X - x)).Take(3).Select(a => (Sighting)Drawn.Range(seconds, tag, a.Id.Value, Point3.Distance(a.Place, new(x, 0, 0))))]);

    /// <summary>A tag walks from x at a pace, heard each second, with a tick each second. Returns the second after.</summary>
    public static double Walk(this Mine mine, double from, double seconds, params (string Tag, double X, double Pace)[] who)
    {
        for (var t = 0; t < seconds; t++)
        {
            foreach (var (tag, x, pace) in who) mine.Hear(from + t, tag, Math.Clamp(x + pace * t, 0, 300));
            mine.Tick(from + t);
        }
        return from + seconds;
    }

    public static void Declare(this Mine mine, double seconds, string roadway = "Return")
    {
        mine.Act(seconds, new PrepareEmergency(EmergencyKind.Fire, new("belt drive", new(roadway), 150), "smoke seen"));
        mine.Act(seconds, new ConfirmEmergency(), "Chief");
    }

    public static EvacuationBoard Board(this Mine mine) => mine.EvacuationBoard(mine.Clock);

    public static MusterRow Row(this EvacuationBoard board, string subject) => board.Rows.Single(r => r.Subject == subject);

    public static CarriersInput Carriers(double seconds, params (string Tag, string Name)[] people) =>
        new(At(seconds), people.ToImmutableSortedDictionary(p => p.Tag, p => new Carrier(CarrierKind.Person, p.Name), StringComparer.Ordinal));
}
