using System.Collections.Immutable;
using Shyraq.Cluster.Hindsight;
using Shyraq.Cluster.Mines;
using Shyraq.Cluster.Tests.Mines;
using Shyraq.Core.Hindsight;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Cluster.Tests.Hindsight;

public sealed class JournalHindsightTests
{
    [Fact]
    public void Ten_minutes_that_two_anchors_held_back_correct_the_track_are_marked_and_leave_what_was_shown_as_it_was()
    {
        using WrittenJournal prompt = new(1300), late = new(1300, (300, 900, 1000));
        var (expected, corrected, live) = (Walk(prompt), Walk(late), Live(late));
        // All that the journal holds counts where it was measured: it does not matter when it came.
        Assert.Equal(expected.Select(f => (f.Fix.Time, f.Fix.Place, f.Fix.Radius95)), corrected.Select(f => (f.Fix.Time, f.Fix.Place, f.Fix.Radius95)));
        Assert.DoesNotContain(expected, f => f.IsLate);
        Assert.All(corrected, f => Assert.Equal(Seconds(f.Fix.Time) is >= 290 and <= 908, f.IsLate));
        Assert.InRange(corrected.Where(f => Seconds(f.Fix.Time) > 5).Max(f => Error(f.Fix)), 0, 1.5);
        // Live nobody heard the lamp in the middle of the roadway, and nothing that came later has changed what was shown.
        var unheard = live.Where(f => Seconds(f.Time) is >= 300 and < 900 && f.State != FixState.Live).ToArray();
        Assert.InRange(unheard.Length, 50, 600);
        var hindsight = corrected.ToDictionary(f => f.Fix.Time, f => f.Fix);
        Assert.True(unheard.Average(Error) > 5 * unheard.Average(f => Error(hindsight[f.Time])));
        Assert.Equal(live.Where(f => Seconds(f.Time) < 300).Select(f => f.Place), Live(prompt).Where(f => Seconds(f.Time) < 300).Select(f => f.Place));
    }

    [Fact]
    public void A_part_of_the_journal_is_told_as_the_whole_is()
    {
        using var journal = new WrittenJournal(1000);
        var whole = Walk(journal).Where(f => Seconds(f.Fix.Time) is >= 700 and <= 760).ToArray();
        var part = Walk(journal, 700, 760);
        Assert.Equal(61, part.Length);
        Assert.Equal(whole.Select(f => f.Fix.Time), part.Select(f => f.Fix.Time));
        Assert.All(whole.Zip(part), pair => Assert.Equal(pair.First.Fix.Place.X, pair.Second.Fix.Place.X, 0.05));
    }

    [Fact]
    public void A_plan_that_changed_on_the_way_is_followed_as_it_was_in_force()
    {
        using var journal = new WrittenJournal(400, more: second => second == 200 ? [WrittenJournal.PlanAt(200, TestMine.Plan(name: "Resurveyed"), 2)] : []);
        var fixes = Walk(journal);
        Assert.All(fixes, f => Assert.Equal(Seconds(f.Fix.Time) < 200 ? 1 : 2, f.Plan.Version));
        Assert.InRange(fixes.Where(f => Seconds(f.Fix.Time) > 5).Max(f => Error(f.Fix)), 0, 1.5);
    }

    [Fact]
    public void Only_the_tags_that_are_asked_for_are_told()
    {
        using var journal = new WrittenJournal(30);
        Assert.NotEmpty(Walk(journal, tags: WrittenJournal.Tag));
        Assert.Empty(Walk(journal, tags: "T2"));
    }

    private static HindsightFix[] Walk(WrittenJournal journal, int from = 0, int to = 2000, params string[] tags) =>
        [.. new JournalHindsight(journal.Record, new(TestMine.Start.PlusSeconds(from), TestMine.Start.PlusSeconds(to), tags.ToImmutableHashSet()), new()).Walk(_ => { }, default)];

    /// <summary>What was shown at each tick.</summary>
    private static List<Fix> Live(WrittenJournal journal)
    {
        List<Fix> shown = [];
        JournalReplay.Judge(journal.Record, Instant.Latest, new(), (_, judged) =>
        {
            if (judged.Placed.Followed.Input is Core.Sightings.TickInput) shown.AddRange(judged.Placed.Fixes);
        });
        return shown;
    }

    private static double Seconds(Instant time) => time.SecondsSince(TestMine.Start);

    private static double Error(Fix fix) => Math.Abs(fix.Place.X - WrittenJournal.Truth(fix.Time));
}
