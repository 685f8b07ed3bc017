using Shyraq.Cluster.History;
using Shyraq.Cluster.Mines;
using Shyraq.Cluster.Reports;
using Shyraq.Web.Bodies;
using Shyraq.Web.Mqtt;

namespace Shyraq.Hosting;

/// <summary>What <c>serve</c> was asked for, all of it checked.</summary>
public sealed record ServeOptions
{
    /// <summary>The data folder, made when it is not there.</summary>
    public required string Folder { get; init; }

    /// <summary>The connection string of the database that keeps the mines; null for files in the folder.</summary>
    public string? Database { get; init; }

    /// <summary>Addresses to listen on for HTTP, separated by semicolons; this machine's only. Port 0 takes a free one.</summary>
    public required string Urls { get; init; }

    /// <summary>How sightings come in over MQTT.</summary>
    public MqttOptions Mqtt { get; init; } = new();

    /// <summary>A dispatcher may start training runs.</summary>
    public bool OffersTraining { get; init; }

    /// <summary>How often the journals are signed, and where these statements are copied to.</summary>
    public CheckpointOptions Checkpoints { get; init; } = new();

    /// <summary>How long the history keeps what.</summary>
    public HistoryKeep History { get; init; } = new();

    /// <summary>When the disk is called nearly full.</summary>
    public DiskWarning Disk { get; init; } = new();

    /// <summary>Which reports are made by themselves.</summary>
    public ReportSchedule Reports { get; init; } = new();

    /// <summary>How much memory request bodies may take.</summary>
    public BodyOptions Bodies { get; init; } = new();
}

/// <summary>Signed statements of where the journals stand.</summary>
public sealed record CheckpointOptions
{
    /// <summary>Minutes between two. Default 10.</summary>
    public double Minutes { get; init; } = 10;

    /// <summary>A second folder to which they are copied, best on another machine. Default null: none.</summary>
    public string? Folder { get; init; }
}
