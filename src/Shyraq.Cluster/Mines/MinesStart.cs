using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Shyraq.Cluster.Mines;

/// <summary>Brings up the mines of the data folder when the host starts, and again those that could not come up.</summary>
internal sealed class MinesStart(IGrainFactory grains, MineDirectory directory, MinesReady ready, MineOptions options, TimeProvider time, ILogger<MinesStart> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pace = new PeriodicTimer(options.ReopenAfter, time);
        do
        {
            await Task.WhenAll(directory.All().Where(mine => ready.Of(mine) is not MineReadiness.Up).Select(Wake));
            if (options.Database is not null) LookAgain();
        }
        while (await pace.WaitForNextTickAsync(stoppingToken));
    }

    // Another server that shares the database may have made a mine.
    private void LookAgain()
    {
        try
        {
            directory.LookAgain();
        }
        catch (IOException why)
        {
            log.LogWarning("Which mines there are could not be looked up: {Why}", why.Message);
        }
    }

    private async Task Wake(string mine)
    {
        try
        {
            await grains.GetGrain<IMineGrain>(mine).Summary(withBeliefs: false);
        }
        catch (TimeoutException)
        {
            // A long replay: it goes on, and MinesReady tells how far it is.
        }
        catch (Exception why)
        {
            log.LogError("Mine {Mine} is not up yet: {Why}", mine, why.Message);
        }
    }
}
