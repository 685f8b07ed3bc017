using MessagePack;
using Microsoft.AspNetCore.SignalR.Client;

namespace Shyraq.Verbs.Load;

/// <summary>A frame of the live feed, as far as the measurement needs it.</summary>
[MessagePackObject]
public sealed class SeenFrame
{
    [Key("fixes")]
    public SeenRow[] Fixes { get; set; } = [];
}

/// <summary>A row of the live feed: which tag, and how new its evidence is.</summary>
[MessagePackObject]
public sealed class SeenRow
{
    [Key(0)]
    public string Tag { get; set; } = "";

    /// <summary>Time of the newest evidence, milliseconds since the epoch.</summary>
    [Key(11)]
    public double HeardMs { get; set; }
}

/// <summary>A real viewer of the live feed: it knows what was sent, and measures how old it is when it shows up.</summary>
internal sealed class FeedViewer : IAsyncDisposable
{
    /// <summary>Frames a second that a console asks for.</summary>
    public const int FramesPerSecond = 20;

    private const int Remembered = 64;
    private readonly HubConnection _hub;
    private readonly TimeProvider _time;
    private readonly long[] _stamps;
    private readonly double[] _shown;
    private readonly int[] _sent;

    public FeedViewer(Uri server, int tags, TimeProvider time)
    {
        _time = time;
        (_stamps, _shown, _sent) = (new long[tags * Remembered], new double[tags], new int[tags]);
        // What was heard before, in a run before this one, is none of ours.
        Array.Fill(_shown, Core.Units.Instant.From(time.GetUtcNow()).UnixMilliseconds);
        _hub = new HubConnectionBuilder().WithUrl(new Uri(server, "/feed")).AddMessagePackProtocol().Build();
    }

    /// <summary>From a sighting's time to its arrival in the feed, milliseconds.</summary>
    public LatencyHistogram Latency { get; } = new();

    /// <summary>Frames that came.</summary>
    public long Frames { get; private set; }

    /// <summary>Rows whose time of evidence is none that was sent lately.</summary>
    public long Strangers { get; private set; }

    /// <summary>Notes that a tag's sighting with this stamp is about to be sent. One thread a tag.</summary>
    public void Sent(int tag, long stamp)
    {
        Volatile.Write(ref _stamps[tag * Remembered + _sent[tag] % Remembered], stamp);
        _sent[tag]++;
    }

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(string mine, CancellationToken stop)
    {
        await _hub.StartAsync(stop);
        try
        {
            await foreach (var frame in _hub.StreamAsync<SeenFrame>("Watch", mine, FramesPerSecond, stop)) Take(frame);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private void Take(SeenFrame frame)
    {
        var now = Core.Units.Instant.From(_time.GetUtcNow()).UnixMilliseconds;
        Frames++;
        foreach (var row in frame.Fixes)
        {
            if (row.Tag is not ['L', .. var digits] || !int.TryParse(digits, out var number) || number < 1 || number > _shown.Length) continue;
            var tag = number - 1;
            if (row.HeardMs <= _shown[tag] || _sent[tag] == 0) continue;
            _shown[tag] = row.HeardMs;
            var stamp = (long)Math.Round(row.HeardMs * 1000);
            // A float64 of milliseconds holds the microsecond to within one.
            if (_stamps.AsSpan(tag * Remembered, Remembered).IndexOfAnyInRange(stamp - 1, stamp + 1) < 0) { Strangers++; continue; }
            Latency.Add(now - row.HeardMs);
        }
    }
}
