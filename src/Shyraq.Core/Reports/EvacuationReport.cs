using System.Collections.Immutable;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>The protocol of evacuations: each declared emergency, how soon people were out, how far the order came with each, and all that was done in order.</summary>
internal static class EvacuationReport
{
    private const string Declared = "emergencyDeclared", Ended = "emergencyEnded", Muster = "muster";

    private static readonly HashSet<string> Log =
    [
        "emergencyPrepared", Declared, "emergencyCancelled", Ended, "emergencyPlanPut", Muster, "orderGiven", "orderRepeated", "orderWithdrawn", "marked", "markContradicted", "unmarked", "sectionClosed",
        "sectionOpened", "gasClosed", "gasOpened", "teamIn", "teamRecalled", "recallAcknowledged", "teamBack", "stated", "confirmation", "statementConfirmed", "statementWithdrawn",
    ];

    private static readonly ImmutableArray<Column> SumColumns =
    [
        new("declared", ColumnKind.Time, 1.7), new("emergency", ColumnKind.Text, 1.5), new("detail", ColumnKind.Text, 3), new("endedAt", ColumnKind.Time, 1.7), new("lasted", ColumnKind.Duration), new("ordersGiven", ColumnKind.Number),
        new("cameOut", ColumnKind.Number), new("firstOut", ColumnKind.Duration), new("halfOut", ColumnKind.Duration), new("lastOut", ColumnKind.Duration), new("atRefuge", ColumnKind.Number), new("fellSilent", ColumnKind.Number),
    ];

    private static readonly ImmutableArray<Column> PeopleColumns =
    [
        new("name", ColumnKind.Text, 2.6), new("number", ColumnKind.Text), new("crew", ColumnKind.Text, 2), new("state", ColumnKind.Text, 1.8), new("ordered", ColumnKind.Time, 1.7), new("delivered", ColumnKind.Duration), new("read", ColumnKind.Duration),
        new("outAt", ColumnKind.Time, 1.7), new("afterT0", ColumnKind.Duration), new("upBy", ColumnKind.Text, 1.8), new("mark", ColumnKind.Text, 1.5),
    ];

    private static readonly ImmutableArray<Column> LogColumns =
        [new("time", ColumnKind.Time, 1.7), new("afterT0", ColumnKind.Duration), new("event", ColumnKind.Text, 2), new("what", ColumnKind.Text, 2), new("who", ColumnKind.Text, 2.5), new("detail", ColumnKind.Text, 4)];

    public static IReadOnlySet<string> Kinds { get; } = new HashSet<string>([.. Log, .. Bearers.Kinds], StringComparer.Ordinal);

    public static (ImmutableArray<ReportTable> Tables, ImmutableArray<Note> Notes) Make(ReportGround ground, ReportPeriod period, IReadOnlyList<Occurrence> events, Instant recordEnd)
    {
        var bearers = new Bearers(ground, events);
        var log = events.Where(e => Log.Contains(e.Kind)).ToList();
        var begun = log.Where(e => e.Kind == Declared && period.Holds(e.Time)).ToList();
        var board = ground.Evacuation is { Emergency: { } newest } found && period.Holds(newest.T0) ? found : null;
        var notes = ImmutableArray.CreateBuilder<Note>();
        if (begun.Count == 0) notes.Add(Note.Of("noEmergency"));
        else notes.Add(board is null ? Note.Of("boardOfAnother") : Note.Of("boardAsNow", Cell.Of(ground.At)));
        return (
            [
                new("evacuationSums", SumColumns, [.. begun.Select(Sum)]),
                new("evacuationPeople", PeopleColumns, board is null ? [] : [.. board.Rows.Select(row => Person(row, board))]),
                new("evacuationLog", LogColumns, [.. log.Where(e => period.Holds(e.Time)).Select(Line)]),
            ],
            notes.ToImmutable());

        Instant EndOf(Occurrence declared) => log.FirstOrDefault(e => e.Kind == Ended && e.Time >= declared.Time) is { Kind: Ended } ended ? ended.Time : recordEnd;

        // The board tells of people by the tag by which they are found, while they have one.
        string Whom(Occurrence e) => bearers.Who(e.Subject, e.Time).Person is { Length: > 0 } person ? person : e.Subject;

        Cell Reached(List<Occurrence> musters, MusterStatus status) => Cell.Of(musters.Where(e => e.What == Words.Of(status)).Select(Whom).Distinct().Count());

        ImmutableArray<Cell> Sum(Occurrence declared)
        {
            var (from, to) = (declared.Time, EndOf(declared));
            var musters = log.Where(e => e.Kind == Muster && e.Time >= from && e.Time <= to).ToList();
            var outs = musters.Where(e => e.What == Words.Of(MusterStatus.Out)).GroupBy(Whom).Select(g => g.First().Time.SecondsSince(from)).Order().ToList();
            var isOver = log.Any(e => e.Kind == Ended && e.Time == to);
            return
            [
                Cell.Of(from), new Cell.Word($"evacuation.kind.{declared.What}"), new Cell.Told(declared.Detail), isOver ? Cell.Of(to) : Cell.None, new Cell.Span(to.SecondsSince(from)),
                Cell.Of(log.Count(e => e.Kind == "orderGiven" && e.Time >= from && e.Time <= to)), Cell.Of(outs.Count), outs.Count > 0 ? new Cell.Span(outs[0]) : Cell.None, outs.Count > 0 ? new Cell.Span(outs[(outs.Count - 1) / 2]) : Cell.None,
                outs.Count > 0 ? new Cell.Span(outs[^1]) : Cell.None, Reached(musters, MusterStatus.AtRefuge), Reached(musters, MusterStatus.Silent),
            ];
        }

        ImmutableArray<Cell> Person(MusterRow row, EvacuationBoard of)
        {
            var t0 = of.Emergency!.T0;
            var order = of.Orders.FirstOrDefault(o => o.Number == row.Order);
            // The first time that the board counted the person out, while they still are.
            var outAt = row.Status == MusterStatus.Out ? log.FirstOrDefault(e => e.Kind == Muster && e.What == Words.Of(MusterStatus.Out) && e.Time >= t0 && (e.Subject == row.Tag?.Value || Whom(e) == row.Subject)) : default;
            return
            [
                Cell.Of(row.Name.Length > 0 ? row.Name : row.Subject), Cell.Of(row.Number), Cell.Of(row.Crew), new Cell.Word($"evacuation.status.{Words.Of(row.Status)}"), Cell.Of(order?.Given), After(order, row.Receipt?.Delivered), After(order, row.Receipt?.Read ?? row.Receipt?.Understood),
                Cell.Of(outAt.Kind is null ? null : outAt.Time), outAt.Kind is null ? Cell.None : new Cell.Span(outAt.Time.SecondsSince(t0)), row.OutBy is { } by ? new Cell.Word($"presence.source.{Words.Of(by.Source)}") : Cell.None,
                row.Mark is { } mark ? new Cell.Word($"evacuation.mark.{Words.Of(mark.As)}") : Cell.None,
            ];
        }

        ImmutableArray<Cell> Line(Occurrence e)
        {
            var t0 = begun.LastOrDefault(d => d.Time <= e.Time);
            return
            [
                Cell.Of(e.Time), t0.Kind is null || e.Time > EndOf(t0) ? Cell.None : new Cell.Span(e.Time.SecondsSince(t0.Time)), new Cell.Word($"happened.{e.Kind}"), e.What.Length > 0 ? new Cell.Word($"what.{e.Kind}.{e.What}") : Cell.None,
                Cell.Of(e.Subject.Length > 0 ? bearers.Name(e.Subject, e.Time) : ""), e.Detail.Length > 0 ? new Cell.Told(e.Detail) : Cell.None,
            ];
        }
    }

    private static Cell After(OrderRow? order, Instant? time) => order is not null && time is { } at ? new Cell.Span(Math.Max(0, at.SecondsSince(order.Given))) : Cell.None;
}
