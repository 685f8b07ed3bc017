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
        new("declared", ColumnKind.Time, 1.7), new("name", ColumnKind.Text, 2.6), new("number", ColumnKind.Text), new("crew", ColumnKind.Text, 2), new("state", ColumnKind.Text, 1.8), new("ordered", ColumnKind.Time, 1.7), new("delivered", ColumnKind.Duration), new("read", ColumnKind.Duration),
        new("outAt", ColumnKind.Time, 1.7), new("afterT0", ColumnKind.Duration), new("upBy", ColumnKind.Text, 1.8), new("mark", ColumnKind.Text, 1.5),
    ];

    private static readonly ImmutableArray<Column> LogColumns =
        [new("time", ColumnKind.Time, 1.7), new("afterT0", ColumnKind.Duration), new("event", ColumnKind.Text, 2), new("what", ColumnKind.Text, 2), new("who", ColumnKind.Text, 2.5), new("detail", ColumnKind.Text, 4)];

    public static IReadOnlySet<string> Kinds { get; } = new HashSet<string>([.. Log, .. Bearers.Kinds], StringComparer.Ordinal);

    /// <summary>The emergencies that touch a period: when each was declared, and when it ended; null while it lasts.</summary>
    public static IReadOnlyList<(Instant Declared, Instant? Ended)> Emergencies(IReadOnlyList<Occurrence> events, ReportPeriod period)
    {
        var all = new List<(Instant Declared, Instant? Ended)>();
        foreach (var one in events)
        {
            if (one.Time >= period.To) break;
            if (one.Kind == Declared) all.Add((one.Time, null));
            else if (one.Kind == Ended && all.Count > 0 && all[^1].Ended is null) all[^1] = all[^1] with { Ended = one.Time };
        }
        return [.. all.Where(e => e.Ended is not { } ended || ended > period.From)];
    }

    public static (ImmutableArray<ReportTable> Tables, ImmutableArray<Note> Notes) Make(ReportGround ground, ReportPeriod period, ReportFilter filter, IReadOnlyList<Occurrence> events, Instant recordEnd)
    {
        var bearers = new Bearers(ground, events);
        var emergencies = Emergencies(events, period);
        // One that began before the period is told from its beginning: without it nothing of it can be understood.
        var first = emergencies.Count > 0 ? Instant.Min(emergencies[0].Declared.PlusSeconds(-PreparedEmergency.StandsFor), period.From) : period.From;
        var log = events.Where(e => Log.Contains(e.Kind) && e.Time < period.To).ToList();
        var begun = log.Where(e => e.Kind == Declared && emergencies.Any(one => one.Declared == e.Time)).ToList();
        var boards = ground.Musters.Length > 0 ? ground.Musters : ground.Evacuation is { Emergency: { } newest } now && emergencies.Any(e => e.Declared == newest.T0) ? [now] : [];
        var notes = ImmutableArray.CreateBuilder<Note>();
        if (begun.Count == 0) notes.Add(Note.Of("noEmergency"));
        foreach (var board in boards) notes.Add(Note.Of("boardAsAt", Cell.Of(board.Emergency!.T0), Cell.Of(board.At)));
        foreach (var one in begun.Where(e => !boards.Any(b => b.Emergency!.T0 == e.Time))) notes.Add(Note.Of("boardMissing", Cell.Of(one.Time)));
        if (begun.Any(e => e.Time < period.From)) notes.Add(Note.Of("emergencyBefore", Cell.Of(begun.Count(e => e.Time < period.From))));
        return (
            [
                new("evacuationSums", SumColumns, [.. begun.Select(Sum)]),
                new("evacuationPeople", PeopleColumns, [.. boards.SelectMany(board => board.Rows.Where(Takes).Select(row => Person(row, board)))]),
                new("evacuationLog", LogColumns, [.. log.Where(e => e.Time >= first).Select(Line)]),
            ],
            notes.ToImmutable());

        bool Takes(MusterRow row) => filter.IsAll || row.Kind == AccountKind.Person && filter.Takes(row.Subject, ground.Person(row.Subject)?.Company ?? "", row.Crew);

        Instant EndOf(Occurrence declared) => log.FirstOrDefault(e => e.Kind == Ended && e.Time >= declared.Time) is { Kind: Ended } ended ? ended.Time : Instant.Min(recordEnd, period.To);

        // The board tells of people by the tag by which they are found, while they have one.
        string Whom(Occurrence e) => bearers.Who(e.Subject, e.Time).Person is { Length: > 0 } person ? person : e.Subject;

        Cell Reached(List<Occurrence> musters, MusterStatus status) => Cell.Of(musters.Where(e => e.What == Words.Of(status)).Select(Whom).Distinct().Count());

        // By the evidence, such as the gate; where there is none any more, when the board first counted the person out.
        Instant? OutAt(MusterRow row, Instant t0)
        {
            if (row.Status != MusterStatus.Out) return null;
            if (row.OutBy is { } by && by.Time >= t0) return by.Time;
            return log.FirstOrDefault(e => e.Kind == Muster && e.What == Words.Of(MusterStatus.Out) && e.Time >= t0 && (e.Subject == row.Tag?.Value || Whom(e) == row.Subject)) is { Kind: Muster } told ? told.Time : null;
        }

        ImmutableArray<Cell> Sum(Occurrence declared)
        {
            var (from, to) = (declared.Time, EndOf(declared));
            var musters = log.Where(e => e.Kind == Muster && e.Time >= from && e.Time <= to).ToList();
            var outs = (boards.FirstOrDefault(b => b.Emergency!.T0 == from) is { } board ? board.Rows.Select(row => OutAt(row, from)).OfType<Instant>()
                : musters.Where(e => e.What == Words.Of(MusterStatus.Out)).GroupBy(Whom).Select(g => g.First().Time)).Select(at => at.SecondsSince(from)).Order().ToList();
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
            var outAt = OutAt(row, t0);
            return
            [
                Cell.Of(t0), Cell.Of(row.Name.Length > 0 ? row.Name : row.Subject), Cell.Of(row.Number), Cell.Of(row.Crew), new Cell.Word($"evacuation.status.{Words.Of(row.Status)}"), Cell.Of(order?.Given), After(order, row.Receipt?.Delivered), After(order, row.Receipt?.Read ?? row.Receipt?.Understood),
                Cell.Of(outAt), Cell.Of(outAt?.SecondsSince(t0)), row.OutBy is { } by ? new Cell.Word($"presence.source.{Words.Of(by.Source)}") : Cell.None,
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
