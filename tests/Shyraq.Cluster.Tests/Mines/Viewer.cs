using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Shyraq.Cluster.Mines;

namespace Shyraq.Cluster.Tests.Mines;

/// <summary>Somebody who watches a mine, and waits for what is shown.</summary>
internal sealed class Viewer : IMineObserver
{
    private readonly Channel<MineFrame> _frames = Channel.CreateUnbounded<MineFrame>();

    public List<MineFrame> Seen { get; } = [];

    public IMineObserver As(TestServer server) => server.Services.GetRequiredService<IGrainFactory>().CreateObjectReference<IMineObserver>(this);

    public Task Show(MineFrame frame) => _frames.Writer.WriteAsync(frame).AsTask();

    public async Task<MineFrame> Next(Func<MineFrame, bool> which, string expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            while (true)
            {
                var frame = await _frames.Reader.ReadAsync(patience.Token);
                Seen.Add(frame);
                if (which(frame)) return frame;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{expected} did not come within 30 s; {Seen.Count} other frames did");
        }
    }
}
