using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Shyraq.Cluster.Mines;
using Shyraq.Core;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Rerun;

/// <summary>Follows a journal from its first block on, with something changed, by the same straight line as live.</summary>
/// <param name="runUp">What was heard before this is left out, so that it takes less time: what hangs on it, such as who was below before, is then not known.</param>
/// <param name="crew">By whose hands tags are followed, and blocks decoded ahead while there is nothing else to share; null for those of the caller alone. The outcome is the same.</param>
internal sealed class Refollowing(IJournalBlocks journal, RerunChanges changes, Instant? runUp = null, Crew? crew = null)
{
    private readonly StraightLine _line = new(changes.Tracking, NullLogger.Instance, crew: crew);
    private readonly ConcurrentDictionary<int, MinePlan> _journalled = [];
    private (MinePlan? Plan, MinePlan? Ground) _ground;
    private bool _ruled;

    /// <summary>The mine as far as it was followed; null before its first plan.</summary>
    public Mine? Mine => _line.Mine;

    /// <summary>The last block followed.</summary>
    public JournalHead Followed => _line.Followed;

    /// <summary>The plans of the journal as they were, by version.</summary>
    public IReadOnlyDictionary<int, MinePlan> Journalled => _journalled;

    /// <summary>The plan of the journal that has the ground of the one that is followed on now; null when they differ in it.</summary>
    public MinePlan? Ground
    {
        get
        {
            if (Mine is { Plan: var plan } && plan != _ground.Plan) _ground = (plan, _journalled[plan.Version] is var journalled && plan.HasTheGroundOf(journalled) ? journalled : null);
            return _ground.Ground;
        }
    }

    /// <summary>Follows up to a time.</summary>
    /// <exception cref="RerunRefusedException">The rules given do not fit the first plan.</exception>
    /// <exception cref="JournalDamagedException">A block is missing, changed or unreadable.</exception>
    public IEnumerable<Walked> Walk(Instant to, CancellationToken stop)
    {
        using var decoded = new DecodedAhead(journal.ReadFrom(1).TakeWhile(block => block.Time <= to), Mend);
        if (crew is not null) crew.Errand = decoded.Prepare;
        try
        {
            while (decoded.TryNext(out var next)) yield return Walk(next.Block, next.Inputs, stop);
        }
        finally
        {
            if (crew is not null) crew.Errand = null;
        }
    }

    private Walked Walk(JournalBlock block, ImmutableArray<MineInput> inputs, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var walked = _line.Walk(new(block.Sequence, block.Time, block.Hash), runUp is { } from && block.Time < from ? [.. inputs.Where(input => input is not SightingsInput)] : inputs);
        // Nothing can be known of anybody before the first plan.
        if (changes.Zones is { } zones && !_ruled && Mine is { } mine)
        {
            _ruled = true;
            if (mine.Safety.JudgeZonesBy(zones) is { } why) throw new RerunRefusedException(why.Detail);
        }
        return walked;
    }

    private MineInput Mend(MineInput input)
    {
        if (input is not PlanInput plan) return input;
        _journalled[plan.Plan.Version] = plan.Plan;
        return plan with { Plan = changes.Instead(plan.Plan) };
    }
}
