using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Channels;
using Shyraq.Simulator.Demo;

namespace Shyraq.Hosting;

/// <summary>The lamp room of the demonstration mine: it works through the API as the desk does, as people come on duty and go off it.</summary>
internal sealed class DemoLampRoom
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<byte[]> _acts = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true });
    private readonly DemoMine _mine;
    private readonly string _address;
    private readonly TimeProvider _clock;

    /// <param name="address">Where the server listens for HTTP.</param>
    public DemoLampRoom(DemoMine mine, string address, TimeProvider clock)
    {
        (_mine, _address, _clock) = (mine, address, clock);
        Duty = new((came, went) => { foreach (var act in DemoMine.LampRoom(came, went)) _acts.Writer.TryWrite(act); });
    }

    /// <summary>Sees who comes and goes.</summary>
    public DutyWatch Duty { get; }

    /// <summary>Hands out and takes back until stopped. What an earlier run left in people's hands is taken back first.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_address) };
        try
        {
            if (await Held(http, stop) is { Length: > 0 } held)
                foreach (var act in DemoMine.LampRoom([], held)) await Do(http, _mine, act, stop);
            await foreach (var act in _acts.Reader.ReadAllAsync(stop))
            {
                while (!await TryDo(http, act, stop)) await Task.Delay(AgainAfter, _clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // This is how it ends.
        }
    }

    /// <summary>Does an act.</summary>
    /// <exception cref="HttpRequestException">The server refused it.</exception>
    public static async Task Do(HttpClient http, DemoMine mine, byte[] act, CancellationToken stop)
    {
        using var response = await Post(http, mine, act, stop);
        if (!response.IsSuccessStatusCode) throw new HttpRequestException($"the demonstration mine was refused: {await response.Content.ReadAsStringAsync(stop)}");
    }

    // Somebody at the desk may have been quicker: then it cannot be done, and need not be.
    private async Task<bool> TryDo(HttpClient http, byte[] act, CancellationToken stop)
    {
        try
        {
            using var response = await Post(http, _mine, act, stop);
            return response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.Conflict;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<string[]> Held(HttpClient http, CancellationToken stop)
    {
        using var board = JsonDocument.Parse(await http.GetByteArrayAsync(new Uri($"/api/mines/{_mine.Id}/presence", UriKind.Relative), stop));
        return [.. board.RootElement.GetProperty("lamps").EnumerateArray().Select(lamp => lamp.GetProperty("tag").GetString()!)];
    }

    private static async Task<HttpResponseMessage> Post(HttpClient http, DemoMine mine, byte[] act, CancellationToken stop)
    {
        using var content = new ByteArrayContent(act);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await http.PostAsync(new Uri($"/api/mines/{mine.Id}/acts", UriKind.Relative), content, stop);
    }
}
