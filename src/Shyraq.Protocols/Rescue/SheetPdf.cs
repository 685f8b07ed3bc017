using System.Globalization;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Plan;
using Shyraq.Core.Rescue;
using Shyraq.Core.Units;
using Shyraq.Protocols.Pdf;

namespace Shyraq.Protocols.Rescue;

/// <summary>The rescue sheet to print, A4 across: the list of everybody with the silent first, each level, teams and statements. Black on white throughout.</summary>
public static class SheetPdf
{
    private static readonly (string Key, double X, double Width)[] Columns =
        [("status", 0, 82), ("who", 84, 150), ("number", 236, 50), ("place", 288, 180), ("heard", 476, 62), ("radius", 540, 30), ("way", 572, 178), ("left", 752, 36)];

    /// <summary>The file.</summary>
    /// <param name="language">One of <see cref="SheetWords.Languages"/>.</param>
    public static byte[] Write(RescueSheet sheet, string language = "ru")
    {
        var file = new PdfFile();
        var list = new PrintedList(file, sheet, language);
        list.Heading();
        list.Rows(Columns, SheetRow.All(sheet).Select(row => Cells(row, sheet, language)));
        foreach (var map in LevelMap.All(sheet)) Draw(file.Page(), map, language);
        list.Begin("closed", sheet.Evacuation.Closures.Select(c => FormattableString.Invariant($"{c.Roadway}  {c.From:0}–{c.To:0} {Say("m")}  {Say(SheetWords.Key(c.Cause))}  {c.Why}  {SheetWords.Clock(c.Since, sheet.Plan.TimeZone)}  {(c.Sensor.Length > 0 ? $"{Say("sensor")} {c.Sensor}" : c.By)}")));
        list.Begin("teams", sheet.Rescue.Teams.Select(t => FormattableString.Invariant($"{(t.Team.Name.Length > 0 ? t.Team.Name : t.Team.Id)}  {t.Team.Task}  {string.Join(", ", t.Team.Members)}  {Say("air")} {t.MinutesLeft:0}  {(t.Team.Recalled is not null ? Say("recalled") : "")} {(t.Team.Acknowledged is not null ? Say("acknowledged") : "")}")));
        list.Begin("statements", sheet.Rescue.Statements.Select(s => FormattableString.Invariant($"{SheetWords.Clock(s.At, sheet.Plan.TimeZone)}  {s.About}  {(SheetWords.All.ContainsKey(SheetWords.Key(s.Claim)) ? Say(SheetWords.Key(s.Claim)) : "")} {s.Text}  {s.Source} · {s.By}  {Say(s.WithdrawnWhy is not null ? "withdrawn" : s.IsConfirmed ? "isConfirmed" : "unconfirmed")} {s.Confirmations.Length}/{s.Needed}")));
        return file.Write($"{Say("title")} · {sheet.Plan.Name}");

        string Say(string key) => SheetWords.Say(key, language);
    }

    private static (string[] Texts, bool Bold) Cells(SheetRow row, RescueSheet sheet, string language) => (
        [
            string.Join(" · ", row.Said.Prepend(SheetWords.Key(row.Of.Status)).Select(key => SheetWords.Say(key, language))), row.Name, row.Of.Number.Length > 0 ? row.Of.Number : row.Of.Subject,
            $"{row.Where}{(row.Offset is { } metres ? string.Create(CultureInfo.InvariantCulture, $", {metres:0} {SheetWords.Say("m", language)}") : "")}{(row.Level.Length > 0 ? " · " + row.Level : "")}{(row.Missing?.Reach is { } reach ? string.Create(CultureInfo.InvariantCulture, $" · {SheetWords.Say("reach", language)} {reach.Metres:0}") : "")}",
            row.Age is { } age ? SheetWords.Age(age, language) : SheetWords.Say("none", language), row.Radius?.ToString("0", CultureInfo.InvariantCulture) ?? "", row.Way(language),
            row.Of.Status == MusterStatus.Out ? "" : row.Of.Escape.MinutesLeft?.ToString("0", CultureInfo.InvariantCulture) ?? "",
        ],
        row.Of.Status is MusterStatus.Silent or MusterStatus.Unplaced or MusterStatus.MovingWrong || row.Of.Mark is { IsInjured: true });

    private static void Draw(PdfPage page, LevelMap map, string language)
    {
        const double top = PdfPage.Margin + 22;
        page.Text(PdfPage.Margin, PdfPage.Margin + 10, 13, $"{(map.Level.Length > 0 ? $"{SheetWords.Say("level", language)} {map.Level}" : SheetWords.Say("noLevel", language))} · {map.People.Length}", bold: true);
        var scale = Math.Min((PdfPage.Width - 2 * PdfPage.Margin) / Math.Max(50, map.High.X - map.Low.X), (PdfPage.Height - top - PdfPage.Margin - 14) / Math.Max(50, map.High.Y - map.Low.Y));
        foreach (var roadway in map.Roadways) page.Line(roadway.Line.Vertices.ToArray().Select(At), roadway.Air == Air.Intake ? 1.6 : 0.8, 0.45, roadway.Air == Air.Return ? "[4 2] 0" : "");
        foreach (var (_, line) in map.Closed) page.Line(line.Select(At), 4, 0, "[1.5 2.5] 0");
        foreach (var landmark in map.Landmarks)
        {
            var (x, y) = At(landmark.Place);
            page.Shape(landmark.Kind == LandmarkKind.Exit ? [(x, y - 5), (x + 5, y + 4), (x - 5, y + 4)] : landmark.Kind == LandmarkKind.Refuge ? [(x - 4, y - 4), (x + 4, y - 4), (x + 4, y + 4), (x - 4, y + 4)] : [(x - 1.5, y - 1.5), (x + 1.5, y - 1.5), (x + 1.5, y + 1.5), (x - 1.5, y + 1.5)], landmark.Kind == LandmarkKind.SelfRescuerCache ? 0.6 : 0.25);
            if (landmark.Kind != LandmarkKind.SelfRescuerCache) page.Text(x + 6, y + 3, 6.5, landmark.Id, bold: true);
        }
        foreach (var person in map.People)
        {
            var (x, y) = At(person.Place);
            page.Disc(x, y, 2.4, person.Status == MusterStatus.Silent);
            if (person.Status is MusterStatus.Silent or MusterStatus.MovingWrong) page.Text(x + 4, y - 2, 6, person.Label, width: 90);
        }
        var metres = SheetMapSvg.NiceLength(150 / scale);
        page.Line([(PdfPage.Margin, PdfPage.Height - 20), (PdfPage.Margin + metres * scale, PdfPage.Height - 20)], 2);
        page.Text(PdfPage.Margin, PdfPage.Height - 10, 7, string.Create(CultureInfo.InvariantCulture, $"{metres:0} {SheetWords.Say("m", language)}"));

        (double X, double Y) At(Point3 p) => (PdfPage.Margin + (p.X - map.Low.X) * scale, top + (map.High.Y - p.Y) * scale);
    }
}
