using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging.Console;
using Shyraq.Cluster.Mines;
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
        AddLog(builder.Logging);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));

        builder.AddMines(new MineOptions { Folder = options.Folder });
        builder.Services.AddShyraqWeb(options.Mqtt);
        adjust?.Invoke(builder);
        return builder.Build().MapShyraqWeb();
    }

    /// <summary>Where a started server listens for HTTP.</summary>
    public static IReadOnlyList<string> Addresses(this WebApplication server) =>
        [.. server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses];

    // One line an event on standard error; standard output is for the one line that says it is up.
    private static void AddLog(ILoggingBuilder log)
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
        log.AddFilter("Microsoft", LogLevel.Warning);
        log.AddFilter("Orleans", LogLevel.Warning);
        log.AddFilter("Shyraq", LogLevel.Information);
    }
}
