using System.Diagnostics;
using Shyraq.Simulator.Load;

namespace Shyraq.Verbs.Load;

/// <summary>One measurement: prepares the mine, opens the viewer, lets the senders loose, and settles the account.</summary>
internal sealed class LoadRun(LoadOptions options, TimeProvider time)
{
    /// <summary>How long the viewer goes on after the last batch: the newest rows must still come.</summary>
    private static readonly TimeSpan Afterglow = TimeSpan.FromSeconds(1);

    public async Task<LoadReport> RunAsync(CancellationToken cancel)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = options.Connections + 2 };
        using var http = new HttpClient(handler) { BaseAddress = options.Url, Timeout = TimeSpan.FromSeconds(30) };
        var server = new LoadServer(http, options.Mine);
        var field = new LoadField(await server.PlanAsync(options.Seed, cancel));
        if (!field.IsUsable) throw new BadInputException($"The plan of the mine {options.Mine} has no roadway in sight of a UWB anchor.");

        await using var viewer = new FeedViewer(options.Url, options.Tags, time);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var watch = viewer.RunAsync(options.Mine, watching.Token);
        var before = await server.SettledCountsAsync(time, cancel);
        var timesBefore = await server.TimesAsync(cancel);
        var senders = Enumerable.Range(0, options.Connections)
            .Select(i => new LoadSender(options, new LoadTags(field, options.Tags, options.Seed, i, options.Connections), viewer, http, i, time)).ToArray();

        using var self = Process.GetCurrentProcess();
        var (begun, busy) = (time.GetTimestamp(), self.TotalProcessorTime);
        await Task.WhenAll(senders.Select(s => Task.Run(() => s.RunAsync(cancel), cancel)));
        var took = time.GetElapsedTime(begun).TotalSeconds;
        self.Refresh();
        var processor = (self.TotalProcessorTime - busy).TotalSeconds;

        await Task.Delay(Afterglow, time, cancel);
        await watching.CancelAsync();
        await watch;
        var after = await server.SettledCountsAsync(time, cancel);
        var times = (await server.TimesAsync(cancel)).Since(timesBefore);
        return LoadReport.Of(options, [.. senders.Select(s => s.Counts)], viewer, before, after, times, took, processor);
    }
}
