using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shyraq.Core.Acts;
using Shyraq.Core.Reports;
using Shyraq.Hosting;
using Shyraq.Protocols.Inputs;
using Shyraq.Protocols.Reports;
using Shyraq.Storage;
using Shyraq.Tests.EndToEnd;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.Reports;

/// <summary>Reports through the API and the verb, as a desk, an office and a script ask for them.</summary>
public sealed class ReportApiTests(Server server)
{
    [Fact]
    public async Task A_shift_that_was_worked_is_asked_for_looked_at_and_taken_and_that_it_was_taken_is_recorded()
    {
        var mine = await server.NewMine();
        var now = TimeProvider.System.GetUtcNow();
        await Do(mine, new { kind = "importRegistry", companies = new[] { new { id = "gss", name = "ТОО «Горношахтстрой»", contractor = true } }, people = new[] { new { id = "P1", name = "Айгүл", number = "1234", company = "gss" } } });
        await Do(mine, new { kind = "planShift", shift = "утро", start = Iso(now.AddMinutes(-60)), end = Iso(now.AddMinutes(60)), people = new[] { "P1" } });
        await Pass(mine, "in", now.AddMinutes(-30));
        await Pass(mine, "out", now.AddMinutes(-10));

        var choice = await Json(await server.Http.GetAsync($"/api/mines/{mine}/reports?language=kk"));
        Assert.Contains("attendance", choice.GetProperty("reports").EnumerateArray().Select(r => r.GetProperty("name").GetString()));
        Assert.Equal("утро", choice.GetProperty("shifts")[0].GetProperty("shift").GetString());

        var report = await Told(mine, "shift=this");
        Assert.Equal("утро", report.GetProperty("shift").GetString());
        var row = report.GetProperty("tables")[1].GetProperty("rows")[0];
        Assert.Equal(("ТОО «Горношахтстрой»", "Айгүл", "1234"), (row[0].GetString(), row[1].GetString(), row[2].GetString()));
        // Since nothing tells of the gate but its own clock, to the second.
        Assert.InRange(row[7].GetDouble(), 1199, 1201);
        Assert.Equal(64, report.GetProperty("record").GetProperty("hash").GetString()!.Length);

        foreach (var name in choice.GetProperty("reports").EnumerateArray().Select(r => r.GetProperty("name").GetString()))
        {
            var any = await Json(await server.Http.GetAsync($"/api/mines/{mine}/reports/{name}.json?shift=this&language=kk"));
            Assert.Equal((name, true), (any.GetProperty("name").GetString(), any.GetProperty("tables").GetArrayLength() > 0));
            // Every code has words: none is left bare on the paper.
            Assert.DoesNotMatch(@"(column|table|title|note|question|basis|presence|happened|what)\.[a-z]", any.GetRawText());
        }

        using var unsigned = await server.Http.GetAsync($"/api/mines/{mine}/reports/attendance.pdf?shift=this");
        Assert.Equal(HttpStatusCode.BadRequest, unsigned.StatusCode);
        var taken = new List<(string Form, string Digest)>();
        foreach (var (form, begins) in new[] { ("pdf", "%PDF-1.7"u8.ToArray()), ("xlsx", "PK"u8.ToArray()), ("csv", Encoding.UTF8.GetBytes("\uFEFF")) })
        {
            using var file = await server.Http.GetAsync($"/api/mines/{mine}/reports/attendance.{form}?shift=this&by=Omarov&language=en");
            var bytes = await file.Content.ReadAsByteArrayAsync();
            Assert.True(file.IsSuccessStatusCode, Encoding.UTF8.GetString(bytes));
            Assert.Equal(begins, bytes[..begins.Length]);
            Assert.EndsWith($".{form}", file.Content.Headers.ContentDisposition!.FileNameStar ?? file.Content.Headers.ContentDisposition.FileName, StringComparison.Ordinal);
            taken.Add((form, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }
        // Each file is in the journal with who took it and its digest.
        var acts = Exports(mine);
        Assert.Equal(taken, acts.Select(a => (a.Export.Form, a.Export.Digest)));
        Assert.All(acts, a => Assert.Equal("Omarov", a.By));

        // The office has the report without the server's help, but not unrecorded, unless it says so.
        var to = Path.Combine(server.Folder, $"{mine}.json");
        string[] asked = ["report", "--data", server.Folder, "--mine", mine, "--name", "attendance", "--shift", "утро", "--out", to];
        var (code, said) = await ServerProcess.Verb(asked);
        Assert.True(code != 0 && said.Contains("--unrecorded", StringComparison.Ordinal), said);
        (code, said) = await ServerProcess.Verb([.. asked, "--unrecorded"]);
        Assert.True(code == 0, said);
        using var offline = JsonDocument.Parse(await File.ReadAllBytesAsync(to));
        Assert.Equal("Айгүл", offline.RootElement.GetProperty("tables")[1].GetProperty("rows")[0][1].GetString());
    }

    [Fact]
    public async Task After_a_shift_its_reports_lie_on_the_server_once_and_are_there_again_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("shyraq-scheduled-").FullName;
        var options = new ServeOptions { Folder = folder, Urls = "http://127.0.0.1:0", Mqtt = new() { Enabled = false }, Reports = new() { AfterShifts = true, Wait = TimeSpan.Zero, Forms = [ReportForm.Pdf], ShiftReports = [ReportName.Attendance, ReportName.Clearance] } };
        try
        {
            for (var run = 0; run < 2; run++)
            {
                await using var app = ShyraqHost.Build(options);
                await app.StartAsync();
                using var http = new HttpClient { BaseAddress = new Uri(app.Addresses()[0]) };
                if (run == 0)
                {
                    using var plan = SmallMine.Plan("s");
                    Assert.True((await http.PutAsync("/api/mines/s/plan", plan)).IsSuccessStatusCode);
                    var now = TimeProvider.System.GetUtcNow();
                    await Json(await http.PostAsJsonAsync("/api/mines/s/acts", new { by = "clerk", act = new { kind = "planShift", shift = "night", start = Iso(now.AddHours(-8)), end = Iso(now.AddMinutes(-1)), people = Array.Empty<string>() } }));
                }
                var files = await Eventually.Get("two reports of the shift", async () =>
                    (await Json(await http.GetAsync("/api/mines/s/reports"))).GetProperty("files").EnumerateArray().Select(f => f.GetProperty("name").GetString()!).ToArray() is { Length: 2 } found ? found : null);
                Assert.Equal(["attendance", "clearance"], files.Select(f => f.Split('-')[1]).Order());
                Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync($"/api/mines/s/reports/files/{files[0]}")).StatusCode);
                Assert.Equal("%PDF-1.7"u8.ToArray(), (await http.GetByteArrayAsync($"/api/mines/s/reports/files/{files[0]}?by=Omarov"))[..8]);
                Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/api/mines/s/reports/files/other.pdf?by=Omarov")).StatusCode);
                await app.StopAsync();
            }
            using var store = MineStores.At(folder);
            var by = store.Read(new("s")).Journal.ReadFrom(1).SelectMany(block => InputCodec.Decode(block.Body, 1)).OfType<ActInput>().Where(a => a.Act is RecordExport).Select(a => a.By).ToArray();
            // Made once, taken once in each run.
            Assert.Equal((2, 2), (by.Count(b => b == "schedule"), by.Count(b => b == "Omarov")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("attendance.json", 400, "The parameter from: is missing")]
    [InlineData("attendance.json?from=yesterday&to=today", 400, "The parameter from: 'yesterday'")]
    [InlineData("attendance.json?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", 400, "The parameter to: is not after from")]
    [InlineData("attendance.json?from=2020-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", 400, "The parameter to: is more than 366 days")]
    [InlineData("attendance.json?shift=night", 400, "The parameter shift: no shift 'night'")]
    [InlineData("attendance.json?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&company=none", 400, "The parameter company: no company 'none'")]
    [InlineData("attendance.json?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&language=de", 400, "The parameter language: 'de'")]
    [InlineData("nothing.json?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z", 404, "no report 'nothing'")]
    [InlineData("attendance.doc?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&by=x", 404, "no form 'doc'")]
    public async Task What_is_asked_wrongly_is_refused_by_the_name_of_the_parameter(string what, int status, string why)
    {
        var mine = await server.NewMine();
        using var answer = await server.Http.GetAsync($"/api/mines/{mine}/reports/{what}");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(why, JsonElement.Parse(text).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    // Events are recorded just after the answer to what made them.
    private Task<JsonElement> Told(string mine, string query) => Eventually.Get("a report with the way down and up", async () =>
    {
        var report = await Json(await server.Http.GetAsync($"/api/mines/{mine}/reports/attendance.json?{query}"));
        return report.GetProperty("tables")[2].GetProperty("rows") is { } rows && rows.GetArrayLength() > 0 && rows[0][4].ValueKind == JsonValueKind.String ? new Found(report) : null;
    }).ContinueWith(found => found.Result.Report, TaskScheduler.Default);

    private List<(string By, RecordExport Export)> Exports(string mine)
    {
        using var store = MineStores.At(server.Folder);
        return [.. store.Read(new(mine)).Journal.ReadFrom(1).SelectMany(block => InputCodec.Decode(block.Body, 1)).OfType<ActInput>().Where(a => a.Act is RecordExport).Select(a => (a.By, (RecordExport)a.Act))];
    }

    private sealed record Found(JsonElement Report);

    private async Task Pass(string mine, string direction, DateTimeOffset at)
    {
        using var body = new StringContent($$"""{"time":"{{Iso(at)}}","person":"1234","gate":"E1","direction":"{{direction}}"}""", Encoding.UTF8, "application/x-ndjson");
        await Json(await server.Http.PostAsync($"/api/mines/{mine}/passages", body));
    }

    private async Task Do(string mine, object act)
    {
        using var answer = await server.Http.PostAsJsonAsync($"/api/mines/{mine}/acts", new { by = "clerk", act });
        await Json(answer);
    }

    private static string Iso(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z";

    private static async Task<JsonElement> Json(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return JsonElement.Parse(text);
    }
}
