using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Hindsight;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Hindsight;

/// <summary>
/// The first walk of hindsight through a journal: what was in force when, and what was held back. No tag is followed. The second walk then needs only the
/// blocks of the period, and little memory.
/// </summary>
internal sealed class Gathering(HindsightPeriod period, TrackingOptions tracking)
{
    private readonly StraightLine _line = new(tracking, NullLogger.Instance);
    private readonly Clocks _clocks = new([], tracking.FutureTolerance);
    private readonly List<InForce> _inForce = [];
    private readonly List<MeasuredSighting> _heldBack = [];
    private int _carriersVersion = -1;

    /// <summary>What was in force in the period, in order; empty when the journal holds no plan.</summary>
    public ImmutableArray<InForce> InForce => [.. _inForce];

    /// <summary>What arrived more than <see cref="Clocks.HeldBack"/> after its time, measured in the period by the tags that are asked for.</summary>
    public IReadOnlyList<MeasuredSighting> HeldBack => _heldBack;

    /// <summary>The first block of the period; 0 when there is none.</summary>
    public long First { get; private set; }

    /// <summary>Walks through the journal as far as anything can have been held back.</summary>
    /// <param name="progress">Told the sequence of each block.</param>
    public void Walk(IEnumerable<JournalBlock> journal, Action<long> progress, CancellationToken stop)
    {
        foreach (var block in journal)
        {
            stop.ThrowIfCancellationRequested();
            if (block.Time > period.End.PlusSeconds(Clocks.MostLate)) break;
            progress(block.Sequence);
            if (First == 0 && block.Time >= period.Begin) First = block.Sequence;
            foreach (var input in Recovery.Decode(block, _line.PlanVersion + 1))
            {
                if (input is SightingsInput sightings) Take(sightings);
                else if (input.Arrived <= period.End) Take(input);
            }
        }
    }

    private void Take(SightingsInput input)
    {
        foreach (var sighting in input.Sightings)
        {
            if (_clocks.Measure(new(sighting, null), static (_, _) => { }) is not { IsLate: true } late) continue;
            if (period.Wants(sighting.Tag) && late.Sighting.Time >= period.Begin && late.Sighting.Time <= period.End) _heldBack.Add(late);
        }
    }

    /// <summary>What is no sighting goes through a mine in which no tag was ever heard: who carries what comes from there.</summary>
    private void Take(MineInput input)
    {
        _line.Take(input);
        if (_line.Mine is not { } mine || (_inForce is [.., var last] && last.Plan == mine.Plan && _carriersVersion == mine.CarriersVersion)) return;
        if (input is PlanInput) _clocks.Know(mine.Plan);
        _carriersVersion = mine.CarriersVersion;
        Note(new(input.Arrived, mine.Plan, mine.Carriers));
    }

    private void Note(InForce next)
    {
        // Who carries a tag matters only in how it moves.
        if (_inForce is [.., var last] && last.Plan == next.Plan && Vehicles(last).SequenceEqual(Vehicles(next))) return;
        if (next.From <= period.Begin) _inForce.Clear();
        else if (_inForce is [.., var same] && same.From == next.From) _inForce.RemoveAt(_inForce.Count - 1);
        _inForce.Add(next);
    }

    private static IEnumerable<string> Vehicles(InForce held) => held.Carriers.Where(c => c.Value.Kind == CarrierKind.Vehicle).Select(c => c.Key);
}
