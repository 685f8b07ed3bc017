using Shyraq.Cluster.History;
using Shyraq.Cluster.Reports;
using Shyraq.Core.Tracking;

namespace Shyraq.Cluster.Mines;

/// <summary>What may be set about the mines of one server.</summary>
public sealed record MineOptions
{
    /// <summary>The data folder: everything a server keeps. One server at a time uses it.</summary>
    public required string Folder { get; init; }

    /// <summary>The connection string of a PostgreSQL database that keeps the mines instead of files in the folder; several servers may share it, each with a folder of its own. Default: files.</summary>
    public string? Database { get; init; }

    /// <summary>Sightings that may wait for the disk and the tracker, per mine; beyond it senders are told to come again. More rides out longer stalls and costs memory and delay. Default 200,000.</summary>
    public int QueueCapacity { get; init; } = 200_000;

    /// <summary>Most sightings in one journal block. More makes fewer, longer commits, and longer turns in which the mine answers nobody else: some 10 µs a sighting. Default 5,000.</summary>
    public int BlockSightings { get; init; } = 5_000;

    /// <summary>A snapshot is taken after this many sightings. Fewer makes a restart shorter and writes more. Default 200,000.</summary>
    public int SnapshotSightings { get; init; } = 200_000;

    /// <summary>A snapshot is taken at least this often when anything was followed. Default 10 minutes.</summary>
    public TimeSpan SnapshotEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Events that may wait in memory while the history cannot be written; more are let go and derived from the journal again. More spares that work after a short outage and costs memory, some 200 bytes each. Default 10,000.</summary>
    public int WaitingEvents { get; init; } = 10_000;

    /// <summary>How often time itself is journalled as an input. Shorter notices silence sooner and journals more. Default 1 s.</summary>
    public TimeSpan TickEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Shortest time between two frames to the viewers of a mine. Default 50 ms (20 a second).</summary>
    public TimeSpan FrameEvery { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>An observer that did not renew for this long is gone. Default 90 s.</summary>
    public TimeSpan ObserverExpiry { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>A mine whose journal could not be opened is tried again after this. Default 10 s.</summary>
    public TimeSpan ReopenAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the history keeps what.</summary>
    public HistoryKeep Keep { get; init; } = new();

    /// <summary>How often the history is looked at for what is older than that. Default a day.</summary>
    public TimeSpan TrimEvery { get; init; } = TimeSpan.FromDays(1);

    /// <summary>When the disk of the data folder is called nearly full, which is an alarm of every mine on it.</summary>
    public DiskWarning Disk { get; init; } = new();

    /// <summary>How often the head of the journal is signed as a checkpoint, beside the one at each stop. Shorter narrows down what a forger could have written anew and writes more, some 600 bytes each. Default 10 minutes.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A second folder to which checkpoints are copied, best on another machine that whoever runs this one cannot change. Default null: none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Which reports are made by themselves. Default: none.</summary>
    public ReportSchedule Reports { get; init; } = new();

    /// <summary>How tags are followed; part of every replay.</summary>
    public TrackingOptions Tracking { get; init; } = new();
}
