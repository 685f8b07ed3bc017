using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shyraq.Hosting;
using Shyraq.Web.Mqtt;

[assembly: AssemblyFixture(typeof(Shyraq.Tests.Hosting.Server))]

namespace Shyraq.Tests.Hosting;

/// <summary>The real server, in this process, on free ports and a data folder of its own. Tests share one and keep to mines of their own.</summary>
public sealed class Server : IAsyncLifetime
{
    private readonly Action<WebApplicationBuilder>? _adjust;
    private readonly MqttOptions _mqtt;
    private WebApplication? _app;

    public Server() : this(null, null) { }

    internal Server(Action<WebApplicationBuilder>? adjust, MqttOptions? mqtt, string? folder = null)
    {
        _adjust = adjust;
        _mqtt = mqtt ?? new MqttOptions { Port = 0 };
        Folder = folder ?? Directory.CreateTempSubdirectory("shyraq-test-").FullName;
        // Scripted servers answer for a mine of this name; it must be known to be asked.
        if (adjust is not null) Directory.CreateDirectory(Path.Combine(Folder, "mines", "any"));
    }

    public string Folder { get; }
    public HttpClient Http { get; private set; } = null!;
    public IServiceProvider Services => _app!.Services;
    public int MqttPort => Services.GetRequiredService<MqttStatus>().Address!.Port;

    internal static async Task<Server> Start(Action<WebApplicationBuilder>? adjust = null, MqttOptions? mqtt = null, string? folder = null)
    {
        var server = new Server(adjust, mqtt, folder);
        await server.InitializeAsync();
        return server;
    }

    public async ValueTask InitializeAsync()
    {
        _app = ShyraqHost.Build(new() { Folder = Folder, Urls = "http://127.0.0.1:0", Mqtt = _mqtt }, _adjust);
        await _app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(_app.Addresses()[0]) };
    }

    /// <summary>Stops the server in order, but leaves its data folder.</summary>
    public async Task Stop()
    {
        if (_app is not { } app) return;
        _app = null;
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Puts the small mine under a new id, and gives the id.</summary>
    public async Task<string> NewMine()
    {
        var mine = $"m{Guid.NewGuid():N}";
        using var response = await Http.PutAsync($"/api/mines/{mine}/plan", SmallMine.Plan(mine));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return mine;
    }

    /// <summary>Posts sightings as NDJSON.</summary>
    public Task<HttpResponseMessage> Post(string mine, string ndjson, Action<HttpContent>? adjust = null)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(ndjson));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        adjust?.Invoke(content);
        return Http.PostAsync($"/api/mines/{mine}/sightings", content);
    }
}
