using CsCheck;
using Shyraq.Core.Acts;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Presence;

/// <summary>What holds of presence whatever happens.</summary>
public sealed class PresenceLaws
{
    internal const int People = 4;

    private static readonly Gen<int> Number = Gen.Int[1, People];

    // One step of a shift in which everything goes wrong: lamps change hands, gates and desks say what they like, tags are where they like.
    internal static readonly Gen<Action<Shaft>> Step = Gen.Frequency(
        (3, Gen.Select(Number, Number, (t, p) => Act(new IssueTag(new($"T{t}"), $"P{p}")))),
        (2, Number.Select(t => Act(new ReturnTag(new($"T{t}"))))),
        (1, Number.Select(t => Act(new TakeBack(new($"T{t}"))))),
        (2, Gen.Select(Gen.Int[1, People + 1], Gen.Bool, (p, inward) => (Action<Shaft>)(s => s.Pass($"{100 + p}", inward ? PassageDirection.In : PassageDirection.Out)))),
        (1, Gen.Select(Number, Gen.Enum<PresenceState>(), (p, state) => Act(new SetPresence($"P{p}", state, "seen")))),
        (1, Gen.Select(Number, Number, (p, e) => Act(new AdmitVisitor($"P{p}", $"P{e}", Shaft.At(2000))))),
        (1, Number.Select(p => Act(new AuthoriseUntracked($"P{p}", [new("drift")], Shaft.At(1500), "")))),
        (1, Gen.Select(Number, Gen.Int[0, 1500], (p, start) => Act(new PlanShift("A", Shaft.At(start), Shaft.At(start + 1000), [$"P{p}", $"P{1 + p % People}"])))),
        (1, Gen.Const(Act(new SignClearance("A", "")))),
        (1, Number.Select(p => Act(new RemovePerson($"P{p}")))),
        (6, Gen.Select(Gen.Int[10, 60], Gen.Select(Gen.Int[1, People + 1], Gen.Int[-150, 300], Gen.Int[-150, 300]).Array[0, 3], (seconds, lamps) =>
            (Action<Shaft>)(s => s.Walk(seconds, [.. lamps.DistinctBy(l => l.Item1).Select(l => ($"T{l.Item1}", (double)l.Item2, (double)l.Item3))])))),
        (1, Gen.Int[500, 1200].Select(seconds => (Action<Shaft>)(s => s.Stand(seconds)))));

    // The office and a list of carriers say whose a tag is, and who has which number.
    private static readonly Gen<Action<Shaft>> List = Gen.OneOf(
        Gen.Select(Number, Number, (v, t) => Act(new PutVehicle(new($"V{v}", "Loco", Tag: new TagId($"T{t}"))))),
        Gen.Select(Number, Number, (p, n) => Act(new PutPerson(new($"P{People + p}", "New", $"{100 + People + n}", "own", "Crew", "Miner")))),
        Number.Select(t => Act(new PutTag(new(new($"T{People + t}"), $"L{People + t}")))),
        Number.Select(t => Act(new RemoveEntry(EntryKind.Tag, $"T{t}"))),
        Gen.Select(Gen.Int[1, People + 1], Gen.Frequency((3, Gen.Const(CarrierKind.Person)), (1, Gen.Const(CarrierKind.Vehicle))), Gen.Int[100, 100 + 2 * People]).Array[0, People].Select(listed => (Action<Shaft>)(s => s.Take(
            new CarriersInput(Shaft.At(s.Now), Carrier.Nobody.AddRange(listed.DistinctBy(l => l.Item1).Select(l => KeyValuePair.Create($"T{l.Item1}", new Carrier(l.Item2, "listed", $"{l.Item3}")))))))));

    private const double Midnight = 16 * 3600, Day = 24 * 3600;

    // A shift begins, or began, or lasts longer than it was planned: whoever has no lamp gets one, and all of them go down.
    private static readonly Gen<Action<Shaft>> Begin = Gen.Select(Gen.Bool, Gen.Int[-3600, 1500], Gen.Int[1900, 6000], Number, (isOther, start, length, people) => (Action<Shaft>)(shaft =>
    {
        shaft.Do(new PlanShift(isOther ? "B" : "A", Shaft.At(shaft.Now + start), Shaft.At(shaft.Now + start + length), [.. Enumerable.Range(1, People).Select(p => $"P{p}")]));
        for (var p = 1; p <= people; p++) shaft.Do(new IssueTag(new($"T{p}"), $"P{p}"));
        shaft.Walk(60, [.. Enumerable.Range(1, people).Select(p => ($"T{p}", -20.0, 40.0 * p))]);
    }));

    // Time passes up to one of the next borders of a shift or of the day, and over it; for what is longer than an hour the server was away. Lamps stand still, most of them below.
    private static readonly Gen<Action<Shaft>> Border = Gen.Select(Gen.Int[0, 2], Gen.Int[3, 20], Gen.Select(Number, Gen.Frequency((5, Gen.Int[60, 300]), (1, Gen.Int[-150, 60]))).Array[0, 3 * People], (which, seconds, places) => (Action<Shaft>)(shaft =>
    {
        (string, double)[] lamps = [.. places.DistinctBy(l => l.Item1).Select(l => ($"T{l.Item1}", (double)l.Item2))];
        var before = BordersAhead(shaft).Take(1 + which).Last() - 2;
        shaft.Skip(Math.Max(0, before - shaft.Now - 3600));
        shaft.Stay(before, lamps);
        shaft.Stand(seconds, lamps);
    }));

    [Fact]
    public void The_counts_are_sums_over_the_list_and_nobody_is_in_it_twice() =>
        Step.Array[1, 12].Sample(steps =>
        {
            var shaft = Shaft.WithPeople(People);
            foreach (var step in steps)
            {
                step(shaft);
                var board = shaft.Board;
                var states = board.People.CountBy(p => p.State).ToDictionary();
                Assert.Equal(
                    [board.Counts.Out, board.Counts.OnSurface, board.Counts.GoingDown, board.Counts.Underground, board.Counts.Unaccounted],
                    Enum.GetValues<PresenceState>().Select(state => states.GetValueOrDefault(state)));
                Assert.Equal(board.People.Count(p => p.State is PresenceState.GoingDown or PresenceState.Underground or PresenceState.Unaccounted), board.Counts.NotOut);
                Assert.Equal(board.People.Length, board.People.Select(p => (p.Kind, p.Id)).Distinct().Count());
                // A tag in somebody's hands is a person of the list.
                foreach (var lamp in board.Lamps) Assert.Contains(board.People, p => p.Kind == AccountKind.Person && p.Id == lamp.Person && p.Tags.Contains(lamp.Tag));
            }
        }, iter: 40);

    [Fact]
    public void Nobody_comes_out_of_the_mine_but_on_evidence_of_it() =>
        Step.Array[1, 12].Sample(steps =>
        {
            var shaft = Shaft.WithPeople(People);
            foreach (var step in steps)
            {
                var before = shaft.Board.People.Where(p => p.State is PresenceState.GoingDown or PresenceState.Underground or PresenceState.Unaccounted).Select(p => (p.Kind, p.Id)).ToArray();
                step(shaft);
                var after = shaft.Board.People.ToDictionary(p => (p.Kind, p.Id));
                foreach (var key in before)
                {
                    // An unknown tag may have got a name; then that person is in the list.
                    if (!after.TryGetValue(key, out var row)) Assert.True(key.Kind == AccountKind.Tag && after.Values.Any(p => p.Tags.Any(t => t.Value == key.Id)), $"{key} vanished");
                    else if (row.State == PresenceState.Out)
                        Assert.True(row.Because is EvidenceSource.PassageOut or EvidenceSource.LampReturned or EvidenceSource.TagOnSurface or EvidenceSource.TagLeftByExit or EvidenceSource.Manual, $"{key} is out because of {row.Because}");
                }
            }
        }, iter: 40);

    [Fact]
    public void Going_on_from_any_snapshot_is_the_same_as_never_having_stopped() =>
        Gen.Select(Step.Array[1, 10], Gen.Int[0, 9]).Sample((steps, stop) =>
        {
            var (straight, restarted) = (Shaft.WithPeople(People), Shaft.WithPeople(People));
            for (var i = 0; i < steps.Length; i++)
            {
                steps[i](straight);
                if (i == stop) restarted.Restart();
                steps[i](restarted);
            }
            Assert.Equal(straight.Happened, restarted.Happened);
            Assert.Equal(straight.Mine.Snapshot(), restarted.Mine.Snapshot());
            var replayed = new Mine(Shaft.Plan);
            foreach (var input in straight.Inputs) Tracking.Drawn.Take(replayed, input);
            Assert.Equal(straight.Mine.Snapshot(), replayed.Snapshot());
        }, iter: 40);

    [Fact]
    public void Who_carries_which_tag_after_an_act_is_what_is_put_together_from_nothing() =>
        Gen.Frequency((12, Step), (4, List)).Array[1, 12].Sample(steps =>
        {
            var shaft = Shaft.WithPeople(People);
            foreach (var step in steps)
            {
                step(shaft);
                var anew = Mine.Restore(shaft.Mine.Snapshot(), shaft.Mine.Plan, shaft.Mine.ListedCarriers);
                Assert.Equal(anew.Carriers, shaft.Mine.Carriers);
                Assert.Equal(anew.Tracks.Select(track => (track.Tag, track.Carrier)), shaft.Mine.Tracks.Select(track => (track.Tag, track.Carrier)));
            }
        }, iter: 60);

    [Fact]
    public void It_goes_as_if_everybody_were_judged_each_second()
    {
        var (late, missed, agreed) = (0, 0, 0);
        Gen.Frequency((12, Step), (3, List), (1, Gen.Int[1, 13].Select(hours => (Action<Shaft>)(shaft => shaft.Skip(3600 * hours)))), (4, Begin), (8, Border)).Array[1, 16].Sample(steps =>
        {
            var (calm, plain) = (Shaft.WithPeople(People), Shaft.WithPeople(People));
            plain.Mine.Safety.Presence.LeavesNobodyAlone = true;
            foreach (var step in steps)
            {
                step(calm);
                step(plain);
                Assert.Equal(plain.Happened, calm.Happened);
                Assert.Equal(plain.Mine.Snapshot(), calm.Mine.Snapshot());
            }
            Interlocked.Add(ref late, Count(plain, "disagreed", DisagreementKind.ShiftOverNotOut));
            Interlocked.Add(ref missed, Count(plain, "disagreed", DisagreementKind.PlannedNotDown));
            Interlocked.Add(ref agreed, Count(plain, "agreed", DisagreementKind.ShiftOverNotOut));
        }, iter: 60);
        // Walks that stay within a shift would tell of none of it.
        Assert.True(late > 0 && agreed > 0 && missed > 0, $"{late} became late, {agreed} were so no more, {missed} did not go down");

        static int Count(Shaft shaft, string kind, DisagreementKind of) => shaft.Happened.Count(h => h.Kind == kind && h.What == Words.Of(of));
    }

    // What presence judges by the time alone, and the day.
    private static IEnumerable<double> BordersAhead(Shaft shaft) => shaft.Inputs.OfType<ActInput>().Select(input => input.Act).OfType<PlanShift>()
        .SelectMany(shift => (Instant[])[shift.Start.PlusSeconds(PresenceRules.LateDown), shift.End, shift.End.PlusSeconds(PresenceRules.LateUp)])
        .Select(border => border.SecondsSince(Shaft.At(0))).Append(Midnight + Day * Math.Floor(1 + (shaft.Now - Midnight) / Day)).Where(border => border > shaft.Now).Order();

    private static Action<Shaft> Act(Act act) => shaft => shaft.Do(act);
}
