using System.Collections.Immutable;
using Shyraq.Cluster.Hindsight;
using Shyraq.Cluster.Mines;
using Shyraq.Cluster.Rerun;
using Shyraq.Cluster.Tests.Hindsight;
using Shyraq.Cluster.Tests.Mines;
using Shyraq.Core.History;
using Shyraq.Core.Units;
using Shyraq.Protocols.Zones;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.Tests.Rerun;

public sealed class RerunningTests
{
    private static readonly Instant From = TestMine.Start.PlusSeconds(600), To = TestMine.Start.PlusSeconds(1190);

    [Fact]
    public void Without_a_change_the_version_is_what_was_shown_live_to_the_byte()
    {
        using var journal = new WrittenJournal(1200);
        RecordLive(journal);
        var report = Run(journal, "again", RerunChanges.None);
        using var history = journal.Record.OpenHistory()!;
        var (live, again) = (history.Tracks.At(HistoryVersion.Live, From), history.Tracks.At("again", From));
        Assert.Equal([600 - 9], again.Select(row => TrackCodec.Decode(row.Body).Length));
        Assert.Equal(TrackCodec.Decode(live.Single().Body).Take(591), TrackCodec.Decode(again.Single().Body));
        Assert.Equal((0.0, 0L), (report.Apart!.Max, report.Fixes - report.Apart.Fixes));
        Assert.Equal(history.Events().Where(e => e.Time >= From && e.Time <= To), history.Scene.Retold("again"));
        Assert.NotEmpty(history.Scene.Retold("again"));
    }

    [Fact]
    public void A_corrected_anchor_moves_the_track_and_what_was_shown_stays_as_it_was()
    {
        using var journal = new WrittenJournal(1200);
        RecordLive(journal);
        var before = Live(journal);
        var report = Run(journal, "moved", RerunChanges.None with { Anchors = RerunChanges.None.Anchors.Add("A2", new(75, 1, -99)) });
        Assert.InRange(report.Apart!.Mean, 0.1, 100);
        Assert.Equal(before, Live(journal));
        using var history = journal.Record.OpenHistory()!;
        var version = Assert.Single(history.Scene.Versions());
        Assert.Equal(("moved", From, To, "tester"), (version.Name, version.From, version.To, version.By));
        Assert.Contains("anchor A2 at 75, 1, -99", version.What, StringComparison.Ordinal);
        // Begun at the second whose block came first in the period, up to the last of it.
        Assert.Contains($"blocks 601 to 1191, head {journal.Record.Journal.HashOf(1191)}", version.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_passed_a_section_is_told_by_a_version_too()
    {
        using var journal = new WrittenJournal(1900);
        RecordLive(journal);
        Run(journal, "again", RerunChanges.None);
        using var history = journal.Record.OpenHistory()!;
        var (live, again) = (Visits(HistoryVersion.Live), Visits("again"));
        Assert.NotEmpty(live);
        // The version ends ten seconds before its ten minutes do.
        Assert.Equal(live.Where(step => step.Time < To), again.Where(step => step.Time < To));

        List<VisitStep> Visits(string version) =>
            [.. history.Tracks.Visits(version, [new("R1")], From, From).Where(row => row.Start == From).SelectMany(row => VisitCodec.Decode(row.Body, row.Start)).SelectMany(visit => visit.Steps)];
    }

    [Fact]
    public void Rules_of_zones_that_are_given_judge_in_place_of_those_that_people_had_set()
    {
        using var journal = new WrittenJournal(1200);
        var (zones, _) = ZonesFile.Read("""[{"id":"Z1","name":"Face","shape":null,"rules":[]}]"""u8);
        Run(journal, "again", RerunChanges.None);
        Run(journal, "open", RerunChanges.None with { Zones = zones });
        using var history = journal.Record.OpenHistory()!;
        Assert.Contains(history.Scene.Retold("again"), one => one is { Kind: "raised" or "cleared", What: "restricted" });
        Assert.DoesNotContain(history.Scene.Retold("open"), one => one.What == "restricted");
        Assert.Equal(Crossings("again"), Crossings("open"));
        Assert.Contains("rules of zones Z1", history.Scene.Versions().Single(version => version.Name == "open").What, StringComparison.Ordinal);
        var (strange, _) = ZonesFile.Read("""[{"id":"Z9","name":"","shape":null,"rules":[]}]"""u8);
        Assert.Contains("Z9", Assert.Throws<RerunRefusedException>(() => Run(journal, "strange", RerunChanges.None with { Zones = strange })).Message, StringComparison.Ordinal);

        IEnumerable<Instant> Crossings(string version) => history.Scene.Retold(version).Where(one => one.Kind is "entered" or "left").Select(one => one.Time);
    }

    [Fact]
    public void A_version_whose_keeping_cannot_be_put_on_record_does_not_count()
    {
        using var journal = new WrittenJournal(700);
        Assert.Throws<IOException>(() => Rerunning.Run(journal.Store, new(TestMine.Id), new(From, To, "untold", "tester", RerunChanges.None, null), From, (_, _) => { }, default, _ => throw new IOException("no record")));
        using var history = journal.Record.OpenHistory()!;
        Assert.Empty(history.Scene.Versions());
    }

    [Fact]
    public void A_version_is_never_overwritten()
    {
        using var journal = new WrittenJournal(700);
        Run(journal, "once", RerunChanges.None);
        var kept = Fixes(journal, "once");
        Assert.NotEmpty(kept);
        Assert.Throws<VersionExistsException>(() => Run(journal, "once", RerunChanges.None with { Anchors = RerunChanges.None.Anchors.Add("A2", new(75, 1, -99)) }));
        Assert.Equal(kept, Fixes(journal, "once"));
    }

    [Fact]
    public void What_a_run_that_was_broken_off_left_is_no_version_and_gives_way()
    {
        using var journal = new WrittenJournal(1900);
        var order = new RerunOrder(From, TestMine.Start.PlusSeconds(1890), "twice", "tester", RerunChanges.None, null);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Rerunning.Run(journal.Store, new(TestMine.Id), order, From, (sequence, _) => { if (sequence > 1500) stop.Cancel(); }, stop.Token));
        Assert.NotEmpty(Fixes(journal, "twice"));
        using (var history = journal.Record.OpenHistory()!) Assert.Empty(history.Scene.Versions());
        Run(journal, "twice", RerunChanges.None with { Anchors = RerunChanges.None.Anchors.Add("A2", new(75, 1, -99)) });
        Run(journal, "same", RerunChanges.None with { Anchors = RerunChanges.None.Anchors.Add("A2", new(75, 1, -99)) });
        Assert.Equal(Fixes(journal, "same"), Fixes(journal, "twice"));
    }

    [Fact]
    public void Another_plan_needs_the_same_ground_and_anchors_that_no_plan_has_are_refused()
    {
        using var journal = new WrittenJournal(700);
        var longer = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(TestMine.Plan()).Replace("[200,0,-100]", "[240,0,-100]", StringComparison.Ordinal));
        Assert.Contains("ground", Assert.Throws<RerunRefusedException>(() => Run(journal, "longer", RerunChanges.None with { Plan = longer })).Message, StringComparison.Ordinal);
        Assert.Contains("A9", Assert.Throws<RerunRefusedException>(() => Run(journal, "a9", RerunChanges.None with { Anchors = RerunChanges.None.Anchors.Add("A9", default) })).Message, StringComparison.Ordinal);
        Assert.True(Run(journal, "five", RerunChanges.None with { Plan = TestMine.Plan(anchors: 3) }).Fixes > 50);
        using var history = journal.Record.OpenHistory()!;
        Assert.Equal(["five"], history.Scene.Versions().Select(version => version.Name));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Decoding_ahead_and_following_by_more_hands_gives_the_beliefs_that_one_thread_gives(int threads)
    {
        using var crew = new Crew(threads);
        using var journal = new WrittenJournal(400, (100, 200, 300), second => second == 150 ? [WrittenJournal.PlanAt(150, TestMine.Plan(name: "Resurveyed"), 2)] : []);
        var refollowing = new Refollowing(journal.Record.Journal, RerunChanges.None, crew: crew);
        Assert.Equal(401, refollowing.Walk(Instant.Latest, default).Count());
        Assert.Equal(JournalReplay.Follow(journal.Record, null, new()).Digest, JournalReplay.DigestOf(refollowing.Mine!));
    }

    [Fact]
    public void Hindsight_is_kept_as_a_version_in_which_what_came_late_is_marked()
    {
        using var journal = new WrittenJournal(1300, (650, 800, 1000));
        RecordLive(journal);
        var hindsight = new JournalHindsight(journal.Record, new(From, To, ImmutableHashSet<string>.Empty), new());
        var told = hindsight.Keep(journal.Store, HistoryVersion.Hindsight, "tester", To, _ => { }, default).ToList();
        var kept = Fixes(journal, HistoryVersion.Hindsight);
        Assert.Equal(told.Select(fix => fix.IsLate), kept.Select(fix => fix.Late));
        Assert.Equal(150 + 19, kept.Count(fix => fix.Late));
        Assert.True(hindsight.Apart!.Max > 3);
    }

    private static RerunReport Run(WrittenJournal journal, string name, RerunChanges changes) =>
        Rerunning.Run(journal.Store, new(TestMine.Id), new(From, To, name, "tester", changes, null), From, (_, _) => { }, default);

    private static List<TrackFix> Fixes(WrittenJournal journal, string version)
    {
        using var history = journal.Record.OpenHistory()!;
        return [.. new[] { 0, 600, 1200, 1800 }.SelectMany(start => history.Tracks.At(version, TestMine.Start.PlusSeconds(start))).SelectMany(row => TrackCodec.Decode(row.Body))];
    }

    private static List<TrackFix> Live(WrittenJournal journal) => Fixes(journal, HistoryVersion.Live);

    /// <summary>Records what a server that followed the journal has recorded.</summary>
    private static void RecordLive(WrittenJournal journal)
    {
        using var history = journal.Store.OpenHistory(new(TestMine.Id), journal.Record.Journal.HashOf);
        var line = new StraightLine(new(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, new());
        foreach (var block in journal.Record.Journal.ReadFrom(1)) history.Record(Recovery.Walk(line, block).Rows(), block.Sequence, block.Sequence, block.Hash);
        var (_, unclosed) = line.Records!.Unclosed();
        history.Record(new HistoryRows { Tracks = [.. unclosed.Select(chunk => Cluster.History.Closed.Row(HistoryVersion.Live, chunk))] });
    }
}
