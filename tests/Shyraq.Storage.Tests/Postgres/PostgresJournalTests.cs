using Npgsql;
using Shyraq.Core.Units;
using Shyraq.Storage.Journal;
using Shyraq.Storage.Postgres;
using Shyraq.Storage.Tests.Journal;

namespace Shyraq.Storage.Tests.Postgres;

/// <summary>What a journal in PostgreSQL promises beyond what holds on every engine.</summary>
public sealed class PostgresJournalTests
{
    private static readonly Instant March = Instant.From(new DateTimeOffset(2026, 3, 31, 23, 59, 58, TimeSpan.Zero));

    [Theory]
    [InlineData("UPDATE blocks SET body = '' WHERE sequence = 2")]
    [InlineData("UPDATE blocks_1970_01 SET body = '' WHERE sequence = 2")]
    [InlineData("DELETE FROM blocks")]
    [InlineData("DELETE FROM blocks_1970_01")]
    [InlineData("TRUNCATE blocks")]
    [InlineData("TRUNCATE blocks_1970_01")]
    [InlineData("UPDATE written SET writer = ''")]
    [InlineData("DELETE FROM photos")]
    public void The_server_may_not_change_the_record_and_for_the_owner_the_database_refuses_it(string sql)
    {
        using var place = Filled();
        Assert.Contains("permission denied", place.RefusalOf("shyraq_server", sql), StringComparison.Ordinal);
        Assert.Contains("the journal is append-only", place.RefusalOf("shyraq_owner", sql), StringComparison.Ordinal);
        using var record = place.Open();
        Assert.Equal(3, record.Read(Place.Mine).Journal.ReadFrom(1).Count());
    }

    [Theory]
    [InlineData("ALTER TABLE blocks DISABLE TRIGGER ALL")]
    [InlineData("DROP TABLE blocks")]
    [InlineData("DROP TRIGGER blocks_unchanged ON blocks")]
    [InlineData("ALTER TABLE blocks DETACH PARTITION blocks_1970_01")]
    [InlineData("CREATE TABLE mine_1.other (n int)")]
    [InlineData("CREATE OR REPLACE FUNCTION shyraq.append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")]
    [InlineData("SET session_replication_role = replica")]
    [InlineData("SELECT shyraq.put_aside(1, 'journal', 'x')")]
    [InlineData("SELECT shyraq.grow(1, 'journal')")]
    [InlineData("DELETE FROM shyraq.mines")]
    [InlineData("INSERT INTO shyraq.steps VALUES ('journal', 9, 'DROP TABLE blocks')")]
    public void The_server_may_not_take_the_guards_away(string sql)
    {
        using var place = Filled();
        Assert.Matches("permission denied|must be owner|only what follows from the journal", place.Refusal(sql)!);
    }

    [Fact]
    public void While_one_server_writes_a_second_stands_by_and_takes_over_when_it_is_gone()
    {
        using var place = Filled();
        var first = place.Open().OpenJournal(Place.Mine, "first");
        Assert.Contains("another server writes", Assert.Throws<IOException>(() => place.Open().OpenJournal(Place.Mine, "second")).Message, StringComparison.Ordinal);
        // Even who does not ask for the lock is kept out.
        Assert.Contains("another server writes", place.Refusal("INSERT INTO blocks SELECT sequence + 1, time, inputs, sightings, body, hash FROM blocks WHERE sequence = 3"), StringComparison.Ordinal);
        first.Dispose();
        using var second = place.Open().OpenJournal(Place.Mine, "second");
        Assert.Equal(4, Assert.IsType<Appended.Durable>(second.Append(new(9_000_000), 1, 1, [7])).Head.Sequence);
    }

    [Fact]
    public void A_connection_that_the_database_ended_is_opened_again_and_nothing_is_lost_or_written_twice()
    {
        using var place = Filled();
        using var journal = place.Open().OpenJournal(Place.Mine, "test 1");
        for (var n = 0; n < 3; n++)
        {
            place.Server.Administer(place.Database, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{place.Database}' AND usename = 'shyraq_server'");
            // The first append after it may find the connection dead; the journal then says so, or it has it again already.
            var one = journal.Append(journal.Head.Time, 1, 1, [1]);
            Assert.True(one is Appended.Durable or Appended.Failed { Reason: AppendFailure.Unreachable or AppendFailure.Disk }, one.ToString());
            Assert.IsType<Appended.Durable>(journal.Append(journal.Head.Time, 1, 1, [2]));
        }
        Assert.Equal(journal.Head, place.Open().Read(Place.Mine).Journal.Head);
        Assert.Equal(journal.Head.Sequence, journal.ReadFrom(1).Count());
    }

    [Fact]
    public void A_commit_whose_answer_was_lost_counts_once()
    {
        using var place = Filled();
        using var wire = new CutWire(place.Server.Port);
        using var journal = place.Open(place.Server.Settings(place.Database, port: wire.Port)).OpenJournal(Place.Mine, "test 1");
        Assert.IsType<Appended.Durable>(journal.Append(new(9_000_000), 1, 1, [3]));
        wire.LoseTheNextAnswer();
        Assert.Equal(5, Assert.IsType<Appended.Durable>(journal.Append(new(9_000_000), 1, 1, [4])).Head.Sequence);
        Assert.Equal(6, Assert.IsType<Appended.Durable>(journal.Append(new(9_000_000), 1, 1, [5])).Head.Sequence);
        Assert.Equal([3, 4, 5], journal.ReadFrom(4).Select(block => (int)block.Body[0]));
    }

    [Fact]
    public void A_block_that_its_sender_was_told_had_failed_is_not_built_upon_when_it_turns_up()
    {
        using var place = Filled();
        using var wire = new CutWire(place.Server.Port);
        using var journal = place.Open(place.Server.Settings(place.Database, port: wire.Port)).OpenJournal(Place.Mine, "test 1");
        Assert.IsType<Appended.Durable>(journal.Append(new(9_000_000), 1, 1, [3]));
        wire.LoseTheNextAnswer(stayDown: true);
        Assert.Equal(AppendFailure.Unreachable, Assert.IsType<Appended.Failed>(journal.Append(new(9_000_000), 1, 1, [4])).Reason);
        Assert.Equal(AppendFailure.Unreachable, Assert.IsType<Appended.Failed>(journal.Append(new(9_000_000), 1, 1, [4])).Reason);
        wire.Mend();
        Assert.Equal(5, Assert.IsType<Appended.Behind>(journal.Append(new(9_000_000), 1, 1, [4])).Found.Sequence);
        Assert.Equal(5, place.Open().Read(Place.Mine).Journal.Head.Sequence);
    }

    [Fact]
    public void A_database_that_was_killed_holds_all_that_was_acknowledged()
    {
        _ = PostgresServer.Shared();
        using var server = new PostgresServer();
        using var place = Filled(server);
        using var journal = place.Open().OpenJournal(Place.Mine, "test 1");
        for (var kill = 0; kill < 3; kill++)
        {
            Journals.Fill(journal, 20, 4000);
            var head = journal.Head;
            server.Kill();
            Assert.Equal(AppendFailure.Unreachable, Assert.IsType<Appended.Failed>(journal.Append(head.Time, 1, 1, [1])).Reason);
            server.StartAgain();
            NpgsqlConnection.ClearAllPools();
            Assert.Equal(head.Sequence + 1, Assert.IsType<Appended.Durable>(journal.Append(head.Time, 1, 1, [2])).Head.Sequence);
        }
        Assert.Equal(journal.Head.Sequence, journal.ReadFrom(1).Count());
    }

    [Fact]
    public void Each_month_of_blocks_has_a_table_of_its_own_and_reads_as_one_journal()
    {
        using var place = new Place.InPostgres();
        using var journal = place.Open().OpenJournal(Place.Mine, "test 1");
        // Over the end of a month, then over years in which nothing came.
        List<Instant> times = [March, March.PlusSeconds(1.5), March.PlusSeconds(3), March.PlusSeconds(86400 * 1000), March.PlusSeconds(86400 * 1001)];
        foreach (var time in times) Assert.IsType<Appended.Durable>(journal.Append(time, 1, 1, [1]));
        Assert.Equal(times, journal.ReadFrom(1).Select(block => block.Time));
        Assert.Equal(3, journal.FirstSince(March.PlusSeconds(2)));
        using var connection = place.Server.Connect(place.Database, "postgres");
        using var command = new NpgsqlCommand("SELECT string_agg(tableoid::regclass::text || ' ' || n, ', ' ORDER BY tableoid::regclass::text) FROM (SELECT tableoid, count(*) n FROM mine_1.blocks GROUP BY tableoid) months", connection);
        Assert.Equal("mine_1.blocks_2026_03 2, mine_1.blocks_2026_04 1, mine_1.blocks_2028_12 2", command.ExecuteScalar());
    }

    [Fact]
    public void A_database_that_was_not_migrated_or_not_for_this_role_says_what_to_do()
    {
        var server = PostgresServer.Shared();
        var database = server.NewDatabase();
        using var store = MineStores.In(server.Settings(database));
        Assert.Contains("shyraq db migrate", Assert.Throws<IOException>(store.Mines).Message, StringComparison.Ordinal);
        Assert.Contains("CREATE ROLE nobody_known", Assert.Throws<IOException>(() => DatabaseMigration.Migrate(server.Settings(database, "shyraq_owner"), "nobody_known", "test 1")).Message, StringComparison.Ordinal);
        Assert.All(DatabaseMigration.Migrate(server.Settings(database, "shyraq_owner"), null, "test 1").Parts, part => Assert.Equal(0, part.Found));
        Assert.Empty(store.Mines());
        Assert.All(DatabaseMigration.Migrate(server.Settings(database, "shyraq_owner"), null, "test 1").Parts, part => Assert.Equal(part.Known, part.Found));
        server.Administer(database, "INSERT INTO shyraq.migrations (step, writer) VALUES (99, 'newer')");
        Assert.Contains("newer server", Assert.Throws<IOException>(store.Mines).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_status_tells_what_is_kept_and_what_makes_it_less_safe()
    {
        using var place = Filled();
        var status = place.Open().Status();
        Assert.StartsWith("PostgreSQL 1", status.Engine, StringComparison.Ordinal);
        Assert.All(status.Versions, part => Assert.Equal(part.Known, part.Found));
        // The tests' database has fsync off; the servers' role may not change the record.
        Assert.Contains("fsync is off", Assert.Single(status.Warnings), StringComparison.Ordinal);
        var mine = Assert.Single(status.Mines);
        Assert.Equal((Place.Mine, 3L), (mine.Mine, mine.Head!.Value.Sequence));
        Assert.All(mine.Bytes.Values, bytes => Assert.True(bytes > 0));
        Assert.Contains(place.Open(place.Server.Settings(place.Database, "shyraq_owner")).Status().Warnings, warning => warning.Contains("may change the record", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE blocks SET body = '' WHERE sequence = 2", 2)]
    [InlineData("UPDATE blocks SET inputs = inputs + 1 WHERE sequence = 3", 3)]
    [InlineData("DELETE FROM blocks WHERE sequence = 2", 2)]
    [InlineData("DELETE FROM blocks WHERE sequence = 3", 3)]
    public void A_change_by_somebody_with_all_rights_is_found(string sql, long bad)
    {
        using var place = Filled();
        using (var journal = place.Open().OpenJournal(Place.Mine, "test 1"))
        using (var history = place.Open().OpenHistory(Place.Mine, journal.HashOf))
            history.Record([], 1, 3, journal.Head.Hash);
        var whole = place.Open().Read(Place.Mine).Check();
        Assert.Equal((true, true, 3L), (whole.IsWhole, whole.Guarded, whole.Blocks));
        place.Tamper(sql);
        Assert.Equal(bad, place.Open().Read(Place.Mine).Check().Faults[0].First);
        place.Server.Administer(place.Database, "ALTER TABLE mine_1.blocks_1970_01 DISABLE TRIGGER blocks_unchanged");
        Assert.False(place.Open().Read(Place.Mine).Check().Guarded);
    }

    [Fact]
    public void A_history_whose_tables_are_gone_is_put_aside_and_begun_anew()
    {
        using var place = Filled();
        place.Server.Administer(place.Database, "DROP TABLE mine_1_history.recorded");
        using var history = place.Open().OpenHistory(Place.Mine, _ => default(BlockHash));
        Assert.Equal("mine_1_history_damaged_1", Assert.Single(history.PutAside));
        history.Record([new(1, 0, new(1), "raised", "sos", "T1", "")], 1, 1, default);
        Assert.Equal(1, history.RecordedUpTo);
    }

    [Fact]
    public void A_connection_string_that_is_none_is_told_apart_from_a_database_that_is_not_there()
    {
        Assert.Throws<FormatException>(() => MineStores.In("Hots=127.0.0.1"));
        using var store = MineStores.In("Host=127.0.0.1;Port=1;Database=nowhere;Username=nobody;Password=secret;Timeout=2");
        var why = Assert.Throws<IOException>(store.Mines).Message;
        Assert.Contains("postgresql://127.0.0.1:1/nowhere", why, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", why, StringComparison.Ordinal);
    }

    private static Place.InPostgres Filled(PostgresServer? server = null)
    {
        var place = new Place.InPostgres(server);
        using var journal = place.Open().OpenJournal(Place.Mine, "test 1");
        Journals.Fill(journal, 3);
        return place;
    }
}
