using Shyraq.Cluster.Tests.Mines;
using Shyraq.Core.Reports;
using Shyraq.Protocols.Reports;

namespace Shyraq.Cluster.Tests.Reports;

/// <summary>Each report states of which time it is, on which plan, how much of the time was recorded, and whether the record is whole.</summary>
public sealed class ReportProofTests
{
    private static readonly string[] Names = [.. Enum.GetValues<ReportName>().Select(ReportWords.CodeOf)];

    [Fact]
    public async Task Every_report_states_its_period_its_plan_its_gaps_and_that_the_chain_under_it_is_whole()
    {
        var record = RecordOfAMine.Write(400, without: (100, 200));
        await record.Serve();
        foreach (var name in Names)
        {
            var whole = record.Report(name, 210, 390);
            Assert.Equal((TestMine.Start.PlusSeconds(210).ToString(), TestMine.Start.PlusSeconds(390).ToString(), 1), (whole.GetProperty("from").GetString(), whole.GetProperty("to").GetString(), whole.GetProperty("planVersion").GetInt32()));
            Assert.Equal(1, whole.GetProperty("record").GetProperty("share").GetDouble());
            Assert.True(whole.GetProperty("record").GetProperty("chain").GetProperty("whole").GetBoolean(), name);
            Assert.Equal(64, whole.GetProperty("record").GetProperty("hash").GetString()!.Length);
            Assert.StartsWith("shyraq-checkpoint-1 mine=demo", whole.GetProperty("record").GetProperty("checkpoint").GetString(), StringComparison.Ordinal);
            Assert.Superset(new HashSet<string>(["chainWhole", "hasCheckpoint", "recordWhole"]), RecordOfAMine.Notes(whole).ToHashSet());

            var gapped = record.Report(name, 50, 350);
            var missing = Assert.Single(gapped.GetProperty("record").GetProperty("missing").EnumerateArray());
            Assert.Equal((TestMine.Start.PlusSeconds(99).ToString(), TestMine.Start.PlusSeconds(200).ToString()), (missing.GetProperty("from").GetString(), missing.GetProperty("to").GetString()));
            Assert.Equal(1 - 101 / 300.0, gapped.GetProperty("record").GetProperty("share").GetDouble(), 6);
            Assert.Superset(new HashSet<string>(["recordMissing", "recordGap"]), RecordOfAMine.Notes(gapped).ToHashSet());

            var before = record.Report(name, -3600, -1800);
            Assert.Equal(0, before.GetProperty("record").GetProperty("share").GetDouble());
            Assert.Contains("recordMissing", RecordOfAMine.Notes(before));
            Assert.DoesNotContain("recordWhole", RecordOfAMine.Notes(before));
        }
    }

    [Theory]
    [InlineData("UPDATE blocks SET body = zeroblob(length(body)) WHERE sequence = 50", 50)]
    [InlineData("UPDATE blocks SET time = time + 1 WHERE sequence = 50", 50)]
    [InlineData("DELETE FROM blocks WHERE sequence = 50", 50)]
    [InlineData("UPDATE blocks SET body = (SELECT body FROM blocks WHERE sequence = 60) WHERE sequence = 50", 50)]
    public async Task Every_report_over_an_edited_record_says_that_it_is_not_whole_and_from_where_on(string edit, long block)
    {
        var record = RecordOfAMine.Write(200);
        await record.Serve();
        record.Forge(edit);
        foreach (var name in Names)
        {
            var report = record.Report(name, 10, 150);
            var chain = report.GetProperty("record").GetProperty("chain");
            Assert.Equal((false, block), (chain.GetProperty("whole").GetBoolean(), chain.GetProperty("brokenAt").GetInt64()));
            Assert.Equal("chainBroken", RecordOfAMine.Notes(report)[0]);
            Assert.DoesNotContain("chainWhole", RecordOfAMine.Notes(report));
            // A period that does not reach there stands on blocks that nobody touched.
            Assert.Contains("chainWhole", RecordOfAMine.Notes(record.Report(name, 100, 150)));
        }
    }

    [Fact]
    public async Task A_record_that_was_written_anew_with_a_right_chain_is_contradicted_by_its_checkpoints()
    {
        var (record, other) = (RecordOfAMine.Write(200), RecordOfAMine.Write(200, without: (20, 40)));
        await record.Serve();
        File.Copy(Path.Combine(other.MineFolder, "journal.db"), Path.Combine(record.MineFolder, "journal.db"), overwrite: true);
        foreach (var name in Names) Assert.Equal("checkpointContradicts", RecordOfAMine.Notes(record.Report(name, 10, 190))[0]);
    }

    [Fact]
    public async Task A_file_says_the_same_as_the_screen_of_an_edited_record()
    {
        var record = RecordOfAMine.Write(200);
        await record.Serve();
        record.Forge("UPDATE blocks SET body = zeroblob(length(body)) WHERE sequence = 50");
        var text = record.File("readiness", 10, 150, "csv");
        Assert.Contains("THE RECORD IS NOT WHOLE: block 50", text, StringComparison.Ordinal);
        Assert.Contains("NOT WHOLE", text.Split('\n').Single(line => line.StartsWith("Chain of the blocks", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
