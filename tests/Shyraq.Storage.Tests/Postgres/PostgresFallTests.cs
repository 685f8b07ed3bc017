using Npgsql;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.Journal;
using Shyraq.Storage.Postgres;
using Shyraq.Storage.Tests.Journal;

namespace Shyraq.Storage.Tests.Postgres;

/// <summary>A database that is away for a while, sends its readers away, or falls over what it reads: what is said of the record is true all the same.</summary>
public sealed class PostgresFallTests
{
    private const int Blocks = 5;

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Who_is_sent_away_while_they_look_at_who_wrote_asks_again()
    {
        using var place = Signed(out var signed);
        var report = await WhileItWaits(place, "mine_1.written", () => Check(place, signed), waiting => place.Server.Administer(place.Database, $"SELECT pg_terminate_backend({waiting})"));
        Assert.True(report.IsWhole, string.Join("; ", report.Faults));
    }

    [Fact]
    public async Task A_database_that_is_stopped_while_it_is_asked_and_started_again_is_waited_for()
    {
        _ = PostgresServer.Shared();
        using var server = new PostgresServer();
        using var place = Signed(out var signed, server);
        var report = await WhileItWaits(place, "mine_1.written", () => Check(place, signed), _ =>
        {
            server.StopAtOnce();
            server.StartAgain();
        });
        Assert.True(report.IsWhole, string.Join("; ", report.Faults));
    }

    [Fact]
    public async Task A_question_of_who_wrote_that_is_refused_is_no_sign_that_somebody_else_did()
    {
        using var place = Signed(out var signed);
        var calledOff = await Assert.ThrowsAsync<IOException>(() => WhileItWaits(place, "mine_1.written", () => Check(place, signed), waiting => place.Server.Administer(place.Database, $"SELECT pg_cancel_backend({waiting})")));
        Assert.Contains("canceling statement", calledOff.Message, StringComparison.Ordinal);
        place.Server.Administer(place.Database, "REVOKE SELECT ON mine_1.written FROM shyraq_server");
        Assert.Contains("permission denied", Assert.Throws<IOException>(() => Check(place, signed)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_history_has_seen_is_not_forgotten_because_the_question_was_cut_off()
    {
        using var place = Signed(out _);
        using (var journal = place.Open().OpenJournal(Place.Mine, "test 1"))
        using (var history = place.Open().OpenHistory(Place.Mine, journal.HashOf))
            history.Record([], 1, Blocks, journal.Head.Hash);
        place.Tamper($"DELETE FROM blocks WHERE sequence = {Blocks}");
        var report = await WhileItWaits(place, "mine_1_history.recorded", () => Check(place), waiting => place.Server.Administer(place.Database, $"SELECT pg_terminate_backend({waiting})"));
        Assert.Equal((Blocks, Blocks), Assert.IsType<ChainFault.Missing>(Assert.Single(report.Faults)) is var missing ? (missing.First, missing.Last) : default);
        // Whoever may not be asked leaves the question open.
        await Assert.ThrowsAsync<IOException>(() => WhileItWaits(place, "mine_1_history.recorded", () => Check(place), waiting => place.Server.Administer(place.Database, $"SELECT pg_cancel_backend({waiting})")));
        place.Server.Administer(place.Database, "REVOKE SELECT ON mine_1_history.recorded FROM shyraq_server");
        Assert.Contains("permission denied", Assert.Throws<IOException>(() => Check(place)).Message, StringComparison.Ordinal);
        // A history that is not there is no witness.
        place.Server.Administer(place.Database, "DROP TABLE mine_1_history.recorded");
        Assert.True(Check(place).IsWhole);
    }

    [Fact]
    public void A_block_over_which_the_database_falls_is_told_and_the_others_are_proven()
    {
        _ = PostgresServer.Shared();
        using var server = new PostgresServer();
        using var place = Signed(out var signed, server);
        FallsOver(place, "blocks", "sequence = 3");
        var report = Check(place, signed);
        var lost = Assert.IsType<ChainFault.Unreadable>(report.Faults[0]);
        Assert.Equal((3, 3), (lost.First, lost.Last));
        Assert.Equal(4, Assert.IsType<ChainFault.Unproven>(Assert.Single(report.Faults.Skip(1))).First);
        Assert.Equal((3, Blocks, Witness.Checkpoint), (report.Blocks, report.Confirmed.Sequence, report.Confirmed.By));
    }

    [Fact]
    public void Where_the_database_falls_over_who_wrote_that_is_told()
    {
        _ = PostgresServer.Shared();
        using var server = new PostgresServer();
        using var place = Signed(out var signed, server);
        FallsOver(place, "written", "true");
        Assert.Equal(Blocks, Assert.IsType<ChainFault.Writers>(Assert.Single(Check(place, signed).Faults)).First);
    }

    [Fact]
    public void What_the_database_falls_over_twice_is_given_up_and_who_is_only_sent_away_asks_on()
    {
        _ = PostgresServer.Shared();
        using var server = new PostgresServer();
        using var connections = new PostgresConnections(server.Settings("postgres", "postgres")) { Patience = Soon };
        Assert.Equal(("given up", 2), Ask(_ => Fall));
        Assert.Equal(("read", 2), Ask(time => time == 1 ? Fall : null));
        Assert.Equal(("read", 5), Ask(time => time < 5 ? SendAway : null));

        (string, int) Ask(Func<int, string?> asked)
        {
            var times = 0;
            var told = connections.Twice("public", connection =>
            {
                if (asked(++times) is { } sql) connection.Run(sql);
                return "read";
            }, () => "given up");
            return (told, times);
        }
    }

    [Fact]
    public async Task A_database_that_stays_away_or_sends_away_each_time_is_given_up_when_patience_ends()
    {
        _ = PostgresServer.Shared();
        using var server = new PostgresServer();
        using var connections = new PostgresConnections(server.Settings("postgres", "postgres")) { Patience = TimeSpan.FromSeconds(1) };
        await Assert.ThrowsAsync<IOException>(() => Task.Run(() => connections.Twice("public", connection => connection.Run(SendAway), () => -1)).WaitAsync(Soon));
        server.StopAtOnce();
        await Assert.ThrowsAsync<IOException>(() => Task.Run(() => connections.Twice("public", connection => connection.Run("SELECT 1"), () => -1)).WaitAsync(Soon));
    }

    // One that is told why, and one that only finds the wire dead: the process that answers is killed, and PostgreSQL begins anew.
    private const string SendAway = "SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(60)", Fall = "COPY (SELECT 1) TO PROGRAM 'kill -9 $PPID'";

    // Whoever reads such a row kills the process that reads it for them.
    private static void FallsOver(Place.InPostgres place, string table, string which) => place.Server.Administer(place.Database, $"""
        SET search_path TO mine_1;
        CREATE FUNCTION fall() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER AS $fall$ BEGIN {Fall}; RETURN true; END $fall$;
        CREATE POLICY falls ON {table} USING (CASE WHEN {which} THEN mine_1.fall() ELSE true END);
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER ROLE shyraq_server SET enable_seqscan = off;
        ALTER ROLE shyraq_server SET enable_sort = off;
        """);

    private static Place.InPostgres Signed(out Checkpoint signed, PostgresServer? server = null)
    {
        using var folder = new TempFolder();
        var place = new Place.InPostgres(server);
        using var journal = place.Open().OpenJournal(Place.Mine, "test 1");
        Journals.Fill(journal, Blocks);
        signed = Checkpoint.Sign(Place.Mine, null, journal.Head.Time, journal.Head, journal.WritersOf(Blocks), SigningKey.Open(folder.Path));
        return place;
    }

    private static ChainReport Check(Place.InPostgres place, params Checkpoint[] signed) => place.Open().Read(Place.Mine).Check(signed);

    // Somebody holds a table, so that whoever reads it waits; then something happens, and the table is let go.
    private static async Task<ChainReport> WhileItWaits(Place.InPostgres place, string table, Func<ChainReport> read, Action<int> happens)
    {
        Task<ChainReport> reading;
        using (var holder = place.Server.Connect(place.Database, "postgres"))
        {
            using (var hold = new NpgsqlCommand($"BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE", holder)) await hold.ExecuteNonQueryAsync();
            reading = Task.Run(read);
            using var look = new NpgsqlCommand($"SELECT pid FROM pg_locks WHERE NOT granted AND relation = '{table}'::regclass", holder);
            using var patience = new CancellationTokenSource(Soon);
            int? waiting;
            while ((waiting = await look.ExecuteScalarAsync(patience.Token) as int?) is null) Assert.False(reading.IsCompleted, $"{table} was not asked for");
            happens(waiting.Value);
        }
        return await reading.WaitAsync(Soon);
    }
}
