using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Shyraq.Bench.Engine;
using Shyraq.Cluster.History;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Acts;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Simulator.Drawing;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Bench.History;

/// <summary>The simulated coal mine as a server follows, judges and records it: every lamp is handed out, everybody is planned on the shift.</summary>
internal sealed class RecordedCrowd
{
    private readonly SimulatedCrowd _crowd;
    private readonly StraightLine _line = new(new TrackingOptions(), NullLogger.Instance, new HistoryRecorder());
    private readonly ImmutableArray<CarrierRow> _carriers;
    private readonly Random _late = new(1);
    private long _sequence;

    public RecordedCrowd(int tags)
    {
        _crowd = new(tags);
        var plan = CoalMine.Text(1, MadeDay.Mine);
        var people = _crowd.Carriers.Where(one => one.Value.Kind == CarrierKind.Person).Select((one, i) => (Tag: new TagId(one.Key), one.Value, Id: $"P{i:0000}")).ToArray();
        _carriers = Walk(
            new PlanInput(Crowd.Start, _crowd.Plan, plan), new CarriersInput(Crowd.Start, _crowd.Carriers),
            Office(new ImportRegistry([new("own", "АО «Шахта Северная»"), new("gss", "ТОО «Горношахтстрой»", true)],
                [.. people.Select((one, i) => new Person(one.Id, one.Value.Name, one.Value.Number, i % 5 == 0 ? "gss" : "own", one.Value.Crew, one.Value.Role, Shift: "смена 1"))], [], [.. people.Select((one, i) => new RegisteredTag(one.Tag, $"{i}"))])),
            Office(new PlanShift("смена 1", Crowd.Start.PlusSeconds(-600), Crowd.Start.PlusSeconds(8 * 3600), [.. people.Select(one => one.Id)])),
            Office(new IssueTags([.. people.Select(one => new IssueTag(one.Tag, one.Id))]))).Closed.Carriers.GroupBy(row => row.Tag).Select(group => group.Last()).ToImmutableArray();

        static ActInput Office(Act act) => new(Crowd.Start, "office", act);
    }

    /// <summary>Stopwatch ticks that the newest second took beside following, placing and judging: to note what the history keeps of it.</summary>
    public long Recording { get; private set; }

    /// <summary>Who carries what.</summary>
    public ImmutableArray<CarrierRow> Carriers() => _carriers;

    /// <summary>Goes on by a second. A tick comes some milliseconds late, as those of a server do.</summary>
    public Walked Next()
    {
        var heard = _crowd.Next();
        return Walk([.. heard, new TickInput(_crowd.Now.PlusSeconds(0.001 + -Math.Log(1 - _late.NextDouble()) * 0.004))]);
    }

    private Walked Walk(params ReadOnlySpan<MineInput> inputs)
    {
        var begun = Stopwatch.GetTimestamp();
        var walked = _line.Walk(new JournalHead(++_sequence, inputs[^1].Arrived, default), [.. inputs]);
        Recording = Stopwatch.GetTimestamp() - begun - walked.Times.Follow - walked.Times.Place - walked.Times.Judge;
        return walked;
    }
}
