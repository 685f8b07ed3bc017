using System.Collections.Immutable;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Plan;
using Shyraq.Simulator.Incidents;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.Scenarios;

/// <summary>The drills.</summary>
public static class DrillScenarios
{
    private static readonly SimulationOptions Gang = new() { People = 40, Vehicles = 6 };
    private static readonly SimulationOptions Shift = new() { People = 100, Vehicles = 12 };

    /// <summary>All of them, in the order of telling.</summary>
    public static ImmutableArray<DrillScenario> All { get; } =
    [
        Gallery("sos", "The SOS button is pressed thirty times: for a second, for minutes, by two at once, and where no anchor hears it.", 30, Sos),
        Gallery("motionless", "Six people fall and lie for longer than a quarter of an hour, three are helped up before; others rest, and two lamps lie switched on in the lamp room.", 45, Motionless) with { Options = Gang with { Crews = 2 } },
        Gallery("zone-entry", "People walk into forbidden zones, through them, up to their borders and a step beyond.", 45, ZoneEntry) with { Options = Gang with { People = 60, Vehicles = 0 }, IsCovered = true },
        Gallery("overcrowding", "More and more people gather where five may be, and go again.", 30, Overcrowding),
        Gallery("speeding", "Machines go three times as fast as they should.", 30, Speeding),
        Gallery("proximity", "Machines pass people who work in the same roadway.", 30, s => s.Moments(40).Select(at => new NearMiss(at))),
        Gallery("stuck-vehicle", "Machines break down in the middle of a roadway.", 30, s => s.Moments(6, 0.05, 0.5).Select(at => new Breakdown(at, 0.45 * s.Seconds))),
        Coal("explosion", "Explosion in lava 34К10-в, seam K10: 40 % of the anchors and all sensors near by are lost, people lie, tags break, afterdamp goes down the return.", 30, Explosion) with { Options = Shift with { People = 200 } },
        Coal("fire", "A belt burns in the conveyor gate of lava 42К10-в, the smoke goes through the face into the return; ten minutes later all are ordered to leave.", 40, Fire),
        Coal("outburst", "Gas and coal burst out of the face of the heading 43К10-з.", 30, s => [new Outburst(120, DrillPlans.At(s.Plan, "KSH-43K10Z", 0.99))]),
        Coal("roof-fall", "Roof comes down half way in the heading 43К10-з: who is under it lies, who is behind it has no way out.", 35, RoofFall) with { Options = Shift with { People = 150 } },
        Coal("shift-change", "One crew comes up by the cage while the next goes down.", 100, _ => []) with { Options = Shift with { People = 60, Crews = 2, ShiftLeft = 3600 } },
        Coal("carried-cards", "Three of the next crew stay at home, and friends take their cards along.", 90, s => s.Moments(3, 0.002, 0.02).Select(at => new TwoCards(at))) with { Options = Shift with { People = 40, Crews = 2, ShiftLeft = 1800 } },
        Coal("late-data", "Uplinks of gateways are cut for minutes: what their anchors heard, calls for help among it, comes late and at once.", 30, LateData),
        Coal("evacuation-300", "40 % of the anchors die round lava 34К10-в; a minute later an emergency is declared and all 300 people are ordered to leave.", 60, Evacuation) with { Options = Shift with { People = 300, Vehicles = 15 } },
    ];

    private static DrillScenario Gallery(string name, string about, double minutes, Func<Script, IEnumerable<Incident>> script) =>
        new(name, about, DrillPlans.Gallery, Gang, minutes, script) { IsQuick = true };

    private static DrillScenario Coal(string name, string about, double minutes, Func<Script, IEnumerable<Incident>> script) => new(name, about, ScenarioPlans.Coal, Shift, minutes, script);

    private static Spot Face(MinePlan plan) => DrillPlans.At(plan, "LAVA-34K10V", 0.5);

    private static IEnumerable<Incident> Sos(Script s)
    {
        var number = 0;
        var shadow = DrillPlans.At(s.Plan, "SHADOW", 0.9);
        yield return new Crowd(1, shadow, 4, s.Seconds);
        foreach (var at in s.Moments(24)) yield return (number++ % 3) switch { 0 => new SosCall(at, 1), 1 => new SosCall(at, 20), _ => new SosCall(at, 120) };
        foreach (var at in s.Moments(2))
        {
            yield return new SosCall(at, 60);
            yield return new SosCall(at, 60);
        }
        foreach (var at in s.Moments(2, 0.3, 0.5)) yield return new SosCall(at, 60, shadow);
    }

    private static IEnumerable<Incident> Motionless(Script s)
    {
        foreach (var at in s.Moments(6, 0.02, 0.4)) yield return new Collapse(at, 1200);
        foreach (var at in s.Moments(3, 0.02, 0.5)) yield return new Collapse(at, 720);
        foreach (var at in s.Moments(2, 0.01, 0.02)) yield return new LampLeftOn(at);
    }

    private static IEnumerable<Incident> ZoneEntry(Script s)
    {
        // Into the store and just over its border, just before it; beyond a zone, so that it is passed; into the middle of one.
        (string Roadway, double Metres)[] goals = [("STORE", 40), ("STORE", 20), ("STORE", 6), ("STORE", 4), ("CROSS", 150), ("CROSS", 20), ("CROSS", 70), ("CROSS", 59), ("GATE2", 110), ("GATE2", 180), ("GATE2", 60)];
        foreach (var at in s.Moments((int)(s.Seconds / 3), 0, 0.92))
        {
            var (roadway, metres) = s.Chance.Pick(goals);
            var length = s.Plan.Roadways[s.Plan.RoadwayIndex(new(roadway))].Line.Length;
            yield return new Outing(at, DrillPlans.At(s.Plan, roadway, metres / length), s.Chance.Between(5, 40), 400);
        }
    }

    private static IEnumerable<Incident> Overcrowding(Script s)
    {
        foreach (var at in s.Moments(6, 0, 0.7)) yield return new Crowd(at, DrillPlans.At(s.Plan, "MAIN", 520 / 600.0), s.Chance.Below(10) + 3, s.Chance.Between(30, 90));
    }

    private static IEnumerable<Incident> Speeding(Script s)
    {
        var far = false;
        foreach (var at in s.Moments(20)) yield return new Race(at, DrillPlans.At(s.Plan, "MAIN", (far = !far) ? 0.97 : 0.03), 3);
    }

    private static IEnumerable<Incident> Explosion(Script s) => [new Explosion(60, Face(s.Plan), 300, 0.4)];

    private static IEnumerable<Incident> Fire(Script s) =>
    [
        new Fire(120, DrillPlans.At(s.Plan, "KSH-42K10V", 0.015)),
        new EmergencyDeclared(710, EmergencyKind.Fire, DrillPlans.At(s.Plan, "KSH-42K10V", 0.015), "конвейерный штрек 42К10-в", "оксид углерода на исходящей"), new OrderToLeave(720),
    ];

    private static IEnumerable<Incident> Evacuation(Script s) =>
    [
        new AnchorsLost(60, Face(s.Plan), 0.4), new EmergencyDeclared(115, EmergencyKind.Explosion, Face(s.Plan), "лава 34К10-в", "потеряна связь с районом лавы"), new OrderToLeave(120),
    ];

    private static IEnumerable<Incident> RoofFall(Script s)
    {
        yield return new Crowd(10, DrillPlans.At(s.Plan, "KSH-43K10Z", 0.95), 5, 1800);
        yield return new Crowd(12, DrillPlans.At(s.Plan, "KSH-43K10Z", 0.6), 2, 1800);
        yield return new RoofFall(960, DrillPlans.At(s.Plan, "KSH-43K10Z", 0.6), 30, 250);
    }

    private static IEnumerable<Incident> LateData(Script s)
    {
        foreach (var at in s.Moments(10, 0.05, 0.6)) yield return new UplinkCut(at, s.Chance.Between(60, 300));
        foreach (var at in s.Moments(20)) yield return new SosCall(at, s.Chance.Between(1, 60));
    }
}
