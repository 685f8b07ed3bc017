using System.Net;
using System.Text.Json;
using Shyraq.Core.Plan;
using Shyraq.Protocols.Plan;
using Shyraq.Simulator.Drawing;

namespace Shyraq.Verbs.Load;

/// <summary>What a mine's intake has counted.</summary>
internal sealed record IntakeCounts(int Pending, int Capacity, long Accepted, long Refused);

/// <summary>The server under load, over its public HTTP API.</summary>
internal sealed class LoadServer(HttpClient http, string mine)
{
    private sealed record MineState(IntakeCounts Intake);

    /// <summary>The mine's plan; a coal mine is made up and put when the server has none of that id.</summary>
    /// <exception cref="BadInputException">The server refuses the plan, or gives one that cannot be read.</exception>
    public async Task<MinePlan> PlanAsync(long seed, CancellationToken cancel)
    {
        using var got = await http.GetAsync(new Uri($"/api/mines/{mine}/plan", UriKind.Relative), cancel);
        byte[] text;
        if (got.StatusCode == HttpStatusCode.NotFound)
        {
            text = CoalMine.Text(seed, mine);
            using var body = new ByteArrayContent(text);
            body.Headers.ContentType = new("application/geo+json");
            using var put = await http.PutAsync(new Uri($"/api/mines/{mine}/plan", UriKind.Relative), body, cancel);
            if (!put.IsSuccessStatusCode) throw new HttpRequestException($"The server did not take the plan: {(int)put.StatusCode} {await put.Content.ReadAsStringAsync(cancel)}");
        }
        else
        {
            got.EnsureSuccessStatusCode();
            text = await got.Content.ReadAsByteArrayAsync(cancel);
        }
        return PlanReader.Read(text, 1) is PlanReading.Read read ? read.Plan : throw new BadInputException($"The plan of the mine {mine} cannot be read.");
    }

    /// <summary>The mine's counters now.</summary>
    public async Task<IntakeCounts> CountsAsync(CancellationToken cancel) =>
        (await http.GetFromJsonAsync<MineState>(new Uri($"/api/mines/{mine}", UriKind.Relative), JsonSerializerOptions.Web, cancel))!.Intake;

    /// <summary>Where the server's time has gone so far.</summary>
    public async Task<ServerTimes> TimesAsync(CancellationToken cancel) => ServerTimes.Read(await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancel));

    /// <summary>The counters when nothing is waiting any more and two looks agree, or after 30 s.</summary>
    public async Task<IntakeCounts> SettledCountsAsync(TimeProvider time, CancellationToken cancel)
    {
        var before = await CountsAsync(cancel);
        for (var looks = 0; looks < 60; looks++)
        {
            await Task.Delay(TimeSpan.FromSeconds(0.5), time, cancel);
            var now = await CountsAsync(cancel);
            if (now.Pending == 0 && now == before) return now;
            before = now;
        }
        return before;
    }
}
