using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Shyraq.Cluster.History;
using Shyraq.Storage;
using Shyraq.Storage.Checkpoints;

namespace Shyraq.Cluster.Mines;

/// <summary>Puts the mines into a server.</summary>
public static class MinesSilo
{
    /// <summary>
    /// Adds one silo in this process, alone in its cluster, listening on free loopback ports (so that several servers can
    /// run on one machine), and brings up every mine of the data folder when the host starts.
    /// Offers <see cref="MineDirectory"/>, <see cref="MinesReady"/> and <see cref="IGrainFactory"/>.
    /// </summary>
    /// <remarks>Starting the host throws <see cref="DataFolderInUseException"/> when another server uses the folder.</remarks>
    public static IHostApplicationBuilder AddMines(this IHostApplicationBuilder builder, MineOptions options)
    {
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort(), gatewayPort: 0, serviceId: "shyraq", clusterId: "shyraq"));
        builder.Services.AddMineServices(options);
        builder.Services.AddHostedService<MinesStart>();
        return builder;
    }

    /// <summary>What the grains need of their host, without the silo itself.</summary>
    public static IServiceCollection AddMineServices(this IServiceCollection services, MineOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(_ => DataFolder.Take(options.Folder));
        services.AddSingleton(host => SigningKey.Open(host.GetRequiredService<DataFolder>().Root));
        services.AddSingleton<IMineStore>(host => options.Database is { } settings ? MineStores.In(settings) : MineStores.At(host.GetRequiredService<DataFolder>().Root));
        services.AddSingleton(host => new MineDirectory(host.GetRequiredService<DataFolder>(), host.GetRequiredService<IMineStore>()));
        services.AddSingleton(host => new MineHistory(host.GetRequiredService<MineDirectory>(), host.GetRequiredService<IGrainFactory>()));
        services.AddSingleton(host => new MinesReady(host.GetRequiredService<MineDirectory>()));
        // A follow of a full block is a long turn; only one far longer is worth a warning.
        services.Configure<SchedulingOptions>(scheduling => scheduling.TurnWarningLengthThreshold = TimeSpan.FromSeconds(2));
        return services;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
