using CsCheck;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Rescue;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Evacuation;

/// <summary>What holds whatever is heard, answered and decided.</summary>
public sealed class EvacuationLaws
{
    private static readonly Gen<Act> AnyAct = Gen.OneOf(
        Gen.Const<Act>(new PrepareEmergency(EmergencyKind.Fire, new("belt", new("Return"), 150), "smoke")), Gen.Const<Act>(new ConfirmEmergency()), Gen.Const<Act>(new CancelEmergency()),
        Gen.Const<Act>(new EndEmergency("over")), Gen.Const<Act>(new GiveOrder(OrderText.Leave, new())), Gen.Const<Act>(new GiveOrder(OrderText.Stay, new(new ZoneId("Z")))),
        Gen.Int[1, 3].Select(Act (n) => new RepeatOrder(n)), Gen.Int[1, 3].Select(Act (n) => new WithdrawOrder(n, "")),
        Gen.Select(Gen.Int[0, 4], Gen.Enum<MarkedAs>()).Select(Act (t, a) => new MarkPerson("T" + t, a, "list")), Gen.Int[0, 4].Select(Act (t) => new UnmarkPerson("T" + t)),
        Gen.Select(Gen.Int[0, 5], Gen.Enum<ClosureCause>()).Select(Act (k, c) => new CloseSection(new("Return"), 40 * k, 40 * k + 30, c)), Gen.Int[0, 5].Select(Act (k) => new OpenSection(new("Return"), 40 * k, 40 * k + 30)),
        Gen.Const<Act>(new PutTeam("R1", "First", [new("T0")], 120)), Gen.Const<Act>(new RecallTeam("R1", "gas")), Gen.Const<Act>(new AcknowledgeRecall("R1", "radio")), Gen.Const<Act>(new RemoveTeam("R1")),
        Gen.Const<Act>(new AddStatement("T1", Claim.FoundAlive, "", "Petrov")), Gen.Int[1, 3].Select(Act (n) => new ConfirmStatement(n, "own eyes")), Gen.Int[1, 3].Select(Act (n) => new WithdrawStatement(n, "wrong")),
        Gen.Const<Act>(new PutEmergencyPlan(new("2026", 40, null, [new("1", "One", [new(new("Return"), 0, 300)], [EmergencyKind.Fire], ["a"], [new("all", [new("Return")])], [new("b", "1")])]))));

    // Every second something else: an act, an answer, silence, or people who walk; now and then more time passes.
    private static readonly Gen<(int Pause, int Kind, Act Act, int Tag, double X, AnswerKind Answer, string By)[]> Story =
        Gen.Select(Gen.Frequency((8, Gen.Int[1, 3]), (1, Gen.Int[20, 200])), Gen.Int[0, 9], AnyAct, Gen.Int[0, 3], Gen.Double[0, 300], Gen.Enum<AnswerKind>(), Gen.Int[0, 2].Select(i => "P" + i)).Array[5, 120];

    private static IEnumerable<MineInput> Inputs((int Pause, int Kind, Act Act, int Tag, double X, AnswerKind Answer, string By)[] story)
    {
        var (plan, second) = (DrawnMine.Plan(), 0);
        foreach (var (pause, kind, act, tag, x, answer, by) in story)
        {
            second += pause;
            if (kind < 3) yield return new ActInput(DrawnMine.At(second), by, act);
            else if (kind < 5) yield return new AnswersInput(DrawnMine.At(second), [new(DrawnMine.At(second), new("T" + tag), 1 + tag % 2, answer)]);
            else if (kind < 9) yield return Drawn.Input([.. plan.Anchors.OrderBy(a => Math.Abs(a.Place.X - x)).Take(3).Select(a => (Sighting)Drawn.Range(second, "T" + tag, a.Id.Value, Point3.Distance(a.Place, new(x, 0, 0))))]);
            yield return new TickInput(DrawnMine.At(second));
        }
    }

    [Fact]
    public void A_mine_restored_at_any_moment_goes_on_as_if_nothing_had_happened() => Gen.Select(Story, Gen.Double[0, 1]).Sample((story, share) =>
    {
        var inputs = Inputs(story).ToList();
        var (whole, cut) = (new Mine(DrawnMine.Plan()), (int)(share * inputs.Count));
        var restored = default(Mine);
        for (var i = 0; i < inputs.Count; i++)
        {
            if (i == cut) restored = Mine.Restore(whole.Snapshot(), whole.Plan, whole.Carriers);
            var expected = whole.Take(inputs[i]);
            if (restored is null) continue;
            var found = restored.Take(inputs[i]);
            Assert.Equal(expected.Occurrences, found.Occurrences);
            Assert.Equal(expected.Refusal, found.Refusal);
        }
        if (restored is not null) Assert.Equal(whole.Snapshot(), restored.Snapshot());
    }, iter: 40);

    [Fact]
    public void The_figures_of_the_board_are_sums_over_its_rows_at_each_moment_and_everybody_is_on_it_once() => Story.Sample(story =>
    {
        var mine = new Mine(DrawnMine.Plan());
        foreach (var input in Inputs(story))
        {
            mine.Take(input);
            var board = mine.Board();
            var counts = board.Counts;
            Assert.Equal(board.Rows.Length, counts.People);
            Assert.Equal(counts.People, counts.Silent + counts.Unplaced + counts.MovingWrong + counts.Standing + counts.MovingUnknown + counts.MovingRight + counts.AtRefuge + counts.Out);
            Assert.Equal(counts.People - counts.Out, counts.OutOfReach + counts.RefugeOnly + counts.ReachesFreshAir + counts.InFreshAir + board.Rows.Count(r => r.Status != MusterStatus.Out && r.Escape.Outcome == EscapeOutcome.NoPlace));
            Assert.Equal(board.Rows.Length, board.Rows.DistinctBy(r => (r.Kind, r.Subject)).Count());
            Assert.Equal(board.Rows.OrderBy(r => r.Status).Select(r => r.Status), board.Rows.Select(r => r.Status));
        }
    }, iter: 40);

    [Fact]
    public void What_can_have_been_reached_grows_with_time_and_holds_what_it_held() => Gen.Select(Gen.Double[0, 300], Gen.Int[1, 400], Gen.Int[1, 400]).Sample((x, first, then) =>
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Walk(0, 5, ("T", x, 0));
        var last = mine.Safety.Rescue.LastOf(new("T"))!;
        var graph = new EscapeGraph(mine.Plan, []);
        var (sooner, later) = (Reach.Of(graph, mine.Plan, last, first), Reach.Of(graph, mine.Plan, last, first + then));
        Assert.True(later.Length >= sooner.Length - 1e-6);
        Assert.All(sooner.Sections!.Value, s => Assert.Contains(later.Sections!.Value, l => l.Roadway == s.Roadway && l.From <= s.From + 1e-6 && l.To >= s.To - 1e-6));
        Assert.Contains(sooner.Sections!.Value, s => s.Roadway == last.Roadway && s.From <= last.Offset && s.To >= last.Offset);
    }, iter: 200);
}
