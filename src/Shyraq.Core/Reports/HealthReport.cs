using System.Collections.Immutable;
using Shyraq.Core.Gas;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>How the radios, the tags and the gas sensors do, and what failed in a period.</summary>
internal static class HealthReport
{
    private static readonly ImmutableArray<Column> SumColumns =
        [new("what", ColumnKind.Text, 3), new("all", ColumnKind.Number), new("working", ColumnKind.Number), new("share", ColumnKind.Share), new("failures", ColumnKind.Number), new("downTime", ColumnKind.Duration, 1.3)];

    private static readonly ImmutableArray<Column> AnchorColumns =
    [
        new("anchor", ColumnKind.Text, 1.5), new("technology", ColumnKind.Text), new("place", ColumnKind.Text, 3), new("state", ColumnKind.Text, 1.5), new("heard", ColumnKind.Time, 1.7), new("perMinute", ColumnKind.Number),
        new("failures", ColumnKind.Number), new("downTime", ColumnKind.Duration, 1.3), new("finding", ColumnKind.Text, 2),
    ];

    private static readonly ImmutableArray<Column> TagColumns =
    [
        new("tag", ColumnKind.Text), new("lamp", ColumnKind.Text), new("holder", ColumnKind.Text, 3), new("heard", ColumnKind.Time, 1.7), new("battery", ColumnKind.Number), new("state", ColumnKind.Text, 1.7),
        new("lowBatteries", ColumnKind.Number), new("silences", ColumnKind.Number),
    ];

    private static readonly ImmutableArray<Column> SensorColumns =
        [new("sensor", ColumnKind.Text, 2), new("quantity", ColumnKind.Text), new("place", ColumnKind.Text, 3), new("state", ColumnKind.Text, 1.5), new("heard", ColumnKind.Time, 1.7), new("failures", ColumnKind.Number), new("downTime", ColumnKind.Duration, 1.3)];

    public static IReadOnlySet<string> Kinds => AlarmLife.Kinds;

    public static (ImmutableArray<ReportTable> Tables, ImmutableArray<Note> Notes) Make(ReportGround ground, ReportPeriod period, IReadOnlyList<Occurrence> events, Instant recordEnd)
    {
        var until = Instant.Min(recordEnd, period.To);
        var failed = AlarmLife.Of(ground.AlarmsBefore, events.Where(e => e.Time < period.To)).Where(a => a.IsIn(period)).ToLookup(a => (a.Kind, a.Subject));
        var isPast = ground.Past is not null;
        // Of a time that is over only failures are kept: what had none is not said to have worked.
        var anchors = isPast ? [.. ground.Plan.Anchors.Select(a => (Anchor: a, Health: new AnchorHealth(a.Id, Stands("anchorDead", a.Id.Value) ? AnchorState.Silent : AnchorState.Alive, null, 0)))]
            : ground.Plan.Anchors.Zip(ground.Anchors).Select(p => (Anchor: p.First, Health: p.Second)).ToList();
        var sensors = ground.Gas.Sensors.Where(s => s.Sensor is not null).OrderBy(s => s.Subject, StringComparer.Ordinal).ToList();
        var silent = Failures("areaLost", null);
        var holders = ground.Presence.Lamps.ToDictionary(hold => hold.Tag.Value, hold => hold.Person, StringComparer.Ordinal);
        return (
            [
                new("healthSums", SumColumns,
                [
                    Sum("anchors", anchors.Count, anchors.Count(a => a.Health.State == AnchorState.Alive), anchors.SelectMany(a => failed[("anchorDead", a.Anchor.Id.Value)])),
                    Sum("sensors", sensors.Count, sensors.Count(IsWorking), sensors.SelectMany(s => failed[("gasSensorFault", s.Subject)])),
                    Sum("tags", ground.Tags.Length, isPast ? ground.Tags.Count(t => !Stands("lowBattery", t.Tag.Value) && !Stands("tagSilent", t.Tag.Value)) : ground.Tags.Count(t => t.Heard is not null && !t.IsLow), ground.Tags.SelectMany(t => failed[("lowBattery", t.Tag.Value)].Concat(failed[("tagSilent", t.Tag.Value)]))),
                    Sum("areas", 0, 0, silent),
                ]),
                new("healthAnchors", AnchorColumns, [.. anchors.OrderBy(a => a.Health.State == AnchorState.Alive).ThenBy(a => a.Anchor.Id.Value, StringComparer.Ordinal).Select(a => (ImmutableArray<Cell>)
                    [
                        Cell.Of(a.Anchor.Id.Value), Cell.Of(a.Anchor.Technology.ToString()), Place(ground, a.Anchor.Place), new Cell.Word(isPast && a.Health.State == AnchorState.Alive ? "noFailure" : $"anchorState.{Words.Of(a.Health.State)}"), Cell.Of(a.Health.Heard), isPast ? Cell.None : new Cell.Number(a.Health.PerMinute),
                        .. Down(failed[("anchorDead", a.Anchor.Id.Value)]),
                        ground.Findings.Where(f => f.Anchor == a.Anchor.Id).Select(f => (Cell)new Cell.Word($"finding.{Words.Of(f.Kind)}")).FirstOrDefault() ?? Cell.None,
                    ])]),
                new("healthTags", TagColumns, [.. ground.Tags.Select(t => (ImmutableArray<Cell>)
                    [
                        Cell.Of(t.Tag.Value), Cell.Of(t.Lamp), Cell.Of(Holder(t)), isPast ? Cell.None : Cell.Of(t.Heard), !isPast && t.Battery is { } volts ? new Cell.Number(volts, 2) : Cell.None,
                        new Cell.Word(isPast ? Stands("tagSilent", t.Tag.Value) ? "tagSilent" : Stands("lowBattery", t.Tag.Value) ? "tagLow" : "noFailure" : t.Heard is null ? "tagNeverHeard" : t.IsLow ? "tagLow" : "tagGood"), Cell.Of(failed[("lowBattery", t.Tag.Value)].Count()), Cell.Of(failed[("tagSilent", t.Tag.Value)].Count()),
                    ])]),
                new("healthSensors", SensorColumns, [.. sensors.Select(s => (ImmutableArray<Cell>)
                    [
                        Cell.Of(s.Subject), Cell.Of(Quantities.NameOf(s.Quantity)), s.Place is { } place ? Place(ground, place) : Cell.None, new Cell.Word($"gasState.{Words.Of(s.State)}"), Cell.Of(s.Heard),
                        .. Down(failed[("gasSensorFault", s.Subject)]),
                    ])]),
            ],
            isPast ? [Note.Of("healthThen", Cell.Of(ground.StateAt)), .. ground.Knows("gas") ? (Note[])[] : [Note.Of("gasNotKept")]] : [Note.Of("healthNow", Cell.Of(ground.At))]);

        bool Stands(string kind, string subject) => failed[(kind, subject)].Any(a => a.Cleared is not { } cleared || cleared >= until);

        string Holder(TagHealth tag)
        {
            var holder = isPast ? holders.GetValueOrDefault(tag.Tag.Value, "") : tag.Holder;
            return holder.Length > 0 ? ground.Person(holder)?.Name ?? holder : "";
        }

        IEnumerable<AlarmLife> Failures(string kind, string? subject) => failed.Where(g => g.Key.Kind == kind && (subject is null || g.Key.Subject == subject)).SelectMany(g => g);

        ImmutableArray<Cell> Sum(string what, int all, int working, IEnumerable<AlarmLife> failures) =>
            [new Cell.Word($"health.{what}"), all > 0 ? Cell.Of(all) : Cell.None, all > 0 ? Cell.Of(working) : Cell.None, all > 0 ? new Cell.Share((double)working / all) : Cell.None, .. Down(failures)];

        // Within the period only, that neighbouring periods add up.
        Cell[] Down(IEnumerable<AlarmLife> failures)
        {
            var list = failures.ToList();
            return [Cell.Of(list.Count), new Cell.Span(list.Sum(a => Math.Max(0, Instant.Min(a.Cleared ?? until, until).SecondsSince(Instant.Max(a.Raised, period.From)))))];
        }

        static bool IsWorking(GasRow sensor) => sensor.Value is not null && sensor.State is not (GasState.Silent or GasState.Faulty or GasState.NeverHeard);
    }

    /// <summary>The roadway nearest to a place, and metres along it.</summary>
    public static Cell Place(ReportGround ground, Point3 place)
    {
        var (best, name) = (double.PositiveInfinity, "");
        foreach (var roadway in ground.Plan.Roadways)
        {
            var (offset, distance) = roadway.Line.Nearest(place);
            if (distance < best) (best, name) = (distance, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(roadway.Name.Length > 0 ? roadway.Name : roadway.Id.Value)}, {offset:0} m"));
        }
        return Cell.Of(name);
    }
}
