using System.Diagnostics;
using System.Globalization;
using Shyraq.Cluster.Reports;
using Shyraq.Cluster.Tests.Mines;
using Shyraq.Core;
using Shyraq.Core.Acts;
using Shyraq.Core.Registry;
using Shyraq.Core.Reports;
using Shyraq.Core.Units;
using Shyraq.Protocols.Plan;
using Shyraq.Storage;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Tests.Reports;

/// <summary>
/// Reports of a month of a large mine: how long they take, how much memory, and what a mine beside them feels of it. <c>SHYRAQ_MONTH</c> says for how many people; without it a few over three days
/// are counted, to keep the measurement true.
/// </summary>
public sealed class MonthReportTests
{
    private const int PerShift = 3;
    private static readonly MineId Mine = new(TestMine.Id);
    private readonly ITestOutputHelper _output = TestContext.Current.TestOutputHelper!;

    [Fact]
    public async Task A_long_report_is_made_beside_a_mine_that_goes_on_and_adds_up()
    {
        var (people, days) = int.TryParse(Environment.GetEnvironmentVariable("SHYRAQ_MONTH"), CultureInfo.InvariantCulture, out var asked) ? (asked, 31) : (20, 3);
        var folder = TestServer.NewFolder();
        var mineFolder = DataFolder.FolderOf(folder, Mine);
        Directory.CreateDirectory(mineFolder);
        var to = TestMine.Start.PlusSeconds(86400.0 * days);
        var (events, head) = Record(mineFolder, people, days);
        var ground = Ground(people, to.PlusSeconds(10));
        var size = new DirectoryInfo(mineFolder).GetFiles().Sum(f => f.Length) / 1e6;
        _output.WriteLine($"{people} people, {days} days: {events} events, {head.Sequence} blocks, {size:0} MB on disk");

        await using var live = await TestServer.StartWithPlan();
        foreach (var (name, form) in ((string, string)[])[("attendance", "json"), ("attendance", "xlsx"), ("attendance", "pdf"), ("zones", "xlsx"), ("alarmLog", "xlsx"), ("readiness", "pdf")])
        {
            GC.Collect();
            var before = GC.GetTotalMemory(true);
            var (clock, most, slowest, second) = (Stopwatch.StartNew(), before, 0.0, 0);
            var making = Task.Run(() => MineReports.Answer(new FolderRecord(mineFolder, Mine), new(name, TestMine.Start.UnixMicroseconds, to.UnixMicroseconds, "", "", "", form, "ru", "bench"), ground, head, head.Sequence, new(mineFolder, null)));
            while (!making.IsCompleted)
            {
                var step = Stopwatch.StartNew();
                await live.Walk(second, ++second);
                slowest = Math.Max(slowest, step.Elapsed.TotalMilliseconds);
                most = Math.Max(most, GC.GetTotalMemory(false));
                await Task.Delay(20);
            }
            var made = Assert.IsType<ReportReply.Made>((await making).Reply);
            _output.WriteLine($"{name}.{form}: {clock.Elapsed.TotalSeconds:0.0} s, {(most - before) / 1e6:0} MB more at most, file {made.File.Length / 1e6:0.0} MB; slowest of {second} batches of a live mine beside it {slowest:0} ms");
            if (form == "json") Assert.Equal(people * days * 8.0 * 3600, Hours(made.File), 1);
        }
        Directory.Delete(folder, recursive: true);
    }

    // Every day each goes down for eight hours, is in six zones, and every hundredth calls for help.
    private static (long Events, JournalHead Head) Record(string folder, int people, int days)
    {
        var blocks = 86400L * days;
        using var journal = JournalFile.Open(folder, Mine, "test");
        using var history = HistoryTables.InFolder(folder, _ => null);
        // Few people are counted in fewer blocks: a mine may write one each five seconds and no gap is seen.
        var step = people < 100 ? 4 : 1;
        var day = Day(people);
        var (copied, happened, all, head) = (new List<JournalBlock>(), new List<HistoryEvent>(), 0L, new JournalHead(0, default, BlockHash.Genesis(Mine)));
        for (var second = 0L; second < blocks; second += step)
        {
            var at = TestMine.Start.PlusSeconds(second);
            var body = BitConverter.GetBytes(second);
            var hash = BlockHash.Next(head.Hash, head.Sequence + 1, at, 1, 0, body);
            copied.Add(new(head.Sequence + 1, at, 1, 0, body, hash));
            head = new(head.Sequence + 1, at, hash);
            var index = 0;
            foreach (var (kind, what, tag, detail) in day[second % 86400].SelectMany(e => Happening(second / 86400, e.Person, e.Since, people))) happened.Add(new(head.Sequence, index++, at, kind, what, tag, detail));
            if (copied.Count < 40_000 && second + step < blocks) continue;
            journal.Copy(copied);
            history.Record(happened, copied[0].Sequence, head.Sequence, head.Hash);
            all += happened.Count;
            copied.Clear();
            happened.Clear();
        }
        return (all, head);
    }

    // By the second of the day: who does something, and how long after going down.
    private static ILookup<long, (int Person, long Since)> Day(int people) =>
        (from i in Enumerable.Range(0, people)
         from since in (long[])[0, 300, 1000, 3000, 5000, 7000, 7060, 7500, 9000, 11000, 13000, 15000, 17000, 19000, 21000, 23000, 28800]
         select (At: Down(i, people) + since, Person: i, Since: since)).ToLookup(e => e.At, e => (e.Person, e.Since));

    // Everybody is up again before the day is over.
    private static long Down(int person, int people) => person * 57600L / people;

    private static IEnumerable<(string Kind, string What, string Tag, string Detail)> Happening(long day, int i, long since, int people)
    {
        var (name, tag, down, caller) = ($"Работник Тестов {i}", $"T{i}", day * 86400 + Down(i, people), i % 100 == 0);
        string Stands(long at) => $"{name} · standsSince;person;P{i};C{i % PerShift};Компания {i % PerShift};{Iso(down)};{Iso(at)}";
        return since switch
        {
            0 => [("issued", "", tag, name), ("goingDown", "passageIn", tag, Stands(down))],
            300 => [("underground", "tagUnderground", tag, Stands(down))],
            28800 => [("out", "passageOut", tag, Stands(down + 28800)), ("returned", "", tag, name)],
            7000 => caller ? [("raised", "sos", tag, "")] : [],
            7060 => caller ? [("acknowledged", "sos", tag, "Омаров: иду")] : [],
            7500 => caller ? [("cleared", "sos", tag, "")] : [],
            _ => since % 4000 == 1000 ? [("entered", "Z1", tag, "")] : [("left", "Z1", tag, "")],
        };
    }

    private static string Iso(long second) => TestMine.Start.PlusSeconds(second).ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static ReportGround Ground(int people, Instant at)
    {
        var mine = new Mine(((PlanReading.Read)PlanReader.Read(TestMine.Plan(), 1)).Plan);
        var registry = new ImportRegistry([.. Enumerable.Range(0, PerShift).Select(i => new Company($"C{i}", $"Компания {i}", true))],
            [.. Enumerable.Range(0, people).Select(i => new Person($"P{i}", $"Работник Тестов {i}", $"{10000 + i}", $"C{i % PerShift}", $"Бригада {i % 40}"))], [], []);
        Assert.Null(mine.Judge(mine.Place(mine.Follow(new ActInput(at, "office", registry)))).Refusal);
        return ReportGround.Of(mine, at);
    }

    private static double Hours(byte[] json) => System.Text.Json.JsonElement.Parse(json).GetProperty("tables")[0].GetProperty("totals")[4].GetDouble();
}
