using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Rescue;

namespace Shyraq.Protocols.Rescue;

/// <summary>
/// The rescue sheet as one HTML file: nothing is fetched, so it opens from a disk on any laptop. Everything stands in it as text, in the
/// language asked for until the reader chooses another one; the script only searches, marks on the map and translates.
/// </summary>
public sealed class SheetHtml
{
    private static readonly string[] Columns = ["status", "who", "number", "place", "heard", "radius", "way", "left"];

    private readonly string _language;

    private SheetHtml(string language) => _language = language;

    /// <summary>UTF-8.</summary>
    /// <param name="language">One of <see cref="SheetWords.Languages"/>: in which it opens.</param>
    public static byte[] Write(RescueSheet sheet, string language = "ru") => new SheetHtml(language).Write(sheet);

    private byte[] Write(RescueSheet sheet)
    {
        var to = new StringBuilder(256 * 1024);
        var zone = sheet.Plan.TimeZone;
        var name = sheet.Plan.Name.Length > 0 ? sheet.Plan.Name : sheet.Plan.Id.Value;
        to.Append("<!doctype html><html lang=\"").Append(_language).Append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{Html(name)}</title><style>{Resource.Text("sheet.css")}</style></head><body>\n");
        to.Append(CultureInfo.InvariantCulture, $"<header><h1>{Word("title")} · {Html(name)}</h1><p><b>{Word("made")} {SheetWords.Clock(sheet.At, zone)}</b> ({Html(zone)}), {Word("journal")} {sheet.Sequence}. <span id=\"old\" data-at=\"{sheet.At.UnixMilliseconds:0}\"></span> {Word("age")}</p>");
        Emergency(to, sheet);
        Counts(to, sheet.Evacuation.Counts);
        to.Append("<nav><input id=\"search\" type=\"search\" data-hint=\"search\" placeholder=\"").Append(Html(SheetWords.Say("search", _language))).Append("\"><button data-language=\"ru\">Рус</button><button data-language=\"kk\">Қаз</button><button data-language=\"en\">Eng</button></nav></header>\n");
        People(to, sheet);
        foreach (var map in LevelMap.All(sheet))
        {
            to.Append(CultureInfo.InvariantCulture, $"<section class=\"map\"><h2>{(map.Level.Length > 0 ? $"{Word("level")} {Html(map.Level)}" : Word("noLevel"))} · {map.People.Length}</h2>");
            SheetMapSvg.Write(to, map, sheet, _language);
            to.Append("</section>");
        }
        Table(to, "closed", sheet.Evacuation.Closures.Select(c => FormattableString.Invariant($"<td>{Html(c.Roadway.Value)}<td>{c.From:0}–{c.To:0} {Word("m")}<td>{Word(SheetWords.Key(c.Cause))}<td>{Html(c.Why)}<td>{SheetWords.Clock(c.Since, zone)}<td>{(c.Sensor.Length > 0 ? $"{Word("sensor")} {Html(c.Sensor)}" : Html(c.By))}")));
        Table(to, "teams", sheet.Rescue.Teams.Select(t => FormattableString.Invariant($"<td>{Html(t.Team.Name.Length > 0 ? t.Team.Name : t.Team.Id)}<td>{Html(t.Team.Task)}<td>{Html(string.Join(", ", t.Team.Members))}<td>{Word("air")} {t.MinutesLeft:0}<td>{(t.Team.Recalled is { } at ? $"{Word("recalled")} {SheetWords.Clock(at, zone)}" : "")}<td>{(t.Team.Acknowledged is not null ? $"{Word("acknowledged")} {Html(t.Team.AcknowledgedBy)}" : "")}")));
        Table(to, "statements", sheet.Rescue.Statements.Select(s => FormattableString.Invariant($"<td>{SheetWords.Clock(s.At, zone)}<td>{Html(s.About)}<td>{Word(SheetWords.All.ContainsKey(SheetWords.Key(s.Claim)) ? SheetWords.Key(s.Claim) : "other")} {Html(s.Text)}<td>{Html(s.Source)} · {Html(s.By)}<td><b>{Word(s.WithdrawnWhy is not null ? "withdrawn" : s.IsConfirmed ? "isConfirmed" : "unconfirmed")}</b> {s.Confirmations.Length}/{s.Needed} {Html(string.Join(", ", s.Confirmations.Select(c => c.By)))}")));
        Table(to, "information", sheet.Rescue.Levels.Select(l => FormattableString.Invariant($"<td>{Html(l.Level)}<td>{Word("live")} {l.Live:0} {Word("m")}<td>{Word("stale")} {l.Stale:0} {Word("m")}<td>{Word("radiosDead")} {l.RadiosDead:0} {Word("m")}<td>{Word("neverCovered")} {l.NeverCovered:0} {Word("m")}")));
        Frozen(to, sheet);
        to.Append("<script>const words=").Append(JsonSerializer.Serialize(SheetWords.All.ToDictionary(w => w.Key, w => w.Value))).Append(";\n").Append(Resource.Text("sheet.js")).Append("</script></body></html>\n");
        return Encoding.UTF8.GetBytes(to.ToString());
    }

    private void Emergency(StringBuilder to, RescueSheet sheet)
    {
        if (sheet.Evacuation.Emergency is not { } e) to.Append(CultureInfo.InvariantCulture, $"<p>{Word("noEmergency")}</p>");
        else to.Append(CultureInfo.InvariantCulture, $"<p class=\"emergency\">{Word(SheetWords.Key(e.Kind))}: {Html(e.Place.Where)} · T0 {SheetWords.Clock(e.T0, sheet.Plan.TimeZone)} · {Html(e.Why)} · {Word("confirmed")} {Html(e.ConfirmedBy)}</p>");
    }

    private void Counts(StringBuilder to, MusterCounts counts)
    {
        to.Append(CultureInfo.InvariantCulture, $"<ul class=\"counts\"><li><b>{counts.People}</b> {Word("total")}");
        foreach (var (key, count) in new[] { ("silent", counts.Silent), ("unplaced", counts.Unplaced), ("movingWrong", counts.MovingWrong), ("standing", counts.Standing), ("movingUnknown", counts.MovingUnknown), ("movingRight", counts.MovingRight), ("atRefuge", counts.AtRefuge), ("out", counts.Out) })
            to.Append(CultureInfo.InvariantCulture, $"<li class=\"{key}\"><b>{count}</b> {Word(key)}");
        to.Append("</ul>");
    }

    private void People(StringBuilder to, RescueSheet sheet)
    {
        to.Append(CultureInfo.InvariantCulture, $"<section><h2>{Word("people")}</h2><table id=\"people\"><thead><tr>{string.Concat(Columns.Select(k => $"<th>{Word(k)}"))}</thead><tbody>");
        foreach (var row in SheetRow.All(sheet))
        {
            to.Append(CultureInfo.InvariantCulture, $"<tr class=\"{SheetWords.Key(row.Of.Status)}\" tabindex=\"0\" data-of=\"{Html(row.Of.Subject)}\"><td>{Word(SheetWords.Key(row.Of.Status))}{string.Concat(row.Said.Select(s => $"<br><b>{Word(s)}</b>"))}{(row.Of.Mark is { } mark ? $"<br><small>{Html(mark.Source)} · {Html(mark.By)}</small>" : "")}<td>{Html(row.Name)}<br><small>{Html(row.Of.Crew)} {Html(row.Of.Role)}</small><td>{Html(row.Of.Number)}<br><small>{Html(row.Of.Tag?.Value ?? row.Of.Subject)}</small><td>{Html(row.Where)}{(row.Offset is { } metres ? FormattableString.Invariant($", {metres:0} {Word("m")}") : "")}<br><small>{Html(row.Level)} {string.Join(", ", row.Doubt.Select(d => d == "alternatives" ? $"{Word(d)} {row.Of.Place!.Alternatives}" : Word(d)))}");
            if (row.Missing?.Reach is { } reach) to.Append(CultureInfo.InvariantCulture, $", {Word("reach")} {reach.Metres:0} {Word("m")}");
            to.Append(CultureInfo.InvariantCulture, $"</small><td>{(row.Of.Heard is { } heard ? $"{SheetWords.Clock(heard, sheet.Plan.TimeZone)[11..]}<br><small>{SheetWords.Age(row.Age!.Value, _language)}</small>" : Word("none"))}<td>{row.Radius:0}<td>");
            if (row.Of.Status == MusterStatus.Out) to.Append(CultureInfo.InvariantCulture, $"{(row.Of.OutBy is { } by ? $"{Word(SheetWords.Key(by.Source))}: {Html(by.Detail)}" : "")}");
            else
            {
                var way = row.Of.Escape;
                to.Append(CultureInfo.InvariantCulture, $"{Word(SheetWords.Key(way.Outcome))}{(way.Goal.Length > 0 ? " → " + Html(way.Goal) : "")}{(way.Seconds is { } s ? FormattableString.Invariant($", {way.Metres:0} {Word("m")}, {s / 60:0} {Word("min")}") : "")}<br><small>{Html(string.Join(" → ", way.Legs.Where(l => l.Roadway is not null).Select(l => l.Roadway!.Value.Value)))}{string.Concat(way.Caches.Select(c => " +" + Html(c)))}</small>");
            }
            to.Append(CultureInfo.InvariantCulture, $"<td>{(row.Of.Status == MusterStatus.Out ? null : row.Of.Escape.MinutesLeft):0}\n");
        }
        to.Append("</tbody></table></section>\n");
    }

    private void Frozen(StringBuilder to, RescueSheet sheet)
    {
        if (sheet.Picture is not { } picture) return;
        to.Append(CultureInfo.InvariantCulture, $"<section><h2>{Word("frozen")} · {SheetWords.Clock(picture.T0, sheet.Plan.TimeZone)}</h2><p>{Word("people")} {picture.People}, {Word("unplacedAtT0")} {picture.Unplaced}</p><table><tbody>");
        foreach (var one in picture.Persons)
            to.Append(CultureInfo.InvariantCulture, $"<tr><td>{Html(string.Join(", ", one.Tags))}<td>{Html(one.Name.Length > 0 ? one.Name : one.Id)}<td>{Html(one.Number)}<td>{Word(SheetWords.Key(one.State))}<td colspan=\"4\">{Html(string.Join("; ", one.Disagreements.Select(d => d.Detail)))}\n");
        to.Append("</tbody></table><table><tbody>");
        foreach (var one in picture.Tags)
            to.Append(CultureInfo.InvariantCulture, $"<tr><td>{Html(one.Tag.Value)}<td>{Html(one.Name)}{(one.Vehicle ? " " + Word("vehicle") : "")}<td>{Html(one.Number)}<td>{Html(one.Place?.Roadway?.Value ?? one.Place?.Area?.Value ?? "")}<td>{one.Place?.Offset:0}<td>± {one.Place?.Radius95:0}<td>{(one.Place is { } p ? Word(SheetWords.Key(p.State)) : Word("unplaced"))}<td>{(one.Heard is { } h ? SheetWords.Age(picture.T0.SecondsSince(h), _language) : "")}\n");
        to.Append("</tbody></table></section>");
    }

    private void Table(StringBuilder to, string title, IEnumerable<string> rows)
    {
        to.Append(CultureInfo.InvariantCulture, $"<section><h2>{Word(title)}</h2><table><tbody>");
        var any = false;
        foreach (var row in rows)
        {
            any = true;
            to.Append("<tr>").Append(row).Append('\n');
        }
        to.Append(any ? "</tbody></table></section>\n" : $"<tr><td>{Word("none")}</tbody></table></section>\n");
    }

    private string Word(string key) => $"<span data-t=\"{key}\">{Html(SheetWords.Say(key, _language))}</span>";

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
