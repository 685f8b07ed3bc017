using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Shyraq.Tests.Hosting;

public sealed class ApiTests(Server server)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_plan_is_given_back_as_it_was_put_with_its_version_and_not_twice()
    {
        var mine = await server.NewMine();
        using var first = await server.Http.GetAsync($"/api/mines/{mine}/plan");
        Assert.Equal("application/geo+json", first.Content.Headers.ContentType?.MediaType);
        Assert.Matches("^\"1-[0-9a-f]{12}\"$", first.Headers.ETag?.Tag);
        var plan = await Json(first);
        Assert.Equal(1, plan.GetProperty("version").GetInt32());
        Assert.Equal(4, plan.GetProperty("features").GetArrayLength());

        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/mines/{mine}/plan") { Headers = { { "If-None-Match", first.Headers.ETag!.Tag } } };
        Assert.Equal(HttpStatusCode.NotModified, (await server.Http.SendAsync(again)).StatusCode);

        using var put = await server.Http.PutAsync($"/api/mines/{mine}/plan", SmallMine.Plan(mine, "Renamed"));
        Assert.Equal(2, (await Json(put)).GetProperty("version").GetInt32());
        Assert.Equal("Renamed", (await Json(await server.Http.GetAsync($"/api/mines/{mine}"))).GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_plan_is_compressed_for_those_who_ask()
    {
        var mine = await server.NewMine();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/mines/{mine}/plan") { Headers = { { "Accept-Encoding", "gzip" } } };
        using var response = await server.Http.SendAsync(request);
        Assert.Contains("gzip", response.Content.Headers.ContentEncoding);
        await using var inflated = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.Equal(1, (await JsonDocument.ParseAsync(inflated)).RootElement.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task The_coverage_is_predicted_for_the_plan_in_force_and_kept_until_it_changes()
    {
        await Problem(await server.Http.GetAsync("/api/mines/nowhere/coverage"), 404);
        var mine = await server.NewMine();
        // All who ask meanwhile get the one answer.
        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.Http.GetAsync($"/api/mines/{mine}/coverage")));
        var tag = Assert.Single(asked.Select(a => a.Headers.ETag!.Tag).Distinct());
        var coverage = await Json(asked[0]);
        Assert.Equal((1, 5.0), (coverage.GetProperty("planVersion").GetInt32(), coverage.GetProperty("target").GetDouble()));
        Assert.Equal(0.3, coverage.GetProperty("mine").GetProperty("kilometres").EnumerateArray().Sum(k => k.GetDouble()), 3);
        Assert.Equal("L1", coverage.GetProperty("levels")[0].GetProperty("level").GetString());
        Assert.InRange(coverage.GetProperty("mine").GetProperty("live").GetDouble(), 0.99, 1);
        var stretch = coverage.GetProperty("stretches")[0];
        Assert.Equal(("R1", 0.0), (stretch.GetProperty("roadway").GetString(), stretch.GetProperty("from").GetDouble()));
        Assert.InRange(stretch.GetProperty("radius95").GetDouble(), 1, 5);
        Assert.Empty(coverage.GetProperty("suggestions").EnumerateArray());

        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/mines/{mine}/coverage") { Headers = { { "If-None-Match", tag } } };
        Assert.Equal(HttpStatusCode.NotModified, (await server.Http.SendAsync(again)).StatusCode);
        using var put = await server.Http.PutAsync($"/api/mines/{mine}/plan", SmallMine.Plan(mine, "Renamed"));
        Assert.Equal(2, (await Json(await server.Http.GetAsync($"/api/mines/{mine}/coverage"))).GetProperty("planVersion").GetInt32());
    }

    [Fact]
    public async Task The_survey_of_the_anchors_tells_of_every_anchor_of_the_plan_and_accuses_none_that_nobody_passed()
    {
        await Problem(await server.Http.GetAsync("/api/mines/nowhere/anchors/survey"), 404);
        var mine = await server.NewMine();
        var survey = await Json(await server.Http.GetAsync($"/api/mines/{mine}/anchors/survey"));
        var health = await Json(await server.Http.GetAsync($"/api/mines/{mine}/anchors"));
        Assert.Empty(survey.GetProperty("findings").EnumerateArray());
        Assert.Equal(health.EnumerateArray().Select(a => a.GetProperty("anchor").GetString()), survey.GetProperty("anchors").EnumerateArray().Select(a => a.GetProperty("anchor").GetString()));
        Assert.All(survey.GetProperty("anchors").EnumerateArray(), a => Assert.Equal(0, a.GetProperty("evidence").GetInt32()));
    }

    [Fact]
    public async Task A_faulty_plan_is_refused_with_every_fault()
    {
        using var response = await server.Http.PutAsync("/api/mines/faulty/plan", SmallMine.GeoJson("""{"type":"FeatureCollection","features":[]}"""));
        var problem = await Problem(response, 400);
        var fault = problem.GetProperty("faults")[0];
        Assert.Contains("mine", fault.GetProperty("feature").GetString() + fault.GetProperty("property").GetString());
        await Problem(await server.Http.GetAsync("/api/mines/faulty"), 404);
    }

    [Fact]
    public async Task Sightings_are_on_the_map_when_they_are_answered()
    {
        var mine = await server.NewMine();
        using var response = await server.Post(mine, SmallMine.Ranges("T1", 120, Now) + "{\"nonsense\":1}\n");
        var taken = await Json(response);
        Assert.Equal(3, taken.GetProperty("accepted").GetInt32());
        Assert.Equal(1, taken.GetProperty("refused").GetProperty("missingProperty").GetInt32());
        Assert.True(taken.GetProperty("sequence").GetInt64() > 1);

        var fixes = await Json(await server.Http.GetAsync($"/api/mines/{mine}/fixes"));
        Assert.EndsWith("Z", fixes.GetProperty("time").GetString(), StringComparison.Ordinal);
        var fix = Assert.Single(fixes.GetProperty("fixes").EnumerateArray());
        Assert.Equal("T1", fix.GetProperty("tag").GetString());
        Assert.Equal("R1", fix.GetProperty("roadway").GetString());
        Assert.Equal("L1", fix.GetProperty("level").GetString());
        Assert.Equal("live", fix.GetProperty("state").GetString());
        Assert.InRange(fix.GetProperty("offset").GetDouble(), 110, 130);
        Assert.EndsWith("Z", fix.GetProperty("heard").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_headcount_names_those_whose_place_is_unknown()
    {
        var mine = await server.NewMine();
        await server.Post(mine, SmallMine.Ranges("T1", 120, Now) + $$"""{"time":"{{Now.UtcDateTime:O}}","tag":"T2","kind":"status","sos":true}""");
        var count = await Json(await server.Http.GetAsync($"/api/mines/{mine}/headcount"));
        Assert.Equal((1, 1, 0), (count.GetProperty("people").GetInt32(), count.GetProperty("unplacedPeople").GetInt32(), count.GetProperty("unplacedVehicles").GetInt32()));
        var level = Assert.Single(count.GetProperty("levels").EnumerateArray());
        Assert.Equal(("L1", 1), (level.GetProperty("level").GetString(), level.GetProperty("peopleLive").GetInt32()));
        var unplaced = Assert.Single(count.GetProperty("unplaced").EnumerateArray());
        Assert.Equal(("T2", "person", true), (unplaced.GetProperty("tag").GetString(), unplaced.GetProperty("carrier").GetString(), unplaced.GetProperty("sos").GetBoolean()));
        Assert.EndsWith("Z", unplaced.GetProperty("heard").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_json_array_and_gzip_are_taken_as_well()
    {
        var mine = await server.NewMine();
        var array = "[" + SmallMine.Ranges("T1", 120, Now).TrimEnd().Replace("\n", ",") + "]";
        using var response = await server.Http.PostAsync($"/api/mines/{mine}/sightings", Gzip(Encoding.UTF8.GetBytes(array), "application/json"));
        Assert.Equal(3, (await Json(response)).GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task A_tag_tells_who_carries_it_what_was_heard_and_what_was_refused()
    {
        var mine = await server.NewMine();
        using var put = await server.Http.PutAsJsonAsync($"/api/mines/{mine}/tags", new Dictionary<string, object> { ["T1"] = new { carrier = "person", name = "Айгүл", number = "1234" }, ["T2"] = "vehicle" });
        Assert.Equal(2, (await Json(put)).GetProperty("tags").GetInt32());
        var tags = await Json(await server.Http.GetAsync($"/api/mines/{mine}/tags"));
        Assert.Equal("vehicle", tags.GetProperty("T2").GetProperty("carrier").GetString());

        var ranges = SmallMine.Ranges("T1", 120, Now);
        await server.Post(mine, ranges);
        await server.Post(mine, ranges);
        var tag = await Json(await server.Http.GetAsync($"/api/mines/{mine}/tags/T1"));
        Assert.Equal("Айгүл", tag.GetProperty("carrier").GetProperty("name").GetString());
        Assert.Equal("range", tag.GetProperty("heard")[0].GetProperty("kind").GetString());
        Assert.Equal(3, tag.GetProperty("refusals").GetProperty("duplicate").GetInt32());
        Assert.Equal(1, tag.GetProperty("hypotheses").EnumerateArray().Sum(h => h.GetProperty("probability").GetDouble()), 3);
        Assert.False(tag.GetProperty("status").GetProperty("sos").GetBoolean());
        await Problem(await server.Http.GetAsync($"/api/mines/{mine}/tags/T9"), 404);

        using var bad = await server.Http.PutAsJsonAsync($"/api/mines/{mine}/tags", new Dictionary<string, object> { ["T1"] = 7 });
        Assert.NotEmpty((await Problem(bad, 400)).GetProperty("faults").EnumerateArray());
    }

    [Fact]
    public async Task Anchors_and_rejections_say_how_the_radios_do()
    {
        var mine = await server.NewMine();
        await server.Post(mine, SmallMine.Ranges("T1", 120, Now).Replace("\"A3\"", "\"A9\"") + "not json\n");
        var anchors = await Json(await server.Http.GetAsync($"/api/mines/{mine}/anchors"));
        Assert.Equal(["alive", "alive", "neverHeard"], anchors.EnumerateArray().Select(a => a.GetProperty("state").GetString()));
        Assert.Equal("uwb", anchors[0].GetProperty("technology").GetString());

        var rejections = await Json(await server.Http.GetAsync($"/api/mines/{mine}/rejections"));
        Assert.Equal(2, rejections.GetProperty("total").GetInt64());
        Assert.Equal(1, rejections.GetProperty("byReason").GetProperty("unknownAnchor").GetInt64());
        Assert.Equal(1, rejections.GetProperty("byReason").GetProperty("notJson").GetInt64());
        Assert.Contains(rejections.GetProperty("recent").EnumerateArray(), r => r.GetProperty("source").GetString() == "http" && r.GetProperty("line").GetInt32() == 4);
    }

    [Fact]
    public async Task A_mine_tells_its_journal_and_its_intake()
    {
        var mine = await server.NewMine();
        await server.Post(mine, SmallMine.Ranges("T1", 120, Now));
        var one = await Json(await server.Http.GetAsync($"/api/mines/{mine}"));
        Assert.Equal("Asia/Almaty", one.GetProperty("timeZone").GetString());
        Assert.Equal(64, one.GetProperty("journal").GetProperty("hash").GetString()!.Length);
        Assert.NotEqual("", one.GetProperty("beliefs").GetProperty("digest").GetString());
        Assert.Equal(3, one.GetProperty("intake").GetProperty("accepted").GetInt64());
        var all = await Json(await server.Http.GetAsync("/api/mines"));
        Assert.Equal("up", all.EnumerateArray().Single(m => m.GetProperty("id").GetString() == mine).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("GET", "/api/mines/nobody", 404)]
    [InlineData("GET", "/api/mines/nobody/plan", 404)]
    [InlineData("GET", "/api/mines/nobody/tags", 404)]
    [InlineData("GET", "/api/mines/nobody/tags/T1", 404)]
    [InlineData("GET", "/api/mines/nobody/fixes", 404)]
    [InlineData("GET", "/api/mines/nobody/headcount", 404)]
    [InlineData("GET", "/api/mines/nobody/anchors", 404)]
    [InlineData("GET", "/api/mines/nobody/rejections", 404)]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("DELETE", "/api/mines", 405)]
    [InlineData("PUT", "/api/mines/nobody/plan", 415)]
    [InlineData("PUT", "/api/mines/nobody/tags", 415)]
    [InlineData("POST", "/api/mines/nobody/sightings", 415)]
    public async Task Every_error_is_a_problem(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { { "Accept", "text/html" } } };
        if (method is "PUT" or "POST") request.Content = new StringContent("x", Encoding.UTF8, "text/plain");
        using var response = await server.Http.SendAsync(request);
        await Problem(response, status);
    }

    [Fact]
    public async Task Sightings_of_a_mine_that_nobody_knows_are_not_taken() =>
        await Problem(await server.Post("nobody", SmallMine.Ranges("T1", 1, Now)), 404);

    [Fact]
    public async Task A_small_body_that_inflates_without_end_is_refused()
    {
        var mine = await server.NewMine();
        using var response = await server.Http.PostAsync($"/api/mines/{mine}/sightings", Gzip(new byte[80 << 20], "application/json"));
        var problem = await Problem(response, 413);
        Assert.Contains("16 MiB", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_the_limit_as_sent_is_refused()
    {
        var mine = await server.NewMine();
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromSeconds(5) };
        using var http = new HttpClient(handler) { BaseAddress = server.Http.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/mines/{mine}/sightings") { Content = new ByteArrayContent(new byte[17 << 20]), Headers = { ExpectContinue = true } };
        request.Content.Headers.ContentType = new("application/json");
        await Problem(await http.SendAsync(request), 413);
    }

    [Fact]
    public async Task A_body_that_is_not_what_it_says_is_refused()
    {
        var mine = await server.NewMine();
        await Problem(await server.Post(mine, "plain", content => content.Headers.ContentEncoding.Add("gzip")), 400);
        await Problem(await server.Post(mine, "plain", content => content.Headers.ContentEncoding.Add("br")), 415);
        await Problem(await server.Http.PutAsync($"/api/mines/{mine}/plan", SmallMine.GeoJson("{not json")), 400);
    }

    [Fact]
    public async Task The_server_is_live_and_ready_and_tells_its_metrics()
    {
        var mine = await server.NewMine();
        await server.Post(mine, SmallMine.Ranges("T1", 120, Now));
        Assert.Equal("live", (await Json(await server.Http.GetAsync("/health/live"))).GetProperty("status").GetString());
        await Eventually.Is("the server is ready", async () => (await server.Http.GetAsync("/health/ready")).IsSuccessStatusCode);
        // A page of metrics is kept for a moment and may be that of another reader.
        foreach (var name in (string[])["shyraq_receive_payloads_total", "shyraq_receive_body_bytes", "shyraq_decode_sightings_total", "shyraq_journal_seconds_bucket"])
            await Eventually.Is($"the metrics tell {name}", async () => (await server.Http.GetStringAsync("/metrics")).Contains(name, StringComparison.Ordinal));
    }

    private static ByteArrayContent Gzip(byte[] body, string type)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(body);
        var content = new ByteArrayContent(compressed.ToArray());
        content.Headers.ContentType = new(type);
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static async Task<JsonElement> Json(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return JsonElement.Parse(text);
    }

    private static async Task<JsonElement> Problem(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(text);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        foreach (var member in (string[])["type", "title", "detail"]) Assert.NotEqual("", problem.GetProperty(member).GetString());
        return problem;
    }
}
