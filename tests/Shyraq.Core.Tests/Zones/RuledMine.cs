using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Xunit;

namespace Shyraq.Core.Tests.Zones;

/// <summary>A gallery of 300 m with anchors every 50 m and a side roadway at 150 m, in which tags are put where a test wants them.</summary>
internal sealed class RuledMine
{
    public static readonly MinePlan Gallery = Drawn.Plan(
        [Drawn.Roadway("R", (0, 0, 0), (150, 0, 0), (300, 0, 0)), Drawn.Roadway("S", (150, 0, 0), (150, 120, 0))],
        [.. Enumerable.Range(0, 6).Select(i => Drawn.Anchor("A" + i, 20 + 50 * i, 0)), Drawn.Anchor("B0", 150, 40), Drawn.Anchor("B1", 150, 100)],
        [new(new("Store"), "Store", [], [new(0, 200, 240)], "restricted", ImmutableDictionary<string, string>.Empty) { Rules = PlanRules.Of("restricted", 0, 0, []) }]);

    public RuledMine(params (string Tag, Carrier Carrier)[] carriers)
    {
        Mine = new(Gallery);
        Mine.Take(new CarriersInput(Now, carriers.ToImmutableSortedDictionary(c => c.Tag, c => c.Carrier, StringComparer.Ordinal)));
    }

    public Mine Mine { get; private set; }

    public double Seconds { get; private set; }

    public List<Condition> Told { get; } = [];

    public List<string> Happened { get; } = [];

    public ZonesBoard Board => ZonesBoard.Of(Mine);

    private Instant Now => Drawn.Start.PlusSeconds(Seconds);

    /// <summary>Half a second passes; each tag ranges to the anchors near it (within 80 m and in sight along its roadway), and there is a tick at each whole second.</summary>
    public void Step(params (string Tag, Point3 Place)[] tags)
    {
        Seconds += 0.5;
        var heard = tags.SelectMany(t => Gallery.Anchors.Where(a => Point3.Distance(a.Place, t.Place) < 80 && (a.Place.Y < 1 ? t.Place.Y < 1 : Math.Abs(t.Place.X - 150) < 1))
            .Select(a => (Sighting)new RangeSighting(Now, Now, new(t.Tag), a.Id, new(Point3.Distance(a.Place, t.Place)), null, null, null))).ToArray();
        if (heard.Length > 0) Note(Mine.Take(new SightingsInput(Now, [.. heard])));
        if (Seconds % 1 == 0) Note(Mine.Take(new TickInput(Now)));
    }

    /// <summary>Stays as it is for some seconds.</summary>
    public void Stay(double seconds, params (string Tag, Point3 Place)[] tags)
    {
        for (var i = 0; i < seconds * 2; i++) Step(tags);
    }

    /// <summary>Nobody is heard.</summary>
    public void Silence(double seconds) => Stay(seconds);

    /// <summary>Does an act; the reason when it was not done, else "".</summary>
    public string Act(Act act, string by = "Aigul") => Note(Mine.Take(new ActInput(Now, by, act))).Refusal?.Reason ?? "";

    /// <summary>Puts a zone with rules and makes it live.</summary>
    public void Draw(string id, Stretch[] sections, params ZoneRule[] rules)
    {
        Assert.Equal("", Act(new PutZone(new(id), id, new([.. sections], [], []), [.. rules])));
        Assert.Equal("", Act(new ActivateZones(Board.Draft!.Revision, "test", Untried: true)));
    }

    /// <summary>Goes on from a snapshot, as after a restart.</summary>
    public void Restart() => Mine = Mine.Restore(Mine.Snapshot(), Gallery, Mine.Carriers);

    /// <summary>What was told of a kind: the subjects with + when it began and − when it ended.</summary>
    public string[] Of(AlarmKind kind) => [.. Told.Where(c => c.Kind == kind).Select(c => (c.Stands ? "+" : "-") + c.Subject)];

    public static Stretch On(string roadway, double from, double to) => new(new(roadway), from, to);

    private Judged Note(Judged judged)
    {
        Told.AddRange(judged.Conditions);
        Happened.AddRange(judged.Occurrences.Select(o => o.Kind));
        return judged;
    }
}
