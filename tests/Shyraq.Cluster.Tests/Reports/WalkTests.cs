using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Shyraq.Cluster.Reports;
using Shyraq.Cluster.Tests.Mines;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Protocols.Plan;
using Shyraq.Storage;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Tests.Reports;

/// <summary>A known way that was walked, in the report of coverage, and the completeness of a report, from the files of a mine.</summary>
public class WalkTests
{
    private const int Last = 1300;
    private static readonly MineId Mine = new(TestMine.Id);

    [Fact]
    public async Task A_known_way_is_compared_with_what_was_shown_and_what_cannot_be_compared_is_named()
    {
        var folder = TestServer.NewFolder();
        var mine = DataFolder.FolderOf(folder, Mine);
        Directory.CreateDirectory(Path.Combine(mine, "walks"));
        Write(mine);
        Truth(Path.Combine(mine, "walks", "walked.csv"), 100, 700);
        Truth(Path.Combine(mine, "walks", "fresh.csv"), 900, Last);
        await File.WriteAllTextAsync(Path.Combine(mine, "walks", "broken.csv"), "time,tag,x,y,z\nyesterday,T1,1,2,3\n");
        var server = await TestServer.Start(folder);
        await TestServer.Until(() => Task.FromResult(server.Ready.AreAllUp && server.Ready.Remarks().Count == 0), "the mine is up and its history whole");
        await server.Stop();

        var report = Report(mine, "coverage");
        var measured = report.GetProperty("tables").EnumerateArray().Single(t => t.GetProperty("name").GetString() == "coverageMeasured").GetProperty("rows");
        var row = Assert.Single(measured.EnumerateArray());
        Assert.Equal("walked.csv", row[0].GetString());
        Assert.InRange(row[4].GetInt32(), 580, 620);
        Assert.InRange(row[5].GetDouble(), 0.001, 1);
        Assert.InRange(row[6].GetDouble(), row[5].GetDouble() / 2, 2);
        Assert.InRange(row[9].GetDouble() + row[10].GetDouble(), 0.97, 1.0001);
        var notes = report.GetProperty("notes").EnumerateArray().Select(n => n.GetProperty("code").GetString()).ToArray();
        Assert.Contains("walkTooFresh", notes);
        Assert.Contains("walkFault", notes);
        Assert.Contains("line 2", report.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_period_in_which_nothing_came_the_report_says_so()
    {
        var folder = TestServer.NewFolder();
        var mine = DataFolder.FolderOf(folder, Mine);
        Directory.CreateDirectory(mine);
        Write(mine, (100, 400));
        var report = Report(mine, "attendance");
        var gaps = report.GetProperty("record").GetProperty("missing").EnumerateArray().Select(g => (g.GetProperty("from").GetString(), g.GetProperty("to").GetString())).ToArray();
        Assert.Equal([(Iso(TestMine.Start.PlusSeconds(99.3)), Iso(TestMine.Start.PlusSeconds(400.3)))], gaps);
        Assert.Equal(1 - 301 / 1290.0, report.GetProperty("record").GetProperty("share").GetDouble(), 3);
    }

    private static JsonElement Report(string mine, string name) => JsonElement.Parse(Assert.IsType<ReportReply.Made>(MineReports.Make(
        new FolderRecord(mine, Mine), new(name, TestMine.Start.UnixMicroseconds, TestMine.Start.PlusSeconds(1290).UnixMicroseconds, "", "", "", "json", "en", ""), null, new TrackingOptions(), mine)).File);

    // Each second a lamp that walks and turns, and the tick, a little late; a second a block.
    private static void Write(string mine, (int From, int To) without = default)
    {
        using var journal = JournalFile.Open(mine, Mine, "test");
        Append(journal, new PlanInput(TestMine.Start, ((PlanReading.Read)PlanReader.Read(TestMine.Plan(), 1)).Plan, TestMine.Plan()));
        for (var second = 0; second < Last; second++)
        {
            if (second >= without.From && second < without.To) continue;
            var at = TestMine.Start.PlusSeconds(second);
            Append(journal, new SightingsInput(at, [.. TestMine.Second(There(second), "T1", at).Sightings.Select(one => one with { Time = at })]), new TickInput(TestMine.Start.PlusSeconds(second + 0.3)));
        }
    }

    private static int There(int second) => second % 240 is var there && there < 120 ? there : 240 - there;

    private static void Truth(string path, int from, int to) => File.WriteAllLines(path, Enumerable.Range(from, to - from)
        .Select(second => string.Create(CultureInfo.InvariantCulture, $"{Iso(TestMine.Start.PlusSeconds(second))},T1,{20 + 1.2 * There(second)},0,-100,R1,{20 + 1.2 * There(second)}")).Prepend("time,tag,x,y,z,roadway,offset"));

    private static string Iso(Instant time) => time.ToString();

    private static void Append(JournalFile journal, params MineInput[] inputs)
    {
        var body = new ArrayBufferWriter<byte>();
        InputCodec.Encode([.. inputs], body);
        Assert.IsType<Appended.Durable>(journal.Append(inputs[^1].Arrived, inputs.Length, inputs.Length, body.WrittenSpan));
    }
}
