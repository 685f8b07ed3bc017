using Microsoft.Extensions.Time.Testing;
using Shyraq.Storage;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Tests.Mines;

/// <summary>A mine signs where its journal stands, and goes on when it cannot.</summary>
public class CheckpointTests
{
    private static string FileOf(TestServer server) => Path.Combine(server.MineFolder, CheckpointFile.FileName);

    private static CheckpointReport Signed(TestServer server) =>
        CheckpointCheck.Check(CheckpointFile.Lines(FileOf(server)), new(TestMine.Id), [SigningKey.PublicOf(server.Folder)!], isWhole: true);

    [Fact]
    public async Task The_head_is_signed_at_the_start_every_ten_minutes_and_at_the_stop()
    {
        var time = new FakeTimeProvider(TestMine.Start.ToDateTimeOffset());
        await using var server = await TestServer.StartWithPlan(time: time);
        Assert.Equal(1, Assert.Single(Signed(server).Sound).Head.Sequence);
        await server.Walk(0, 5);
        Assert.Single(Signed(server).Sound);
        time.Advance(TimeSpan.FromMinutes(10));
        await server.Walk(5, 6);
        Assert.Equal([1, 7], Signed(server).Sound.Select(one => one.Head.Sequence));
        await server.Walk(6, 8);
        var summary = await server.Grain().Summary();
        Assert.Equal(7, summary!.Checkpoint!.Sequence);
        Assert.Equal(SigningKey.PublicOf(server.Folder)!.ToString(), summary.CheckpointKey);
        await server.Stop();
        var report = Signed(server);
        Assert.Empty(report.Faults);
        Assert.Equal([1, 7, 9], report.Sound.Select(one => one.Head.Sequence));
        Assert.Equal((9, Witness.Checkpoint), new FolderRecord(server.MineFolder, new(TestMine.Id)).Check(report.Sound).Confirmed);
    }

    [Fact]
    public async Task Nothing_is_signed_twice_and_the_chain_of_checkpoints_goes_on_after_a_restart()
    {
        var time = new FakeTimeProvider(TestMine.Start.ToDateTimeOffset());
        await using var server = await TestServer.StartWithPlan(time: time);
        await server.Stop();
        await (await TestServer.Start(server.Folder, time: time)).Stop();
        var again = await TestServer.Start(server.Folder, time: time);
        Assert.Equal(1, (await again.Grain().Summary())!.Checkpoint!.Sequence);
        await again.Walk(0, 3);
        await again.Stop();
        Assert.Empty(Signed(server).Faults);
        Assert.Equal([1, 4], Signed(server).Sound.Select(one => one.Head.Sequence));
    }

    [Fact]
    public async Task The_second_place_gets_what_it_lacks_when_it_is_there_again()
    {
        var (time, elsewhere) = (new FakeTimeProvider(TestMine.Start.ToDateTimeOffset()), TestServer.NewFolder());
        var second = Path.Combine(elsewhere, "share");
        File.WriteAllText(second, "the share is not mounted");
        await using var server = await TestServer.StartWithPlan(options => options with { CheckpointFolder = second }, time);
        await TestServer.Until(() => Task.FromResult(server.Ready.Remarks().Count == 1), "somebody is told that checkpoints are not copied");
        Assert.Contains(second, server.Ready.Remarks()[0], StringComparison.Ordinal);
        File.Delete(second);
        time.Advance(TimeSpan.FromMinutes(10));
        await server.Walk(0, 1);
        await TestServer.Until(() => Task.FromResult(server.Ready.Remarks().Count == 0), "the copy is made up for");
        await server.Walk(1, 2);
        await server.Stop();
        Assert.Equal(File.ReadAllText(FileOf(server)), File.ReadAllText(Path.Combine(second, $"{TestMine.Id}.{CheckpointFile.FileName}")));
        Assert.Equal(3, CheckpointFile.Lines(FileOf(server)).Count());
        Directory.Delete(elsewhere, recursive: true);
    }

    [Fact]
    public async Task A_mine_that_cannot_sign_serves_and_says_so()
    {
        await using var server = await TestServer.Start();
        Directory.CreateDirectory(FileOf(server));
        Assert.Equal(1, (await server.Grain().PutPlan(TestMine.Plan())).Version);
        await server.Walk(0, 3);
        Assert.Contains("no checkpoint", Assert.Single(server.Ready.Remarks()), StringComparison.Ordinal);
        Assert.Equal(4, (await server.Grain().Summary())!.JournalSequence);
    }
}
