using System.Net;
using System.Net.Http.Headers;
using Shyraq.Core.Units;
using Shyraq.Simulator.Demo;
using Shyraq.Simulator.Incidents;
using Shyraq.Simulator.Scenarios;

namespace Shyraq.Hosting;

/// <summary>The demonstration: a generated mine that reaches this server by its public API and its radios by MQTT, as a real one would.</summary>
internal static class Demo
{
    /// <summary>Puts the mine's plan, its emergency plan, its people and who works when.</summary>
    /// <param name="address">Where the server listens for HTTP.</param>
    /// <param name="scenario">What happens in it; null for an ordinary day.</param>
    /// <param name="clock">The time by which the shifts are planned.</param>
    /// <exception cref="HttpRequestException">The server refused them.</exception>
    public static async Task<DemoMine> Put(string address, DrillScenario? scenario, TimeProvider clock, CancellationToken stop)
    {
        var mine = await Task.Run(() => DemoMine.Create(scenario: scenario), stop);
        await Put(address, mine, clock, stop);
        return mine;
    }

    /// <summary>Puts the plan of a made-up mine, its people and who works when.</summary>
    /// <exception cref="HttpRequestException">The server refused them.</exception>
    public static async Task Put(string address, DemoMine mine, TimeProvider clock, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        // A mine of an earlier run may still be following its journal.
        while (!(await http.GetAsync(new Uri("/health/ready", UriKind.Relative), stop)).IsSuccessStatusCode) await Task.Delay(TimeSpan.FromSeconds(0.2), stop);
        await Put(http, $"/api/mines/{mine.Id}/plan", mine.Plan, "application/geo+json", stop);
        await Put(http, $"/api/mines/{mine.Id}/emergency-plan?by={Uri.EscapeDataString("Главный инженер")}", DemoMine.EmergencyPlan, "application/json", stop);
        foreach (var act in mine.Office(Instant.From(clock.GetUtcNow()))) await DemoLampRoom.Do(http, mine, act, stop);
    }

    /// <summary>Lets the radios speak, and the lamp room hand out lamps and take them back, until stopped.</summary>
    /// <returns>What truly happened meanwhile.</returns>
    public static async Task<TrueEvents> Speak(DemoMine mine, string address, EndPoint broker, TimeProvider clock, CancellationToken stop)
    {
        var (host, port) = broker switch
        {
            IPEndPoint ip => (ip.Address.ToString(), ip.Port),
            DnsEndPoint dns => (dns.Host, dns.Port),
            _ => throw new ArgumentException($"{broker} is no address of a broker", nameof(broker)),
        };
        var lamps = new DemoLampRoom(mine, address, clock);
        var radios = Task.Run(() => DemoRadios.RunAsync(mine, host, port, clock, stop, lamps.Duty), CancellationToken.None);
        await Task.WhenAll(radios, lamps.RunAsync(stop));
        return await radios;
    }

    private static async Task Put(HttpClient http, string path, ReadOnlyMemory<byte> body, string type, CancellationToken stop)
    {
        using var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var response = await http.PutAsync(path, content, stop);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"the demonstration mine was refused: {await response.Content.ReadAsStringAsync(stop)}");
    }
}
