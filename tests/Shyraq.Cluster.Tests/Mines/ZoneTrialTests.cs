using System.Text.Json;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Alarms;
using Shyraq.Core.Zones;
using Shyraq.Protocols;

namespace Shyraq.Cluster.Tests.Mines;

public sealed class ZoneTrialTests
{
    [Fact]
    public async Task A_draft_is_tried_on_the_journal_and_what_it_found_is_noted_with_the_draft_and_the_beliefs_stay_what_they_are()
    {
        var time = new Now();
        await using var server = await TestServer.StartWithPlan(time: time);
        // One lamp goes through the zone of the plan and through the stretch that the draft closes.
        await server.Walk(0, 120);
        time.Seconds = 200;
        await Act(server, new PutZone(new("New"), "New", new([new(new("R1"), 40, 60)], [], []), [new KeyRule()]));
        await Act(server, new PutRules(new("Z1"), [new CapacityRule(5)]));
        var draft = (await Board(server)).Draft!.Revision;

        Assert.Equal("notTried", (await Done(server, new ActivateZones(draft, "now")))!.Reason);
        Assert.Equal("badPeriod", (await server.Grain().StartTrial("Aigul", TestMine.Start.UnixMicroseconds, TestMine.Start.PlusSeconds(3600).UnixMicroseconds))!.Undone!.Reason);
        Assert.Null((await server.Grain().StartTrial("Aigul", TestMine.Start.UnixMicroseconds, TestMine.Start.PlusSeconds(180).UnixMicroseconds))!.Undone);
        await TestServer.Until(async () => (await Trial(server)).State == TrialState.Done, "the trial to end");

        var report = await Trial(server);
        var alarm = Assert.Single(report.Listed);
        Assert.Equal((AlarmKind.Restricted, "New/T1", "noPermit", 1), (alarm.Kind, alarm.Subject, alarm.Detail, report.Alarms));
        // From x = 20 at 1.2 m/s the border at 40 m is passed after 17 s.
        Assert.InRange(alarm.Time.SecondsSince(TestMine.Start), 15, 22);
        Assert.NotNull(alarm.Ended);
        await TestServer.Until(async () => (await Board(server)).Draft?.Trial is not null, "the trial to be noted with the draft");
        Assert.Null(await Done(server, new ActivateZones(draft, "as tried")));
        Assert.Equal((1, 1), ((await Board(server)).Live.Version, (await Board(server)).Live.Trial!.Alarms));
        Assert.Equal((await server.Grain().Summary())!.BeliefsDigest, server.DigestByFullReplay());
    }

    private static async Task<ZonesBoard> Board(TestServer server) => JsonSerializer.Deserialize<ZonesBoard>((await server.Grain().Board("zones"))!, CoreJson.Options)!;

    private static async Task<TrialReport> Trial(TestServer server) => JsonSerializer.Deserialize<TrialReport>((await server.Grain().Trial())!, CoreJson.Options)!;

    private static async Task Act(TestServer server, Core.Acts.Act act) => Assert.Null(await Done(server, act));

    private static async Task<UndoneRow?> Done(TestServer server, Core.Acts.Act act) => Assert.IsType<Receipt.Journalled>(await server.Grain().Act(new("Aigul", act, null))).Undone;

    /// <summary>The test's own time: it stands where it is put. What waits, waits in real time.</summary>
    private sealed class Now : TimeProvider
    {
        public double Seconds { get; set; } = -3600;

        public override DateTimeOffset GetUtcNow() => TestMine.Start.PlusSeconds(Seconds).ToDateTimeOffset();
    }
}
