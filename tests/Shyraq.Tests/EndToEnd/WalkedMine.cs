using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.EndToEnd;

/// <summary>A small mine in which Айгүл walks with her lamp, for tests of its past.</summary>
internal static class WalkedMine
{
    /// <summary>Her first place, metres along the roadway; each second she goes one further.</summary>
    private const double Start = 60;

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>A time as it is typed, on the clocks of the mine.</summary>
    public static string Wall(DateTimeOffset time) => TimeZoneInfo.ConvertTimeBySystemTimeZoneId(time, "Asia/Almaty").ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The mine, and Айгүл with her lamp; on demand somebody else with another.</summary>
    public static async Task Prepare(HttpClient http, bool withAnother = false)
    {
        Assert.True((await http.PutAsync("/api/mines/small/plan", SmallMine.Plan("small"))).IsSuccessStatusCode);
        await Act(http, new { kind = "importRegistry", people = new[] { new { id = "P1", name = "Айгүл", number = "1234" } }, tags = new[] { new { id = "T1", lamp = "1" } } });
        await Act(http, new { kind = "issueTag", tag = "T1", person = "P1" });
        if (!withAnother) return;
        await Act(http, new { kind = "importRegistry", people = new[] { new { id = "P2", name = "Ерлан", number = "1235" } }, tags = new[] { new { id = "T2", lamp = "2" } } });
        await Act(http, new { kind = "issueTag", tag = "T2", person = "P2" });
    }

    /// <summary>She walks a metre a second and presses her button halfway; gives what the server said each second of where she was.</summary>
    /// <param name="noise">The ranges are wrong together by up to so much, metres.</param>
    /// <param name="another">A tag that stands meanwhile.</param>
    public static async Task<List<(DateTimeOffset Time, double X)>> Walk(HttpClient http, int seconds, double noise = 0, string? another = null)
    {
        var shown = new List<(DateTimeOffset, double)>();
        var random = new Random(4);
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var i = 0; i < seconds && await second.WaitForNextTickAsync(); i++)
        {
            await Post(http, SmallMine.Ranges("T1", Start + i + noise * (2 * random.NextDouble() - 1), Now));
            if (another is not null) await Post(http, SmallMine.Ranges(another, 200, Now));
            if (i == seconds / 2) await Post(http, $$"""{"time":"{{Now.UtcDateTime:O}}","tag":"T1","kind":"status","sos":true}""");
            var fixes = JsonElement.Parse(await http.GetStringAsync("/api/mines/small/fixes")).GetProperty("fixes").EnumerateArray().Where(fix => fix.GetProperty("tag").GetString() == "T1").ToArray();
            if (fixes.Length > 0) shown.Add((fixes[0].GetProperty("time").GetDateTimeOffset(), fixes[0].GetProperty("x").GetDouble()));
        }
        return shown;
    }

    private static async Task Act(HttpClient http, object act)
    {
        using var answer = await http.PostAsJsonAsync("/api/mines/small/acts", new { by = "office", act });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task Post(HttpClient http, string ndjson)
    {
        for (var tries = 0; ; tries++)
        {
            using var body = new StringContent(ndjson, Encoding.UTF8, "application/x-ndjson");
            using var answer = await http.PostAsync("/api/mines/small/sightings", body);
            // A server that was just started again may still follow its journal, and says so: a gateway comes again.
            if (answer.StatusCode == HttpStatusCode.TooManyRequests && tries < 100)
            {
                await Task.Delay(200);
                continue;
            }
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            return;
        }
    }
}
