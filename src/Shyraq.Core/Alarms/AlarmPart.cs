using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Plan;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>
/// The alarms of a mine: the last part of the safety core. It watches tags and radios itself, takes what the parts before it have told, and keeps the
/// book after ISA-18.2 and IEC 62682.
/// </summary>
internal sealed class AlarmPart : ISafetyPart, ITagLooker
{
    /// <summary>A cause that stands for longer is stale, seconds: a day.</summary>
    private const double StaleAfter = 86400;

    private readonly AlarmDefinitions _definitions = new();
    private readonly AreaLosses _losses = new();
    private readonly AlarmTally _tally = new();
    private readonly RadioWatch _radios = new();
    private readonly AreaWatch _areas;
    private readonly TagWatch _tags = new();
    private readonly AlarmBook _book;
    private readonly AlarmDesk _desk;

    public AlarmPart()
    {
        _areas = new(_losses, _definitions);
        _book = new(_definitions, _losses, _tally);
        _desk = new(_book, _definitions);
    }

    public string Name => "alarms";

    public long Revision => _book.Revision;

    /// <summary>Tags with a standing SOS, placed or not, in order of id.</summary>
    public IReadOnlyCollection<string> StandingSos => _tags.Sos;

    /// <summary>What is listed, for the parts that ask and for tests.</summary>
    public AlarmBook Book => _book;

    public bool Take(ActInput act, Scene scene, out ActRefusal? refusal) => _desk.Take(act, scene, out refusal);

    /// <summary>Whether there is anything to judge of a tag itself.</summary>
    public bool Look(TagTrack track, Fix? fix, in Moment moment) => _tags.Look(track, fix, moment);

    public void Judge(Scene scene)
    {
        _tags.Judge(scene, this);
        if (scene.IsTick)
        {
            _radios.Judge(scene);
            _areas.Judge(scene, [.. _radios.Lost(scene.Plan), .. scene.Parts.Gas.Lost(scene)]);
        }
        // Watching is done: whatever is told from here on is taken.
        for (var i = 0; i < scene.Conditions.Count; i++) _book.Tell(scene.Conditions[i], scene);
        if (!scene.IsTick) return;
        _book.Pass(scene);
        if (_tally.Pass(scene)) _book.Changed();
    }

    public void Change(MinePlan plan)
    {
        _radios.Change(plan);
    }

    public AlarmBoard Board(Instant now)
    {
        var rows = _book.Listed.Select(Row).OrderBy(row => row.State).ThenBy(row => row.Priority).ThenByDescending(row => row.Raised ?? row.Since).ThenByDescending(row => row.Number).ToImmutableArray();
        return new(now, rows, _tally.Flood is { } since ? new(since, _tally.InWindow, Groups(rows)) : null, [.. _losses.All.Reverse().Select(loss => loss with { IsSure = loss.Ended is not null || _book.Find(AlarmKind.AreaLost, loss.Area) is { Times: > 0 } })], _book.Roster, _definitions.All,
            new(_tally.Rates(now), _tally.Chatter.Worst, rows.Count(row => row.Stands), [.. rows.Where(row => row.Stands && row.Raised is { } raised && now.SecondsSince(raised) > StaleAfter).Select(row => row.Number)]));
    }

    private static ImmutableArray<AlarmGroup> Groups(ImmutableArray<AlarmRow> rows) =>
        [.. rows.Where(row => row.State is AlarmState.Unacknowledged or AlarmState.Returned or AlarmState.Acknowledged or AlarmState.SuppressedByDesign)
            .GroupBy(row => row.Kind == AlarmKind.AreaLost ? (AlarmKind.AreaLost, row.Subject) : row.SuppressedBy is { } area ? (AlarmKind.AreaLost, area) : (row.Kind, ""))
            .Select(group => new AlarmGroup(group.Key.Item1, group.Key.Item2, group.Min(row => row.Priority), group.Count(row => row.State is AlarmState.Unacknowledged or AlarmState.Returned), [.. group.Select(row => row.Number)]))
            .OrderBy(group => group.Priority).ThenByDescending(group => group.Alarms.Length).ThenBy(group => group.Kind).ThenBy(group => group.Cause, StringComparer.Ordinal)];

    private AlarmRow Row(Alarm one) => new(
        one.Number, one.Kind, one.Subject, _definitions[one.Kind].Priority, one.State, one.Stands, one.Since, one.Times > 0 ? one.Raised : null, one.Times,
        one.Detail, one.Place, one.Acknowledged, one.Shelf, one.Service, one.SuppressedBy, one.Calls is [.., var last] ? last.Who : null, one.Calls);

    public void Write(StateWriter to)
    {
        _definitions.Write(to);
        _losses.Write(to);
        _tally.Write(to);
        _radios.Write(to);
        _areas.Write(to);
        _tags.Write(to);
        _book.Write(to);
    }

    public void Read(ref StateReader from)
    {
        _definitions.Read(ref from);
        _losses.Read(ref from);
        _tally.Read(ref from);
        _radios.Read(ref from);
        _areas.Read(ref from);
        _tags.Read(ref from);
        _book.Read(ref from);
    }
}
