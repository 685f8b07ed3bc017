using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shyraq.Web.Acts;
using Shyraq.Web.Alarms;
using Shyraq.Web.Anchors;
using Shyraq.Web.Binding;
using Shyraq.Web.Bodies;
using Shyraq.Web.Checkpoints;
using Shyraq.Web.Console;
using Shyraq.Web.Coverage;
using Shyraq.Web.Docs;
using Shyraq.Web.Evacuation;
using Shyraq.Web.Feed;
using Shyraq.Web.Fixes;
using Shyraq.Web.Gas;
using Shyraq.Web.Health;
using Shyraq.Web.History;
using Shyraq.Web.Mines;
using Shyraq.Web.Mqtt;
using Shyraq.Web.Plans;
using Shyraq.Web.Presence;
using Shyraq.Web.Problems;
using Shyraq.Web.Registry;
using Shyraq.Web.Rejections;
using Shyraq.Web.Reports;
using Shyraq.Web.Rescue;
using Shyraq.Web.Sightings;
using Shyraq.Web.Tags;
using Shyraq.Web.Telemetry;
using Shyraq.Web.Zones;

namespace Shyraq.Web;

/// <summary>The table of contents of the server's outside: one line a feature.</summary>
public static class ShyraqWeb
{
    /// <summary>Registers every feature. The mines themselves (<c>AddMines</c>) come first, so that intake stops before they do.</summary>
    public static IServiceCollection AddShyraqWeb(this IServiceCollection services, MqttOptions mqtt, BodyOptions bodies)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddProblems();
        services.AddCompression();
        services.AddTelemetry();
        services.AddApiDocument();
        services.AddSingleton(bodies);
        services.AddSingleton<BodyRoom>();
        services.AddSingleton<PlanCopies>();
        services.AddSingleton<CoverageCopies>();
        services.AddSingleton<SightingIntake>();
        services.AddFeed();
        services.AddMqttIntake(mqtt);
        return services;
    }

    /// <summary>Puts the pipeline together and maps every route.</summary>
    public static WebApplication MapShyraqWeb(this WebApplication app)
    {
        app.UseProblems();
        app.UseSecurityHeaders();
        app.UseSameOrigin();
        app.UseResponseCompression();
        app.UseConsole();

        app.MapHealth();
        app.MapTelemetry();
        app.MapApiDocument();
        app.MapFeed();

        var mines = app.MapGroup("/api/mines");
        mines.MapMines();
        mines.MapPlans();
        mines.MapCoverage();
        mines.MapTags();
        mines.MapFixes();
        mines.MapHeadcount();
        mines.MapRegistry();
        mines.MapPresence();
        mines.MapShiftList();
        mines.MapAnchors();
        mines.MapRejections();
        mines.MapCheckpoints();
        mines.MapSightings();
        mines.MapActs();
        mines.MapZones();
        mines.MapGas();
        mines.MapEvacuation();
        mines.MapRescue();
        mines.MapAlarms();
        mines.MapHistory();
        mines.MapReports();
        return app;
    }

    // Plans are large and fetched whole; at the fastest level the first paint does not wait for the processor.
    private static void AddCompression(this IServiceCollection services) => services
        .AddResponseCompression(compression => compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/geo+json", "application/problem+json"])
        .Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest)
        .Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
}
