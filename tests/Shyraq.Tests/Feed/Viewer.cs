using System.Collections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.Feed;

/// <summary>A viewer of the live feed, as any MessagePack client of SignalR sees it: no type of the server's is shared.</summary>
internal sealed class Viewer : IAsyncDisposable
{
    private readonly HubConnection _connection;

    private Viewer(HubConnection connection) => _connection = connection;

    public static async Task<Viewer> Connect(Server server)
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(server.Http.BaseAddress!, "/feed")).AddMessagePackProtocol().Build();
        await connection.StartAsync();
        return new(connection);
    }

    public async IAsyncEnumerable<Frame> Watch(string mine, double framesPerSecond)
    {
        await foreach (var frame in _connection.StreamAsync<Dictionary<string, object?>>("Watch", mine, framesPerSecond)) yield return new(frame);
    }

    /// <summary>Reads frames until one satisfies a test.</summary>
    public async Task<Frame> Until(string mine, string expected, Func<Frame, bool> satisfied, double framesPerSecond = 20)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (var frame in Watch(mine, framesPerSecond).WithCancellation(patience.Token))
        {
            if (satisfied(frame)) return frame;
            if (patience.IsCancellationRequested) break;
        }
        throw new TimeoutException($"expected a frame with {expected}");
    }

    /// <summary>A whole number of whatever width it came in.</summary>
    public static int Int(object? value) => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>One frame as it came.</summary>
    public sealed record Frame(Dictionary<string, object?> Members)
    {
        public bool Full => (bool)Members["full"]!;
        public double ServerTime => (double)Members["serverTime"]!;
        public long Number(string name) => Convert.ToInt64(Members[name], System.Globalization.CultureInfo.InvariantCulture);
        public object?[][] Fixes => Rows("fixes")!;
        public object?[][] Anchors => Rows("anchors")!;
        public object?[][] Events => Rows("events")!;
        public IDictionary Map(string name) => (IDictionary)Members[name]!;
        public object?[][]? Rows(string name) => Members[name] is object?[] rows ? [.. rows.Cast<object?[]>()] : null;
    }
}
