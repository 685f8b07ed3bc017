using Microsoft.Extensions.Logging;
using Shyraq.Cluster.Mines;

namespace Shyraq.Web.Feed;

/// <summary>The feeds of the mines that somebody watches: one subscription a mine, shared by all viewers, dropped with the last of them.</summary>
internal sealed class MineFeeds(IGrainFactory grains, TimeProvider clock, ILogger<MineFeeds> log)
{
    /// <summary>A mine shows something at least once a second; silence of this long means that it moved, restarts, or forgot us.</summary>
    public static readonly TimeSpan Silent = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Renew = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Watched> _watched = new(StringComparer.Ordinal);

    /// <summary>The feed of a mine; give it back with <see cref="Leave"/>.</summary>
    public MineFeed Join(string mine)
    {
        lock (_gate)
        {
            if (!_watched.TryGetValue(mine, out var watched))
            {
                _watched[mine] = watched = new(new MineFeed(clock), new CancellationTokenSource());
                _ = KeepSubscribed(mine, watched);
            }
            watched.Viewers++;
            return watched.Feed;
        }
    }

    /// <summary>Ends what <see cref="Join"/> began.</summary>
    public void Leave(string mine)
    {
        lock (_gate)
        {
            var watched = _watched[mine];
            if (--watched.Viewers > 0) return;
            _watched.Remove(mine);
            watched.Stop.Cancel();
        }
    }

    private async Task KeepSubscribed(string mine, Watched watched)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var grain = grains.GetGrain<IMineGrain>(mine);
        // Orleans holds observers weakly: `watched` keeps this one.
        var observer = grains.CreateObjectReference<IMineObserver>(watched.Feed);
        var renewed = (long?)null;
        while (!watched.Stop.IsCancellationRequested)
        {
            try
            {
                if (renewed is not { } at || clock.GetElapsedTime(at) > Renew || watched.Feed.Silence > Silent)
                {
                    await grain.Subscribe(observer);
                    renewed = clock.GetTimestamp();
                }
                await Task.Delay(Look, clock, watched.Stop.Token);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (Exception failure) when (failure is OrleansException or TimeoutException or IOException)
            {
                log.LogWarning("the feed of mine '{Mine}' is interrupted: {Why}", mine, failure.Message);
                await Task.Delay(Look, clock).ConfigureAwait(ConfigureAwaitOptions.None);
            }
        }
        await End(mine, grain, observer);
        watched.Stop.Dispose();
    }

    private async Task End(string mine, IMineGrain grain, IMineObserver observer)
    {
        try
        {
            await grain.Unsubscribe(observer);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The mine is gone with the server, or forgets us by itself when we do not renew.
            log.LogDebug("the feed of mine '{Mine}' ended without a word: {Why}", mine, failure.Message);
        }
    }

    private sealed class Watched(MineFeed feed, CancellationTokenSource stop)
    {
        public MineFeed Feed { get; } = feed;
        public CancellationTokenSource Stop { get; } = stop;
        public int Viewers { get; set; }
    }
}
