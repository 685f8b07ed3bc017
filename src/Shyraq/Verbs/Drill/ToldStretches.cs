using Shyraq.Core;
using Shyraq.Core.Alarms;
using Shyraq.Core.Evaluation;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;

namespace Shyraq.Verbs.Drill;

/// <summary>Collects what a mine tells, as stretches of time in which it stood.</summary>
public sealed class ToldStretches
{
    private readonly Dictionary<Telling, List<Stretch>> _told = [];
    private readonly Dictionary<(Telling, string), int> _open = [];

    /// <summary>What was told in one way, in order of beginning.</summary>
    public IReadOnlyList<Stretch> Of(Telling telling) => _told.GetValueOrDefault(telling) ?? [];

    /// <summary>The kinds of alarms that were told.</summary>
    public IEnumerable<AlarmKind> AlarmKinds => _told.Keys.OfType<Telling.Alarm>().Select(alarm => alarm.Kind);

    /// <summary>Takes what was judged at a time.</summary>
    public void Take(Judged judged, Instant now)
    {
        foreach (var occurrence in judged.Occurrences)
            if (occurrence.Kind is "raised" or "cleared" && Enum.TryParse<AlarmKind>(occurrence.What, ignoreCase: true, out var kind))
                Stand(new Telling.Alarm(kind), occurrence.Subject, occurrence.Kind == "raised", occurrence.Time);
        foreach (var crossing in judged.Placed.Crossings)
        {
            var (telling, subject) = (new Telling.Crossings(), $"{crossing.Zone} {crossing.Tag}");
            if (crossing.Kind == CrossingKind.Left) Stand(telling, subject, false, crossing.Time);
            else Stand(telling, subject, true, now);
            if (crossing.Kind == CrossingKind.Passed) Stand(telling, subject, false, now);
        }
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
