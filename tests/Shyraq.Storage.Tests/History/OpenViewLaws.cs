using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Shyraq.Core.Units;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.History;

/// <summary>What other programs read with SQL, on either engine.</summary>
public abstract class OpenViewLaws : IDisposable
{
    private static readonly BlockHash Hash = BlockHash.Genesis(Place.Mine);

    // 2026-03-01T06:00:00.123456Z
    private static readonly Instant Then = new(1_772_344_800_123_456);

    private readonly Place _place;
    private readonly string _prefix;

    /// <summary>Where the mine is kept.</summary>
    protected Place Where => _place;

    protected OpenViewLaws(Place place, string prefix)
    {
        (_place, _prefix) = (place, prefix);
        using var store = place.Open();
        using var history = store.OpenHistory(Place.Mine, _ => Hash);
        history.Record(new HistoryRows
        {
            Events = [new(1, 0, Then, "entered", "Z1", "T1", ""), new(2, 0, Then.PlusSeconds(1), "raised", "sos", "T2", "")],
            Retold = [new("corrected", new(1, 0, Then, "left", "Z1", "T1", ""))],
            Carriers = [new(new("T1"), Then, "person", "P1", "Серік Әлиев", "17", "A", "miner"), new(new("T1"), Then.PlusSeconds(60), "", "", "", "", "", ""), new(new("T1"), Then.PlusSeconds(90), "person", "P2", "B. Second", "18", "", "")],
            Gaps = [new(Then, Then.PlusSeconds(7.5))],
            Plans = [new(1, Then, "{}"u8.ToArray()), new(2, Then.PlusSeconds(5), "{}"u8.ToArray())],
            Versions = [new("corrected", Then, Then.PlusSeconds(600), Then.PlusSeconds(900), "A. Serik", "anchor A-1")],
            Pictures = [new("alarms", Then, null, [1, 2, 3])],
        }, 1, 2, Hash);
    }

    [Fact]
    public void Times_are_told_as_other_programs_know_them_and_as_they_are_kept() =>
        Assert.Equal(["2026-03-01T06:00:00.123456Z|1772344800123456|entered|Z1|T1", "2026-03-01T06:00:01.123456Z|1772344801123456|raised|sos|T2"], Rows($"SELECT time, time_us, kind, what, tag FROM {_prefix}events ORDER BY sequence"));

    [Fact]
    public void Who_carries_a_tag_is_told_until_it_goes_into_other_hands() =>
        Assert.Equal(["T1|P1|Серік Әлиев|2026-03-01T06:00:00.123456Z|2026-03-01T06:01:00.123456Z", "T1|P2|B. Second|2026-03-01T06:01:30.123456Z|"], Rows($"SELECT tag, person, name, since, until FROM {_prefix}carriers ORDER BY since_us"));

    [Fact]
    public void What_stood_around_the_tracks_is_there_with_its_times()
    {
        Assert.Equal(["P1|17|1", "P2|18|1"], Rows($"SELECT person, number, tags FROM {_prefix}people ORDER BY person"));
        Assert.Equal(["2026-03-01T06:00:00.123456Z|7.5"], Rows($"SELECT since, CAST(seconds AS DOUBLE PRECISION) FROM {_prefix}gaps"));
        Assert.Equal(["1|2026-03-01T06:00:05.123456Z", "2|"], Rows($"SELECT plan, until FROM {_prefix}plans ORDER BY plan"));
        Assert.Equal(["corrected|2026-03-01T06:10:00.123456Z|A. Serik|anchor A-1"], Rows($"SELECT name, until, made_by, what FROM {_prefix}versions"));
        Assert.Equal(["corrected|left"], Rows($"SELECT version, kind FROM {_prefix}version_events"));
        Assert.Equal(["alarms|3"], Rows($"SELECT board, bytes FROM {_prefix}boards"));
    }

    [Fact]
    public void Every_view_of_the_set_can_be_read()
    {
        string[] names = ["events", "version_events", "carriers", "people", "gaps", "plans", "versions", "tracks", "track_sums", "boards"];
        foreach (var name in names) Assert.NotNull(Rows($"SELECT * FROM {_prefix}{name}"));
    }

    [Fact]
    public void Whoever_reads_can_change_nothing()
    {
        Assert.ThrowsAny<DbException>(() => Rows($"DELETE FROM {_prefix}events"));
        Assert.ThrowsAny<DbException>(() => Rows($"UPDATE {_prefix}events SET what = 'other'"));
    }

    public void Dispose()
    {
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Connects as a program that may only read.</summary>
    protected abstract DbConnection Connect();

    protected List<string> Rows(string sql)
    {
        using var connection = Connect();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        var rows = new List<string>();
        while (row.Read()) rows.Add(string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => Text(row.GetValue(i)))));
        return rows;
    }

    private static string Text(object value) => value switch
    {
        DBNull => "",
        DateTime time => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

public sealed class SqliteOpenViewTests() : OpenViewLaws(new Place.InFolder(), "open_v1_")
{
    private string File => Path.Combine(DataFolder.FolderOf(((Place.InFolder)Where).Root, Place.Mine), HistoryTables.FileName);

    [Fact]
    public void A_history_of_the_version_before_gets_the_views_and_keeps_its_rows()
    {
        using (var old = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            old.Open();
            using var command = old.CreateCommand();
            command.CommandText = string.Concat(((string[])["events", "version_events", "carriers", "people", "gaps", "plans", "versions", "tracks", "track_sums", "boards"]).Select(name => $"DROP VIEW open_v1_{name};")) + "PRAGMA user_version = 3";
            command.ExecuteNonQuery();
        }
        using (HistoryTables.InFolder(Path.GetDirectoryName(File)!, _ => BlockHash.Genesis(Place.Mine))) { }
        Assert.Equal(2, Rows("SELECT sequence FROM open_v1_events").Count);
    }

    protected override DbConnection Connect() => new SqliteConnection($"Data Source={File};Mode=ReadOnly;Pooling=False");
}

public sealed class PostgresOpenViewTests() : OpenViewLaws(new Place.InPostgres(), "open_v1.")
{
    private Place.InPostgres Database => (Place.InPostgres)Where;

    [Fact]
    public void The_reader_sees_the_views_of_every_mine_and_no_table()
    {
        using (var store = Database.Open())
        {
            store.Make(new("other"));
            using var history = store.OpenHistory(new("other"), _ => BlockHash.Genesis(new("other")));
            history.Record([new(1, 0, new(1), "left", "Z9", "T9", "")], 1, 1, BlockHash.Genesis(new("other")));
        }
        Assert.Equal(["demo|2", "other|1"], Rows("SELECT mine, COUNT(*) FROM open_v1.events GROUP BY mine ORDER BY mine"));
        Assert.Equal([], Rows("SELECT * FROM open_v1.blocks"));
        foreach (var table in (string[])["mine_1.blocks", "mine_1.photos", "mine_1_history.events", "mine_1_history.open_v1_events", "mine_1_snapshots.snapshots", "shyraq.mines"])
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.Throws<PostgresException>(() => Rows($"SELECT * FROM {table}")).SqlState);
    }

    [Fact]
    public void The_statement_that_the_page_on_open_data_gives_for_Grafana_runs()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "Shyraq.slnx"))) folder = folder.Parent!;
        var text = System.IO.File.ReadAllText(Path.Combine(folder.FullName, "docs", "open-data.md"));
        var statement = text[(text.IndexOf("-- PostgreSQL\n", StringComparison.Ordinal) + 14)..].Split("```")[0]
            .Replace("$__unixEpochFrom()", "0", StringComparison.Ordinal).Replace("$__unixEpochTo()", "9000000000", StringComparison.Ordinal).Replace("severnaya", Place.Mine.Value, StringComparison.Ordinal);
        Assert.Equal(["2026-03-01T06:00:00.000000Z|sos|1"], Rows(statement));
    }

    [Fact]
    public void A_history_that_was_put_aside_leaves_the_views_to_the_new_one()
    {
        using (var store = Database.Open())
        using (var history = store.OpenHistory(Place.Mine, _ => null)) Assert.Single(history.PutAside);
        Assert.Empty(Rows("SELECT * FROM open_v1.events"));
    }

    protected override DbConnection Connect() => new NpgsqlConnection(Database.Server.Settings(Database.Database, "shyraq_reader") + ";Pooling=false");
}
