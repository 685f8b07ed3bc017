using System.Collections.Immutable;
using System.Globalization;
using Shyraq.Core;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Presence;
using Shyraq.Simulator.Incidents;

namespace Shyraq.Verbs.Drill;

/// <summary>
/// Adds the muster board up anew at each second of an emergency: every figure against the list of people, the receipts of the orders and the headcount of the
/// mine, none of which the board made its figures from, and the list against who truly is out.
/// </summary>
internal sealed class MusterCheck
{
    private const int MostExamples = 5;
    private readonly List<string> _examples = [];
    private int _seconds, _figures, _faults, _people, _out, _trulyOut;

    /// <summary>What came of it; null when there was no emergency.</summary>
    public MusterResult? Result => _seconds == 0 ? null : new(_seconds, _figures, _faults, _people, _out, _trulyOut, [.. _examples]);

    /// <summary>Looks at the board; once a second.</summary>
    public void Look(Mine mine, World world)
    {
        if (!mine.HasEmergency) return;
        var board = mine.EvacuationBoard(world.Now);
        var (counts, rows) = (board.Counts, board.Rows);
        _seconds++;
        (_people, _out, _trulyOut) = (counts.People, counts.Out, rows.Count(row => !world.Truth.Lasts(TrueKind.Underground, row.Subject)));

        var known = mine.Count(mine.Fixes(world.Now));
        Same(world, "people", counts.People, known.People + known.Unplaced.Count(tag => tag.Carrier == CarrierKind.Person));
        Same(world, "names", rows.Select(row => row.Subject).Distinct(StringComparer.Ordinal).Count(), rows.Length);

        var status = rows.CountBy(row => row.Status).ToDictionary();
        foreach (var (kind, figure) in (ReadOnlySpan<(MusterStatus, int)>)[
            (MusterStatus.Silent, counts.Silent), (MusterStatus.Unplaced, counts.Unplaced), (MusterStatus.MovingWrong, counts.MovingWrong), (MusterStatus.Standing, counts.Standing),
            (MusterStatus.MovingUnknown, counts.MovingUnknown), (MusterStatus.MovingRight, counts.MovingRight), (MusterStatus.AtRefuge, counts.AtRefuge), (MusterStatus.Out, counts.Out)])
            Same(world, kind.ToString(), figure, status.GetValueOrDefault(kind));
        Same(world, "all statuses", counts.Silent + counts.Unplaced + counts.MovingWrong + counts.Standing + counts.MovingUnknown + counts.MovingRight + counts.AtRefuge + counts.Out, rows.Length);

        // The orders come newest first: of each tag the newest counts.
        var receipts = board.Orders.Where(order => order.Withdrawn is null).SelectMany(order => order.Receipts).DistinctBy(receipt => receipt.Tag).ToList();
        Same(world, "ordered", counts.Ordered, receipts.Count);
        Same(world, "sent", counts.Sent, receipts.Count(receipt => receipt.Sent is not null));
        Same(world, "delivered", counts.Delivered, receipts.Count(receipt => receipt.Delivered is not null || receipt.Read is not null || receipt.Understood is not null));
        Same(world, "read", counts.Read, receipts.Count(receipt => receipt.Read is not null || receipt.Understood is not null));

        var ways = rows.Where(row => row.Status != MusterStatus.Out).CountBy(row => row.Escape.Outcome).ToDictionary();
        foreach (var (outcome, figure) in (ReadOnlySpan<(EscapeOutcome, int)>)[
            (EscapeOutcome.OutOfReach, counts.OutOfReach), (EscapeOutcome.RefugeOnly, counts.RefugeOnly), (EscapeOutcome.ReachesFreshAir, counts.ReachesFreshAir), (EscapeOutcome.InFreshAir, counts.InFreshAir)])
            Same(world, outcome.ToString(), figure, ways.GetValueOrDefault(outcome));
        Same(world, "all ways", counts.OutOfReach + counts.RefugeOnly + counts.ReachesFreshAir + counts.InFreshAir + ways.GetValueOrDefault(EscapeOutcome.NoPlace), counts.People - counts.Out);

        foreach (var row in rows)
            if (row.Status == MusterStatus.Out && world.Truth.Lasts(TrueKind.Underground, row.Subject) && !world.Truth.Lasts(TrueKind.Out, row.Subject))
                Fault(world, $"{row.Subject} is counted out and is below");
    }

    private void Same(World world, string figure, int shown, int counted)
    {
        _figures++;
        if (shown != counted) Fault(world, $"{figure}: {shown} on the board, {counted} counted");
    }

    private void Fault(World world, string what)
    {
        _faults++;
        if (_examples.Count < MostExamples) _examples.Add(string.Create(CultureInfo.InvariantCulture, $"{TimeSpan.FromSeconds(Math.Round(world.Elapsed)):hh\\:mm\\:ss} {what}"));
    }
}

/// <summary>How the muster board did.</summary>
/// <param name="Seconds">At how many seconds of the emergency it was added up.</param>
/// <param name="Figures">Sums that were compared, over all seconds.</param>
/// <param name="Faults">Sums that differed, and people counted out who were below.</param>
/// <param name="People">On the board at the end.</param>
/// <param name="Out">Of them out, as the board has it.</param>
/// <param name="TrulyOut">Of them truly out.</param>
/// <param name="Examples">The first faults, in words.</param>
public sealed record MusterResult(int Seconds, int Figures, int Faults, int People, int Out, int TrulyOut, ImmutableArray<string> Examples)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"Muster board: {Figures} sums at {Seconds} seconds, {(Faults == 0 ? "every one agrees with its list, and nobody was counted out who was below" : $"**{Faults} faults**: {string.Join("; ", Examples)}")}; at the end {People} people, {Out} of them out ({TrulyOut} truly are).");
}
