using Shyraq.Cluster.Tests.Mines;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;

namespace Shyraq.Cluster.Tests.Reports;

/// <summary>A report of a time that is over tells the mine as it was at its end, from the pictures of the boards, and not as it is now.</summary>
public sealed class PastReportTests
{
    private static readonly (int Second, Act Act)[] Acts =
    [
        (5, new ImportRegistry([new("own", "Own")], [new("P1", "First", "101", "own", "A"), new("P2", "Second", "102", "own", "B")], [], [new RegisteredTag(new("T1"), "L1"), new RegisteredTag(new("T2"), "L2")])),
        (6, new IssueTag(new("T1"), "P1")),
        (7, new PlanShift("early", TestMine.Start, TestMine.Start.PlusSeconds(300), ["P1"])),
        (310, new SignClearance("early", "one waits")),
        (400, new PrepareEmergency(EmergencyKind.Fire, new("Main", new("R1"), 100), "smoke")),
        (401, new ConfirmEmergency()),
        (402, new GiveOrder(OrderText.Leave, new())),
        (500, new EndEmergency("put out")),
        (600, new PrepareEmergency(EmergencyKind.Fire, new("Main", new("R1"), 20), "smoke again")),
        (601, new ConfirmEmergency()),
        (700, new EndEmergency("nothing found")),
        (800, new SetPresence("P1", PresenceState.Out, "met at the gate")),
        (801, new ReturnTag(new("T1"))),
        (802, new IssueTag(new("T2"), "P2")),
    ];

    [Fact]
    public async Task States_are_those_of_the_end_of_the_period_and_the_report_says_when_that_is()
    {
        var record = RecordOfAMine.Write(1200, Acts.ToLookup(a => a.Second, a => a.Act));
        await record.Serve();

        var then = record.Report("clearance", 0, 380);
        Assert.Equal(TestMine.Start.PlusSeconds(380).ToString(), then.GetProperty("stateAt").GetString());
        Assert.Equal([("T1", "First", "underground")], RecordOfAMine.Rows(then, "clearanceLamps").Select(r => (r[0].GetString(), r[2].GetString(), r[3].GetString())));
        Assert.Equal([("early", 1)], RecordOfAMine.Rows(then, "clearances").Select(r => (r[0].GetString(), r[3].GetInt32())));
        var now = record.Report("clearance", 0, 1300);
        Assert.Equal([("T2", "Second")], RecordOfAMine.Rows(now, "clearanceLamps").Select(r => (r[0].GetString(), r[2].GetString())));

        var readiness = RecordOfAMine.Rows(record.Report("readiness", 0, 380), "readinessPeople").ToDictionary(r => r[0].GetString()!, r => r[1].GetString());
        Assert.Equal(("1", "1"), (readiness["Not out of the mine"], readiness["Lamps out / all"]));
        // What nobody keeps is not made up of today.
        Assert.Equal("not known", readiness.Single(line => line.Key.StartsWith("People in the registry", StringComparison.Ordinal)).Value);

        var health = record.Report("health", 0, 380);
        Assert.Contains("healthThen", RecordOfAMine.Notes(health));
        Assert.Equal([("T1", "First"), ("T2", null)], RecordOfAMine.Rows(health, "healthTags").Select(r => (r[0].GetString(), r[2].GetString())));
        Assert.All(RecordOfAMine.Rows(health, "healthAnchors"), r => Assert.Equal("no failure", r[3].GetString()));
    }

    [Fact]
    public async Task Each_emergency_of_a_period_has_its_own_board_and_one_that_reaches_into_it_is_told_from_its_beginning()
    {
        var record = RecordOfAMine.Write(1200, Acts.ToLookup(a => a.Second, a => a.Act));
        await record.Serve();
        var both = record.Report("evacuation", 0, 1000);
        string[] declared = [TestMine.Start.PlusSeconds(401).ToString(), TestMine.Start.PlusSeconds(601).ToString()];
        Assert.Equal(declared, RecordOfAMine.Rows(both, "evacuationSums").Select(r => r[0].GetString()));
        Assert.Equal(declared.Select(at => (at, "First")), RecordOfAMine.Rows(both, "evacuationPeople").Select(r => (r[0].GetString()!, r[1].GetString()!)));
        // The order of the first emergency was given to the tag; when that was is in its protocol, although another emergency came since.
        Assert.Equal(TestMine.Start.PlusSeconds(402).ToString(), RecordOfAMine.Rows(both, "evacuationPeople")[0][5].GetString());
        Assert.Equal(TestMine.Start.PlusSeconds(500).ToString(), RecordOfAMine.Rows(both, "evacuationSums")[0][3].GetString());

        var later = record.Report("evacuation", 450, 550);
        Assert.Equal([declared[0]], RecordOfAMine.Rows(later, "evacuationSums").Select(r => r[0].GetString()));
        Assert.Contains("emergencyBefore", RecordOfAMine.Notes(later));
        Assert.Contains("noEmergency", RecordOfAMine.Notes(record.Report("evacuation", 520, 590)));
    }
}
