using System.Collections.Immutable;
using Shyraq.Core;
using Shyraq.Core.Alarms;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;

using Stretch = Shyraq.Core.Evaluation.Stretch;

namespace Shyraq.Verbs.Drill;

/// <summary>Collects what a mine tells, as stretches of time in which it stood.</summary>
public sealed class ToldStretches(MinePlan plan)
{
    /// <summary>What stands on boards alone is looked up so often, seconds.</summary>
    private const int LooksEvery = 5;

    private static readonly ImmutableHashSet<string> States = [.. Enum.GetNames<PresenceState>()];
    private readonly Dictionary<Telling, List<Stretch>> _told = [];
    private readonly Dictionary<(Telling, string), int> _open = [];
    private readonly ImmutableHashSet<string> _exits = [.. plan.Landmarks.Where(mark => mark.Kind == LandmarkKind.Exit).Select(mark => mark.Id)];
    private long _looks;

    /// <summary>What was told in one way, in order of beginning.</summary>
    public IReadOnlyList<Stretch> Of(Telling telling) => _told.GetValueOrDefault(telling) ?? [];

    /// <summary>The kinds of alarms that were told.</summary>
    public IEnumerable<AlarmKind> AlarmKinds => _told.Keys.OfType<Telling.Alarm>().Select(alarm => alarm.Kind);

    /// <summary>Takes what was judged at a time.</summary>
    public void Take(Judged judged, Instant now)
    {
        foreach (var occurrence in judged.Occurrences) Take(occurrence);
        foreach (var crossing in judged.Placed.Crossings)
        {
            var (telling, subject) = (new Telling.Crossings(), $"{crossing.Zone} {crossing.Tag}");
            if (crossing.Kind == CrossingKind.Left) Stand(telling, subject, false, crossing.Time);
            else Stand(telling, subject, true, now);
            if (crossing.Kind == CrossingKind.Passed) Stand(telling, subject, false, now);
        }
    }

    /// <summary>Looks at what stands on boards and is no event; once a second.</summary>
    public void Look(Mine mine, Instant now)
    {
        if (_looks++ % LooksEvery != 0) return;
        Stand(new Telling.Twins(), mine.Safety.PresenceBoard(mine, now).Twins.Where(pair => pair.IsTold).Select(pair => $"{pair.A} {pair.B}"), now);
        var board = mine.EvacuationBoard(now);
        if (board.Closures.IsEmpty && board.Emergency is null) return;
        Stand(new Telling.MusteredOut(), board.Rows.Where(row => row.Status == MusterStatus.Out).Select(row => row.Subject), now);
        Stand(new Telling.NoWayOut(), board.Rows.Where(row => row.Status != MusterStatus.Out && HasNoWay(row.Escape)).Select(row => row.Subject), now);
    }

    /// <summary>No way leads to an exit, however long it would take: it ends in fresh air, at a refuge or nowhere.</summary>
    private bool HasNoWay(Escape escape) => escape.Outcome != EscapeOutcome.NoPlace && !_exits.Contains(escape.Goal);

    private void Take(Occurrence occurrence)
    {
        var (kind, at) = (char.ToUpperInvariant(occurrence.Kind[0]) + occurrence.Kind[1..], occurrence.Time);
        if (occurrence.Kind is "raised" or "cleared")
        {
            if (Enum.TryParse<AlarmKind>(occurrence.What, ignoreCase: true, out var alarm)) Stand(new Telling.Alarm(alarm), SubjectOf(alarm, occurrence.Subject), occurrence.Kind == "raised", at);
        }
        else if (States.Contains(kind))
            foreach (var state in Enum.GetValues<PresenceState>()) Stand(new Telling.State(state), occurrence.Subject, state.ToString() == kind, at);
    }

    /// <summary>Whom an alarm is about, in the words of the truth: without the zone of the rule, for a machine; an area has no name of its own there.</summary>
    public static string SubjectOf(AlarmKind alarm, string subject) => alarm switch
    {
        AlarmKind.AreaLost => "",
        AlarmKind.Speeding or AlarmKind.Proximity => subject[(subject.IndexOf('/', StringComparison.Ordinal) + 1)..].Replace('/', ' '),
        AlarmKind.Restricted => subject.Replace('/', ' '),
        _ => subject,
    };

    private void Stand(Telling telling, IEnumerable<string> subjects, Instant at)
    {
        var stand = subjects.ToHashSet(StringComparer.Ordinal);
        foreach (var (_, subject) in _open.Keys.Where(key => key.Item1 == telling && !stand.Contains(key.Item2)).ToList()) Stand(telling, subject, false, at);
        foreach (var subject in stand) Stand(telling, subject, true, at);
    }

    private void Stand(Telling telling, string subject, bool stands, Instant at)
    {
        if (!_told.TryGetValue(telling, out var told)) _told[telling] = told = [];
        if (stands)
        {
            if (_open.TryAdd((telling, subject), told.Count)) told.Add(new(subject, at, null));
        }
        else if (_open.Remove((telling, subject), out var index)) told[index] = told[index] with { To = at };
    }
}
