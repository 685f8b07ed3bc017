using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging.Console;
using Shyraq.Cluster.Mines;
using Shyraq.Training;
using Shyraq.Web;
using Shyraq.Web.Binding;

namespace Shyraq.Hosting;

/// <summary>Wires the server together: the mines, then everything outside them. Tests start the very same.</summary>
public static class ShyraqHost
{
    /// <summary>Builds the server; nothing listens and no file is touched before it starts.</summary>
    /// <param name="adjust">For tests: a last look at the builder.</param>
    /// <exception cref="OpenAddressException">An address that others could reach was asked for.</exception>
    public static WebApplication Build(ServeOptions options, Action<WebApplicationBuilder>? adjust = null)
    {
        // The console lies beside the executable, wherever the server is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "shyraq" });
        LoopbackOnly.Check(builder.Configuration);
        LoopbackOnly.Check(options.Urls, "--urls");
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AddLog(builder.Logging, builder.Configuration.GetSection("Logging"));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));

        builder.AddMines(new MineOptions { Folder = options.Folder, Database = options.Database, Keep = options.History, Disk = options.Disk, CheckpointEvery = TimeSpan.FromMinutes(options.Checkpoints.Minutes), CheckpointFolder = options.Checkpoints.Folder, Reports = options.Reports });
        builder.Services.AddShyraqWeb(options.Mqtt, options.Bodies);
        builder.Services.AddTraining(options.OffersTraining);
        adjust?.Invoke(builder);
        return builder.Build().MapShyraqWeb().MapTraining();
    }

    /// <summary>Where a started server listens for HTTP.</summary>
    public static IReadOnlyList<string> Addresses(this WebApplication server) =>
        [.. server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? []];

    // One line an event on standard error; standard output is for the one line that says it is up.
    private static void AddLog(ILoggingBuilder log, IConfiguration levels)
    {
        log.ClearProviders();
        log.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        log.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        log.SetMinimumLevel(LogLevel.Warning);
        log.AddFilter("Shyraq", LogLevel.Information);
        // What keeps the server from starting is said once, by the verb; so is a console that was not built.
        log.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        log.AddFilter("Microsoft.AspNetCore.StaticFiles", LogLevel.Error);
        // A viewer that asks for a mine that nobody knows is told so; it is no failure of the server.
        log.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.Critical);
        // A silo alone warns of every step of its own end, and of the time since boot as the length of its first round.
        log.AddFilter("Orleans.Runtime", LogLevel.Error);
        // When it ends it looks for another silo to move mines to, and calls it an error that there is none. What goes
        // wrong in a mine the mine logs itself.
        log.AddFilter("Orleans.Grain", LogLevel.Critical);
        // Once more, after the filters above: what the settings say wins.
        log.AddConfiguration(levels);
    }
}
