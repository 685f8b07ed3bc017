using System.Buffers;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Shyraq.Cluster.Reports;
using Shyraq.Cluster.Tests.Mines;
using Shyraq.Core.Acts;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Protocols.Plan;
using Shyraq.Storage;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Tests.Reports;

/// <summary>The record of a small mine, written block by block, and the reports that are made of it.</summary>
internal sealed class RecordOfAMine
{
    private static readonly MineId Mine = new(TestMine.Id);

    private int _seconds;

    private RecordOfAMine(string folder) => Folder = folder;

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>The folder of the mine in it.</summary>
    public string MineFolder => DataFolder.FolderOf(Folder, Mine);

    /// <summary>Each second a lamp that walks to and fro, what is done in that second, and a tick; a second a block.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="acts">What is done, by the second.</param>
    /// <param name="without">Seconds in which the mine does not listen.</param>
    /// <param name="told">What lamps say of themselves, each in its second.</param>
    public static RecordOfAMine Write(int seconds, ILookup<int, Act>? acts = null, (int From, int To) without = default, IReadOnlyList<StatusSighting>? told = null)
    {
        var record = new RecordOfAMine(TestServer.NewFolder());
        Directory.CreateDirectory(record.MineFolder);
        record.GoOn(seconds, acts, without, told);
        return record;
    }

    /// <summary>The same up to a later second.</summary>
    public void GoOn(int seconds, ILookup<int, Act>? acts = null, (int From, int To) without = default, IReadOnlyList<StatusSighting>? told = null)
    {
        using var journal = JournalFile.Open(MineFolder, Mine, "test");
        if (_seconds == 0) Append(journal, new PlanInput(TestMine.Start, ((PlanReading.Read)PlanReader.Read(TestMine.Plan(), 1)).Plan, TestMine.Plan()));
        for (var second = Math.Max(1, _seconds); second < seconds; second++)
        {
            if (second >= without.From && second < without.To) continue;
            var at = TestMine.Start.PlusSeconds(second);
            var there = second % 240 is var way && way < 120 ? way : 240 - way;
            Append(journal, [new SightingsInput(at, [.. TestMine.Second(there, "T1", at).Sightings.Select(one => one with { Time = at }), .. (told ?? []).Where(one => one.Time == at)]), .. (acts?[second] ?? []).Select(act => new ActInput(at, "clerk", act)), new TickInput(at)]);
        }
        _seconds = seconds;
    }

    /// <summary>A server takes it over: history, snapshots and checkpoints are made.</summary>
    public async Task Serve()
    {
        var server = await TestServer.Start(Folder);
        await TestServer.Until(() => Task.FromResult(server.Ready.AreAllUp && server.Ready.Remarks().Count == 0), "the mine is up and its history whole");
        // A block of its own, with which it signs where the journal stands.
        await server.Walk(_seconds, _seconds + 1, "T9");
        await server.Stop();
    }

    /// <summary>A report of a time in seconds from the start of the record.</summary>
    public JsonElement Report(string name, double from, double to) => JsonElement.Parse(File(name, from, to, "json"));

    /// <summary>The same as a file of text.</summary>
    public string File(string name, double from, double to, string form) => System.Text.Encoding.UTF8.GetString(Assert.IsType<ReportReply.Made>(MineReports.Make(new FolderRecord(MineFolder, Mine),
        new(name, TestMine.Start.PlusSeconds(from).UnixMicroseconds, TestMine.Start.PlusSeconds(to).UnixMicroseconds, "", "", "", form, "en", ""), null, new TrackingOptions(), MineFolder)).File);

    /// <summary>Somebody changes the stored journal by hand.</summary>
    public void Forge(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(MineFolder, JournalFile.FileName)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DROP TRIGGER blocks_in_order; DROP TRIGGER blocks_unchanged; DROP TRIGGER blocks_undeleted; " + sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Somebody changes the history by hand.</summary>
    public void ForgeHistory(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(MineFolder, HistoryTables.FileName)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The rows of a table of a report.</summary>
    public static JsonElement[][] Rows(JsonElement report, string table) =>
        [.. report.GetProperty("tables").EnumerateArray().Single(t => t.GetProperty("name").GetString() == table).GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().ToArray())];

    /// <summary>The codes of what a report says of itself.</summary>
    public static string[] Notes(JsonElement report) => [.. report.GetProperty("notes").EnumerateArray().Select(n => n.GetProperty("code").GetString()!)];

    private static void Append(JournalFile journal, params MineInput[] inputs)
    {
        var body = new ArrayBufferWriter<byte>();
        InputCodec.Encode([.. inputs], body);
        Assert.IsType<Appended.Durable>(journal.Append(inputs[^1].Arrived, inputs.Length, inputs.Length, body.WrittenSpan));
    }
}
