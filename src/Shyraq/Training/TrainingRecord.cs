using System.Collections.Immutable;
using Shyraq.Core;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Plan;
using Shyraq.Core.Rescue;
using Shyraq.Core.Units;
using Shyraq.Verbs.Drill;

namespace Shyraq.Training;

/// <summary>An alarm was acknowledged.</summary>
/// <param name="Subject">In the words of the truth.</param>
public readonly record struct AcknowledgedAlarm(AlarmKind Kind, string Subject, Instant Time, string By);

/// <summary>An act that was done.</summary>
public readonly record struct DoneAct(Instant Time, string By, Act Act);

/// <summary>What a mine told and what was done in it, collected from what came of each journalled input.</summary>
public sealed class TrainingRecord(MinePlan plan)
{
    private readonly List<AcknowledgedAlarm> _acknowledged = [];
    private readonly List<DoneAct> _done = [];

    /// <summary>What was told, and when.</summary>
    public ToldStretches Told { get; } = new(plan);

    /// <summary>In order of time.</summary>
    public IReadOnlyList<AcknowledgedAlarm> Acknowledged => _acknowledged;

    /// <summary>In order of time. What was refused is not among them.</summary>
    public IReadOnlyList<DoneAct> Done => _done;

    /// <summary>The statements as they stand at the end.</summary>
    public ImmutableArray<Statement> Statements { get; set; } = [];

    /// <summary>Who carries which tag, by name; "" where no name is known. A statement may be about a tag or a name.</summary>
    public IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>();

    /// <summary>Who had which tag from the lamp room, by id of the registry: the muster board marks the person.</summary>
    public IReadOnlyDictionary<string, string> Holders { get; set; } = new Dictionary<string, string>();

    /// <summary>Takes what came of an input.</summary>
    public void Take(Judged judged)
    {
        Told.Take(judged, judged.Placed.Followed.Input.Arrived);
        if (judged.Placed.Followed.Input is not ActInput input || judged.Refusal is not null) return;
        _done.Add(new(input.Arrived, input.By, input.Act));
        foreach (var occurrence in judged.Occurrences)
            if (occurrence.Kind == "acknowledged" && Enum.TryParse<AlarmKind>(occurrence.What, ignoreCase: true, out var kind))
                _acknowledged.Add(new(kind, ToldStretches.SubjectOf(kind, occurrence.Subject), occurrence.Time, input.By));
    }
}
