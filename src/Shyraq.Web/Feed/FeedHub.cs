using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using Shyraq.Cluster.Mines;

namespace Shyraq.Web.Feed;

/// <summary>The live feed, verb <c>show</c>: the latest of a mine to whoever watches, as often as each can take it.</summary>
internal sealed class FeedHub(MineFeeds feeds, MineDirectory directory, TimeProvider clock) : Hub
{
    /// <summary>Fewest frames a second.</summary>
    public const double Slowest = 0.1;

    /// <summary>Most frames a second.</summary>
    public const double Fastest = 20;

    /// <summary>A mine ticks each second; one that has shown nothing for this long has stopped, and its viewers get no frame that says otherwise.</summary>
    private static readonly TimeSpan StoppedAfter = TimeSpan.FromSeconds(2.5);

    private static readonly TimeSpan FirstFrameWithin = TimeSpan.FromSeconds(15);

    private static readonly Counter<long> Frames = Cluster.Telemetry.Meter.CreateCounter<long>("shyraq_show_frames", description: "Frames sent to viewers.");
    private static readonly Counter<long> Fixes = Cluster.Telemetry.Meter.CreateCounter<long>("shyraq_show_fixes", description: "Rows of fixes in frames sent to viewers.");
    private static readonly UpDownCounter<long> Viewers = Cluster.Telemetry.Meter.CreateUpDownCounter<long>("shyraq_show_viewers", description: "Viewers that watch a mine now.");

    /// <summary>
    /// Frames of one mine until the viewer leaves. Each is written before the next is made, so a viewer on a slow line gets
    /// fewer frames with more in each, and never old ones. While the mine itself shows nothing there are no frames: a viewer
    /// takes silence for what it is.
    /// </summary>
    /// <param name="framesPerSecond">Held within <see cref="Slowest"/> and <see cref="Fastest"/>.</param>
    /// <exception cref="HubException">Nobody knows the mine, or it does not come up.</exception>
    public async IAsyncEnumerable<Frame> Watch(string mine, double framesPerSecond, [EnumeratorCancellation] CancellationToken stop)
    {
        if (!directory.Knows(mine)) throw new HubException($"no mine is called '{mine}'");
        var apart = TimeSpan.FromSeconds(1 / (double.IsNaN(framesPerSecond) ? Slowest : Math.Clamp(framesPerSecond, Slowest, Fastest)));
        var feed = feeds.Join(mine);
        Viewers.Add(1);
        try
        {
            await FirstFrame(feed, mine, stop);
            var seen = default(Seen);
            var due = clock.GetTimestamp();
            while (!stop.IsCancellationRequested)
            {
                if (feed.Silence <= StoppedAfter) yield return Next(feed, ref seen);
                if (!await Pause(due, apart, stop)) yield break;
                due = clock.GetTimestamp();
            }
        }
        finally
        {
            Viewers.Add(-1);
            feeds.Leave(mine);
        }
    }

    private static Frame Next(MineFeed feed, ref Seen seen)
    {
        var (frame, now, traceParent) = feed.Since(seen);
        seen = now;
        if (traceParent is not null)
        {
            using var show = Cluster.Telemetry.Source.StartActivity("show", ActivityKind.Producer, traceParent);
            show?.SetTag("fixes", frame.Fixes.Count).SetTag("sequence", frame.Sequence);
        }
        Frames.Add(1);
        Fixes.Add(frame.Fixes.Count);
        return frame;
    }

    private async Task FirstFrame(MineFeed feed, string mine, CancellationToken stop)
    {
        try
        {
            await feed.First.WaitAsync(FirstFrameWithin, clock, stop);
        }
        catch (TimeoutException)
        {
            throw new HubException($"mine '{mine}' does not come up");
        }
    }

    // False: the viewer left.
    private async Task<bool> Pause(long since, TimeSpan apart, CancellationToken stop)
    {
        var rest = apart - clock.GetElapsedTime(since);
        if (rest <= TimeSpan.Zero) return !stop.IsCancellationRequested;
        try
        {
            await Task.Delay(rest, clock, stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
