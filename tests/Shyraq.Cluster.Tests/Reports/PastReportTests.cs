using System.Text.Json;
using Shyraq.Cluster.Tests.Mines;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Sightings;
using Shyraq.Core.Zones;

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
        Assert.Equal(("1", "1 / 2"), (readiness["Not out of the mine"], readiness["Lamps out / all"]));

        var health = record.Report("health", 0, 380);
        Assert.Contains("healthThen", RecordOfAMine.Notes(health));
        Assert.Equal([("T1", "First"), ("T2", null)], RecordOfAMine.Rows(health, "healthTags").Select(r => (r[0].GetString(), r[2].GetString())));
        Assert.All(RecordOfAMine.Rows(health, "healthAnchors"), r => Assert.Equal("no failure", r[3].GetString()));
    }

    [Fact]
    public async Task Readiness_of_a_time_that_is_over_says_what_it_said_then_and_of_an_older_history_what_is_not_kept()
    {
        // The lamp is in the zone.
        const int then = 541;
        (int Second, Act Act)[] further = [(20, new RequestClearance(new("Z1"), "blasting")), (700, new ReleaseClearance(new("Z1"))), (701, new ImportRegistry([new("hired", "Hired", true)], [new("P3", "Third", "103", "hired", "C")], [], [new RegisteredTag(new("T3"), "L3")]))];
        var acts = Acts.Concat(further).ToLookup(a => a.Second, a => a.Act);
        var record = RecordOfAMine.Write(then, acts, told: [Battery(100, 3.1)]);
        var said = Said(record.Report("readiness", 0, then - 1));
        Assert.Equal(["2; 0", "1 / 2", "0", "1", "1 / 1", "1"], new[] { "People in the registry; contractors", "Lamps out / all", "Anchors with a finding", "Tags with a low battery", "Zones with rules / all", "Zones not proved empty" }.Select(line => said[line].Answer));
        Assert.Equal("what the anchors hear", said["Anchors: alive / all"].Basis);

        record.GoOn(1200, acts, told: [Battery(720, 3.9)]);
        await record.Serve();
        var past = record.Report("readiness", 0, then - 1);
        Assert.Equal(TestMine.Start.PlusSeconds(then - 1).ToString(), past.GetProperty("stateAt").GetString());
        Assert.Equal(said, Said(past));
        var now = Said(record.Report("readiness", 0, 1300));
        Assert.Equal(("3; 1", "1 / 3", "0", "0"), (now["People in the registry; contractors"].Answer, now["Lamps out / all"].Answer, now["Tags with a low battery"].Answer, now["Zones not proved empty"].Answer));

        record.ForgeHistory("DELETE FROM boards WHERE board IN ('readiness', 'anchors')");
        var older = Said(record.Report("readiness", 0, then - 1));
        Assert.Equal(["Anchors with a finding", "People in the registry; contractors", "Zones not proved empty", "Zones with rules / all"], older.Where(line => line.Value.Basis == "not kept of a time that is over").Select(line => line.Key).Order(StringComparer.Ordinal));
        Assert.All(older.Where(line => line.Value.Basis == "not kept of a time that is over"), line => Assert.Equal("not known", line.Value.Answer));
        Assert.Equal(("1", "alarms of failures", "1", "alarms of failures"), (older["Lamps out / all"].Answer, older["Anchors: alive / all"].Basis, older["Tags with a low battery"].Answer, older["Tags with a low battery"].Basis));

        static StatusSighting Battery(int second, double volts) => new(TestMine.Start.PlusSeconds(second), TestMine.Start.PlusSeconds(second), new("T1"), new(volts), null, null);

        // But for the block at which the journal ends.
        static SortedDictionary<string, (string? Answer, string? Judged, string? Basis)> Said(JsonElement report) => new(
            report.GetProperty("tables").EnumerateArray().SelectMany(table => table.GetProperty("rows").EnumerateArray()).Where(row => row[0].GetString() is not ("Block of the journal" or "SHA-256 of the block"))
                .ToDictionary(row => row[0].GetString()!, row => (row[1].GetString(), row[2].GetString(), row[3].GetString())), StringComparer.Ordinal);
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
