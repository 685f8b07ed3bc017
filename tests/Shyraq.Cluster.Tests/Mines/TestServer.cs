using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Storage;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Tests.Mines;

/// <summary>A server's mines in this process: the real silo, the real disk, a folder of the test's own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IHost _host;

    private TestServer(IHost host, string folder) => (_host, Folder) = (host, folder);

    public string Folder { get; }

    public string MineFolder => DataFolder.FolderOf(Folder, new(TestMine.Id));

    public MinesReady Ready => _host.Services.GetRequiredService<MinesReady>();

    public IServiceProvider Services => _host.Services;

    public IMineGrain Grain(string mine = TestMine.Id) => _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IMineGrain>(mine);

    public static string NewFolder() => Directory.CreateTempSubdirectory("shyraq-test-").FullName;

    /// <summary>Starts a server; it does not tick unless asked to.</summary>
    public static async Task<TestServer> Start(string? folder = null, Func<MineOptions, MineOptions>? with = null, TimeProvider? time = null)
    {
        folder ??= NewFolder();
        var options = new MineOptions { Folder = folder, TickEvery = TimeSpan.FromDays(1) };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(time ?? new TimeBeforeTheWalk());
        builder.AddMines(with?.Invoke(options) ?? options);
        var host = builder.Build();
        await host.StartAsync();
        return new(host, folder);
    }

    /// <summary>A server whose mine has its plan.</summary>
    public static async Task<TestServer> StartWithPlan(Func<MineOptions, MineOptions>? with = null, TimeProvider? time = null)
    {
        var server = await Start(null, with, time);
        Assert.Equal(1, (await server.Grain().PutPlan(TestMine.Plan())).Version);
        return server;
    }

    /// <summary>Walks a lamp for some seconds, one batch a second.</summary>
    public async Task Walk(int from, int to, string tag = "T1")
    {
        for (var second = from; second < to; second++)
            Assert.IsType<Receipt.Journalled>(await Grain().Append(TestMine.Batch(TestMine.Second(second, tag))));
    }

    /// <summary>What a crash at this moment would leave behind, as a new data folder.</summary>
    public string CopyAsAfterACrash()
    {
        var copy = NewFolder();
        var to = DataFolder.FolderOf(copy, new(TestMine.Id));
        Directory.CreateDirectory(to);
        // The write-ahead log goes last: what is in the main file by then was in the log before.
        foreach (var file in Directory.GetFiles(MineFolder).Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)).OrderBy(f => f.EndsWith("-wal", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        return copy;
    }

    /// <summary>Holds the disk up: nothing can be committed to the journal until it is disposed of.</summary>
    public SqliteConnection HoldTheDisk()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(MineFolder, JournalFile.FileName)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Every journalled input in order, with its block.</summary>
    public List<(long Sequence, MineInput Input)> Journalled() =>
        [.. JournalReader.ReadFolder(MineFolder, new MineId(TestMine.Id)).SelectMany(block => InputCodec.Decode(block.Body, 1).Select(input => (block.Sequence, input)))];

    public string DigestByFullReplay(string? folder = null) =>
        JournalReplay.Follow(new FolderStore(folder ?? Folder).Read(new(TestMine.Id)), null, new()).Digest;

    /// <summary>The events in the mine's history.</summary>
    public List<HistoryEvent> Recorded()
    {
        using var history = new FolderRecord(MineFolder, new(TestMine.Id)).OpenHistory();
        return history is null ? [] : [.. history.Events()];
    }

    /// <summary>What readiness says but for its remark that the clock is behind the journal, as that of <see cref="TimeBeforeTheWalk"/> is.</summary>
    public IReadOnlyList<string> RemarksOfHistory() => [.. Ready.Remarks().Where(remark => !remark.Contains("the clock went back", StringComparison.Ordinal))];

    /// <summary>Waits for a condition by asking again; says what was expected when it does not come.</summary>
    public static async Task Until(Func<Task<bool>> condition, string expected)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            Assert.False(patience.IsCancellationRequested, $"within {Patience.TotalSeconds} s: {expected}");
            await Task.Yield();
        }
    }

    /// <summary>Real time, moved so that a test begins an hour before its sightings: these arrive in order with what the server stamps itself.</summary>
    private sealed class TimeBeforeTheWalk : TimeProvider
    {
        private readonly long _began = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => TestMine.Start.PlusSeconds(-3600).ToDateTimeOffset() + System.GetElapsedTime(_began);
    }

    /// <summary>Stops in order; the folder stays.</summary>
    public async Task Stop()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }
}
