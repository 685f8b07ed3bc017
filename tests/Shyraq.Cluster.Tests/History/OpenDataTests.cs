using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using Shyraq.Cluster.History;
using Shyraq.Cluster.Mines;
using Shyraq.Cluster.Tests.Hindsight;
using Shyraq.Cluster.Tests.Mines;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Storage;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.Tests.History;

/// <summary>What the page on open data says can be done with other programs is done here, statement by statement, on a real export and a real history.</summary>
public sealed partial class OpenDataTests : IDisposable
{
    private const int Seconds = 1500;

    private readonly string _folder = Directory.CreateTempSubdirectory("shyraq-open-").FullName;
    private readonly WrittenJournal _journal = new(Seconds, more: second => second == 1
        ? [new CarriersInput(TestMine.Start.PlusSeconds(1), System.Collections.Immutable.ImmutableSortedDictionary<string, Carrier>.Empty.Add("T1", new(CarrierKind.Person, "Серік, «Q»", "17", "A", "miner")))] : []);

    [Fact]
    public async Task DuckDB_reads_the_files_and_counts_what_was_exported()
    {
        var fixes = await Export("shift.parquet", "parquet", TestMine.Start, TestMine.Start.PlusSeconds(3600));
        Assert.InRange(fixes, 1190, Seconds);
        Assert.Equal(fixes, await Export("shift.csv", "csv", TestMine.Start, TestMine.Start.PlusSeconds(3600)));
        await Export("tracks/day=2026-03-01/tracks.parquet", "parquet", TestMine.Start, TestMine.Start.PlusSeconds(600));
        await Export("tracks/day=2026-03-02/tracks.parquet", "parquet", TestMine.Start.PlusSeconds(600), TestMine.Start.PlusSeconds(3600));
        using var duck = new DuckDBConnection("DataSource=:memory:");
        duck.Open();
        var ran = 0;
        foreach (var statement in Statements("DuckDB"))
        {
            Assert.NotEmpty(Rows(duck, Placed(statement)));
            ran++;
        }
        Assert.InRange(ran, 4, 100);
        Assert.Equal([$"{fixes}|Серік, «Q»|TIMESTAMP WITH TIME ZONE"], Rows(duck, Placed("SELECT count(*), any_value(name), typeof(any_value(time)) FROM 'shift.parquet'")));
        Assert.Equal([$"{fixes}|2"], Rows(duck, Placed("SELECT count(*), count(DISTINCT day) FROM read_parquet('tracks/day=*/*.parquet', hive_partitioning = true)")));
        // The two forms tell the same places.
        Assert.Equal(["0"], Rows(duck, Placed("SELECT count(*) FROM 'shift.parquet' p JOIN read_csv('shift.csv') c ON epoch_us(p.time) = epoch_us(c.time) AND p.tag = c.tag WHERE p.x <> c.x OR p.state <> c.state OR p.roadway IS DISTINCT FROM c.roadway")));
        Assert.Equal([$"{fixes}"], Rows(duck, Placed("SELECT count(*) FROM 'shift.parquet' p JOIN read_csv('shift.csv') c ON epoch_us(p.time) = epoch_us(c.time) AND p.tag = c.tag")));
    }

    [Fact]
    public void SQLite_reads_the_views_in_place()
    {
        var (ran, history) = (0, History());
        using var connection = new SqliteConnection($"Data Source={history};Mode=ReadOnly;Pooling=False");
        connection.Open();
        foreach (var statement in Statements("SQLite"))
        {
            Assert.NotEmpty(Rows(connection, statement));
            ran++;
        }
        Assert.InRange(ran, 3, 100);
        Assert.Contains(Rows(connection, Statements("SQLite").Single(one => one.Contains("JOIN", StringComparison.Ordinal))), row => row.StartsWith("Серік, «Q»|2026-03-01T06:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_lines_of_pandas_run()
    {
        Assert.SkipUnless(Ran("/usr/bin/python3", ["-c", "import pandas"]).Code == 0, "no pandas for /usr/bin/python3 (Debian: apt-get install python3-pandas); its lines were not run");
        await Export("shift.csv", "csv", TestMine.Start, TestMine.Start.PlusSeconds(3600));
        File.Copy(History(), Path.Combine(_folder, "history.db"));
        var script = Blocks("python", "import").Single();
        var (code, said) = Ran("/usr/bin/python3", ["-c", script]);
        Assert.True(code == 0, said);
        Assert.Matches(@"T1 +\d", said);
        Assert.Contains("entered", said, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _journal.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // As a server that followed the journal has recorded it.
    private string History()
    {
        var path = Path.Combine(DataFolder.FolderOf(_journal.Folder, new(TestMine.Id)), HistoryTables.FileName);
        if (File.Exists(path)) return path;
        using var history = _journal.Store.OpenHistory(new(TestMine.Id), _journal.Record.Journal.HashOf);
        var line = new StraightLine(new(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, new());
        foreach (var block in _journal.Record.Journal.ReadFrom(1)) history.Record(Recovery.Walk(line, block).Rows(), block.Sequence, block.Sequence, block.Hash);
        return path;
    }

    private async Task<long> Export(string name, string form, Instant from, Instant to)
    {
        History();
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = File.Create(path);
        return await TrackExport.Write(_journal.Record, new(from, to), form, file, TestContext.Current.CancellationToken);
    }

    private static List<string> Rows(System.Data.Common.DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        var rows = new List<string>();
        while (row.Read()) rows.Add(string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture))));
        return rows;
    }

    // The names of the page are those of the folder; what a screen of Grafana puts in is all time.
    private string Placed(string statement) => statement.Replace("'shift.", $"'{_folder}/shift.", StringComparison.Ordinal).Replace("'tracks/", $"'{_folder}/tracks/", StringComparison.Ordinal);

    private static IEnumerable<string> Statements(string engine) => Blocks("sql", $"-- {engine}\n").SelectMany(block => block.Split('\n').Skip(1)).Where(line => line.Length > 0)
        .Select(line => line.Replace("$__from", "0", StringComparison.Ordinal).Replace("$__to", "9000000000000", StringComparison.Ordinal));

    private static IEnumerable<string> Blocks(string language, string begins) =>
        Fences().Matches(File.ReadAllText(Path.Combine(Root, "docs", "open-data.md"))).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["text"].Value).Where(text => text.StartsWith(begins, StringComparison.Ordinal));

    private (int Code, string Said) Ran(string program, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder })!;
            var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, said);
        }
        catch (System.ComponentModel.Win32Exception absent)
        {
            return (-1, absent.Message);
        }
    }

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Shyraq.slnx"))) folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run inside a checkout");
            return folder.FullName;
        }
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
