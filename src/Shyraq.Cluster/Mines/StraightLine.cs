using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Shyraq.Cluster.History;
using Shyraq.Core;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Mines;

/// <summary>A block that was walked through.</summary>
/// <param name="Steps">For each of its inputs what came of it; null where there was no plan yet or the tracker failed.</param>
/// <param name="Events">Crossings and alarm changes in order.</param>
/// <param name="Closed">What else the history keeps of it; empty when nothing is recorded.</param>
internal sealed record Walked(JournalHead Block, ImmutableArray<MineInput> Inputs, ImmutableArray<Judged?> Steps, ImmutableArray<HistoryEvent> Events, Closed Closed, StepTimes Times)
{
    /// <summary>All that the history keeps of it.</summary>
    public HistoryRows Rows() => Closed.Rows(Events);
}

/// <summary>Stopwatch ticks that each verb took in a block.</summary>
internal readonly record struct StepTimes(long Follow, long Place, long Judge);

/// <summary>
/// follow → place → judge over journalled blocks. The one way a mine's state changes: live and at a replay the same
/// inputs take the same steps, so that both end in the same state to the bit. Used by one thread at a time.
/// </summary>
/// <param name="records">Notes what the history keeps of each step; null when that is of no use.</param>
/// <param name="crew">By whose hands tags are followed; null for those of the caller alone.</param>
internal sealed class StraightLine(TrackingOptions tracking, ILogger log, HistoryRecorder? records = null, ICrew? crew = null)
{
    /// <summary>The mine; null until its first plan.</summary>
    public Mine? Mine { get; private set; }

    /// <summary>The text of the plan in force, UTF-8.</summary>
    public ReadOnlyMemory<byte> PlanSource { get; private set; }

    /// <summary>What notes for the history; null when nothing does.</summary>
    public HistoryRecorder? Records => records;

    /// <summary>The last block followed.</summary>
    public JournalHead Followed { get; private set; }

    /// <summary>0 until the first plan.</summary>
    public int PlanVersion => Mine?.Plan.Version ?? 0;

    /// <summary>Starts from a state that was kept.</summary>
    /// <exception cref="FormatException">The open chunks are not of this state.</exception>
    public void StartFrom(Kept kept, JournalHead block)
    {
        records?.StartFrom(kept.Mine, kept.Unclosed);
        (Mine, PlanSource, Followed) = (kept.Mine, kept.PlanSource, block);
    }

    /// <summary>Walks through one block, exactly as it was journalled.</summary>
    public Walked Walk(JournalHead block, ImmutableArray<MineInput> inputs)
    {
        var steps = ImmutableArray.CreateBuilder<Judged?>(inputs.Length);
        var events = ImmutableArray.CreateBuilder<HistoryEvent>();
        var (times, closed) = (default(StepTimes), new Closed());
        for (var i = 0; i < inputs.Length; i++)
        {
            var step = Step(inputs[i], block.Sequence, i, closed, ref times);
            steps.Add(step);
            if (step is not null) MineEvents.Add(events, block.Sequence, step);
        }
        Followed = block;
        return new(block, inputs, steps.MoveToImmutable(), events.DrainToImmutable(), closed, times);
    }

    /// <summary>Walks through one input that need not be all of its block; null where there was no plan yet or the tracker failed.</summary>
    public Judged? Take(MineInput input)
    {
        var times = default(StepTimes);
        return Step(input, Followed.Sequence, 0, new(), ref times);
    }

    private Judged? Step(MineInput input, long sequence, int index, Closed closed, ref StepTimes times)
    {
        try
        {
            if (input is PlanInput plan)
            {
                Mine ??= new Mine(plan.Plan, tracking, crew);
                PlanSource = plan.Source;
            }
            if (Mine is null) return null;
            if (records is not null) HistoryRecorder.Before(Mine.Clock, input, closed);
            var start = Stopwatch.GetTimestamp();
            var followed = Mine.Follow(input);
            var afterFollow = Stopwatch.GetTimestamp();
            var placed = Mine.Place(followed);
            var afterPlace = Stopwatch.GetTimestamp();
            var judged = Mine.Judge(placed);
            var end = Stopwatch.GetTimestamp();
            times = new(times.Follow + afterFollow - start, times.Place + afterPlace - afterFollow, times.Judge + end - afterPlace);
            records?.After(Mine, input, judged, closed);
            return judged;
        }
        catch (Exception defect)
        {
            // The steps are pure, so a replay fails on the same input in the same way and goes on the same: one input
            // is lost and seen to be, not the mine.
            MineMetrics.FollowFailures.Add(1, MineMetrics.Of(Mine?.Plan.Id.Value ?? ""));
            log.LogCritical(defect, "Input {Index} of block {Sequence} ({Kind}) could not be followed", index, sequence, input.GetType().Name);
            return null;
        }
    }
}
