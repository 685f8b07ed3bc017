using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;

namespace Shyraq.Core.Tests.Alarms;

/// <summary>Short words for what alarms did.</summary>
internal static class AlarmWords
{
    /// <summary>What was raised and cleared, in order.</summary>
    public static IEnumerable<string> Told(this Judged judged) => judged.Occurrences.Where(one => one.Kind is "raised" or "cleared").Select(one => $"{one.Kind} {one.What}");

    public static Judged Act(this Mine mine, double seconds, Act act, string by = "Dispatcher") => mine.Take(new ActInput(Drawn.Start.PlusSeconds(seconds), by, act));

    public static Judged Tick(this Mine mine, double seconds) => mine.Take(new TickInput(Drawn.Start.PlusSeconds(seconds)));

    /// <summary>Ticks each second from one time to another.</summary>
    public static List<Occurrence> Ticks(this Mine mine, double from, double to)
    {
        var happened = new List<Occurrence>();
        for (var second = from; second <= to; second++) happened.AddRange(mine.Tick(second).Occurrences);
        return happened;
    }

    public static ImmutableArray<AlarmRow> Alarms(this Mine mine) => mine.Safety.AlarmBoard(mine.Clock).Alarms;
}

/// <summary>An alarm book of its own, told conditions by hand.</summary>
internal sealed class HandBook
{
    private readonly AreaLosses _losses = new();
    private readonly Mine _clock;
    private readonly AlarmDesk _desk;

    public HandBook()
    {
        _clock = new(Drawn.Straight(100));
        Tally = new();
        Definitions = new();
        Book = new(Definitions, _losses, Tally);
        _desk = new(Book, Definitions);
    }

    public AlarmBook Book { get; }
    public AlarmTally Tally { get; }
    public AlarmDefinitions Definitions { get; }

    /// <summary>All that happened so far.</summary>
    public List<Occurrence> Happened { get; } = [];

    public void Tell(double seconds, AlarmKind kind, string subject, bool stands) => At(seconds, scene => Book.Tell(new(kind, subject, stands), scene));

    public void Pass(double seconds) => At(seconds, scene =>
    {
        Book.Pass(scene);
        Tally.Pass(scene);
    });

    public ActRefusal? Act(double seconds, Act act, string by = "A")
    {
        ActRefusal? refusal = null;
        At(seconds, scene => _desk.Take(new(scene.Now, by, act), scene, out refusal));
        return refusal;
    }

    public Alarm? Of(AlarmKind kind, string subject) => Book.Find(kind, subject);

    private void At(double seconds, Action<Scene> what)
    {
        var tick = new TickInput(Drawn.Start.PlusSeconds(seconds));
        _clock.Follow(tick);
        var scene = new Scene(_clock, tick, [], [], [], []);
        what(scene);
        Happened.AddRange(scene.Occurrences);
    }
}
