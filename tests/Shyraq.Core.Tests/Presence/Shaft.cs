using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Presence;

/// <summary>
/// A mine with a gallery above ground (x from −200 to 0, level «day»), an exit at x = 0 and a drift below (x from 0 to 600, level «L1»), anchors each
/// 50 m, and a script of what happens in it: acts, passages, lamps that walk, and a tick each second.
/// </summary>
internal sealed class Shaft
{
    public static readonly MinePlan Plan = new(new("m"), "M", "local", "UTC", 1, new(
        [Drawn.Roadway("day", (-200, 0, 0), (0, 0, 0)) with { Level = "day" }, Drawn.Roadway("drift", (0, 0, 0), (600, 0, 0))], [],
        [.. Enumerable.Range(-4, 17).Select(i => Drawn.Anchor($"A{i}", 50 * i, 1.5))], [], [new(LandmarkKind.Exit, "E1", "Portal", new(0, 0, 0))], []))
    { Surface = "day" };

    private readonly Random _random = new(7);

    public Shaft(Mine? mine = null) => Mine = mine ?? new(Plan);

    public Mine Mine { get; private set; }

    /// <summary>Seconds since the start.</summary>
    public double Now { get; private set; }

    public List<MineInput> Inputs { get; } = [];

    /// <summary>Every occurrence so far: its kind and detail.</summary>
    public List<(string Kind, string What, string Subject, string Detail)> Happened { get; } = [];

    /// <summary>The same as the history gets them.</summary>
    public List<Occurrence> Occurrences { get; } = [];

    /// <summary>What else a lamp says in a second in which it is heard.</summary>
    public Func<string, double, IEnumerable<Sighting>> Says { get; set; } = (_, _) => [];

    public PresenceBoard Board => Mine.Safety.PresenceBoard(Mine, Mine.Clock);

    public PresenceRow Row(string id) => Assert.Single(Board.People, p => p.Id == id);

    public PresenceState StateOf(string id) => Board.People.FirstOrDefault(p => p.Id == id)?.State ?? PresenceState.Out;

    public DisagreementKind[] DisagreementsOf(string id) => [.. Board.People.Where(p => p.Id == id).SelectMany(p => p.Disagreements).Select(d => d.Kind)];

    /// <summary>A registry of persons P1, P2 … with numbers 101, 102 …, and tags T1, T2 …</summary>
    public static Shaft WithPeople(int people)
    {
        var shaft = new Shaft();
        Assert.Null(shaft.Do(new ImportRegistry(
            [new("own", "Own")], [.. Enumerable.Range(1, people).Select(i => new Person($"P{i}", $"Person {i}", $"{100 + i}", "own", "Crew", "Miner"))], [],
            [.. Enumerable.Range(1, people).Select(i => new RegisteredTag(new($"T{i}"), $"L{i}"))])));
        return shaft;
    }

    public ActRefusal? Do(Act act) => Take(new ActInput(At(Now), "clerk", act)).Refusal;

    public void Pass(string person, PassageDirection direction, string gate = "E1") => Take(new PassagesInput(At(Now), [new(At(Now), person, null, gate, direction)]));

    /// <summary>Time passes; lamps stand where they are told, heard each second.</summary>
    public void Stand(double seconds, params (string Tag, double X)[] lamps) => Walk(seconds, [.. lamps.Select(l => (l.Tag, l.X, l.X))]);

    /// <summary>Lamps go evenly from one place to another, heard each second with the noise of ultra-wideband.</summary>
    public void Walk(double seconds, params (string Tag, double From, double To)[] lamps)
    {
        for (var t = 1; t <= seconds; t++)
        {
            Now++;
            Hear(lamps.Select(l => (l.Tag, l.From + (l.To - l.From) * t / seconds)));
        }
    }

    /// <summary>Lamps stand where they are told until a time, heard so seldom that hours are soon over, and not so seldom that the mine took itself for deaf.</summary>
    public void Stay(double until, params (string Tag, double X)[] lamps)
    {
        while (Now < until)
        {
            Now = Math.Min(until, Now + 9);
            Hear(lamps);
        }
    }

    /// <summary>Of whom the alarm stands that nobody knows where they are, as it names them.</summary>
    public string[] Missing => [.. Mine.Safety.AlarmBoard(Mine.Clock).Alarms.Where(a => a is { Kind: AlarmKind.Unaccounted, Stands: true }).Select(a => a.Subject).Order(StringComparer.Ordinal)];

    /// <summary>What was raised of a kind so far, by subject.</summary>
    public string[] Raised(string kind) => [.. Happened.Where(h => h.Kind == "raised" && h.What == kind).Select(h => h.Subject)];

    /// <summary>The mine hears nothing and no second passes for it: it was switched off.</summary>
    public void Skip(double seconds) => Now += seconds;

    /// <summary>Goes on from a snapshot, as after a restart.</summary>
    public void Restart() => Mine = Mine.Restore(Mine.Snapshot(), Mine.Plan, Mine.ListedCarriers);

    public Judged Take(MineInput input)
    {
        Inputs.Add(input);
        var judged = Mine.Take(input);
        Occurrences.AddRange(judged.Occurrences);
        foreach (var one in judged.Occurrences) Happened.Add((one.Kind, one.What, one.Subject, one.Detail));
        return judged;
    }

    public static Instant At(double seconds) => Drawn.Start.PlusSeconds(seconds);

    private void Hear(IEnumerable<(string Tag, double X)> lamps)
    {
        var heard = lamps.SelectMany(l => (Sighting[])[.. Ranges(l.Tag, l.X), .. Says(l.Tag, Now)]).ToArray();
        if (heard.Length > 0) Take(Drawn.Input(heard));
        Take(new TickInput(At(Now)));
    }

    private Sighting[] Ranges(string tag, double x) =>
        [.. Plan.Anchors.Where(a => Math.Abs(a.Place.X - x) < 80).Select(a => Drawn.Range(Now, tag, a.Id.Value, Math.Max(0, Point3.Distance(a.Place, new(x, 0, 0)) + 0.1 * Drawn.Gaussian(_random))))];
}
