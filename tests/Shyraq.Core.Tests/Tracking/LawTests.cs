using CsCheck;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

/// <summary>What holds for every stream of sightings, however wild.</summary>
public sealed class LawTests
{
    private static readonly MinePlan Mixed = Drawn.Plan(
        [Drawn.Roadway("Main", (0, 0, 0), (100, 0, 0), (200, 0, 0)), Drawn.Roadway("Side", (100, 0, 0), (100, 80, 5)), Drawn.Roadway("Loop", (200, 0, 0), (200, 60, 0), (100, 80, 5))],
        [Drawn.Anchor("A0", 20, 1), Drawn.Anchor("A1", 120, -1), Drawn.Anchor("A2", 101, 60, 4), Drawn.Anchor("A3", -10, 10, 2)],
        areas: [new(new("Yard"), "Yard", "L1", [[new(-40, -20, 0), new(2, -20, 0), new(2, 20, 0), new(-40, 20, 0)]], new(0), new(6), new(1), false)]);

    private static readonly Gen<Sighting> AnySighting =
        from seconds in Gen.Double[0, 60]
        from delay in Gen.Frequency((8, Gen.Double[-3, 20]), (1, Gen.Double[60, 600]))
        from tag in Gen.Int[0, 2]
        from anchor in Gen.Int[0, 4]
        from kind in Gen.Int[0, 6]
        from value in Gen.Frequency((9, Gen.Double[0, 150]), (1, Gen.Int[0, 3].Select(i => new[] { 1e-9, 900, 1e6, 1e200 }[i])))
        from flag in Gen.Bool
        select Make(seconds, delay, "T" + tag, "A" + anchor, kind, value, flag);

    private static readonly Gen<Sighting[]> Stream = AnySighting.Array[1, 80];

    [Fact]
    public void A_belief_sums_to_one_stays_on_the_plan_has_a_finite_radius_and_is_never_lost() => Stream.Sample(stream =>
    {
        var mine = new Mine(Mixed);
        var placed = 0;
        foreach (var input in Inputs(stream))
        {
            mine.Take(input);
            // Nobody who was on the map is ever taken off it.
            Assert.True(mine.Fixes(mine.Clock).Length >= placed);
            placed = mine.Fixes(mine.Clock).Length;
            foreach (var fix in mine.Fixes(mine.Clock))
            {
                Assert.True(double.IsFinite(fix.Radius95) && fix.Radius95 > 0, $"radius {fix.Radius95}");
                Assert.True(double.IsFinite(fix.Place.X + fix.Place.Y + fix.Place.Z) && double.IsFinite(fix.Speed));
                if (fix.Position is { } position)
                    Assert.InRange(position.Offset, 0, Mixed.Roadways[position.Roadway].Line.Length);
                else Assert.InRange(Mixed.Areas[fix.Area!.Value].HorizontalDistance(fix.Place.X, fix.Place.Y), 0, 1e-6);
                var hypotheses = mine.BeliefOf(fix.Tag, mine.Clock)!.Hypotheses;
                Assert.Equal(1, hypotheses.Sum(h => h.Probability), 1e-9);
            }
        }
    }, iter: 60);

    [Fact]
    public void The_same_inputs_give_bit_equal_state() => Stream.Sample(stream =>
    {
        var (a, b) = (new Mine(Mixed), new Mine(Mixed));
        foreach (var input in Inputs(stream))
        {
            a.Take(input);
            // Looking at a mine must not change it.
            a.Fixes(a.Clock.PlusSeconds(100));
            b.Take(input);
        }
        Assert.Equal(a.Snapshot(), b.Snapshot());
    }, iter: 40);

    [Fact]
    public void A_restored_mine_goes_on_as_if_nothing_had_happened() => Gen.Select(Stream, Stream).Sample((first, second) =>
    {
        var whole = new Mine(Mixed);
        foreach (var input in Inputs(first)) whole.Take(input);
        var restored = Mine.Restore(whole.Snapshot(), Mixed, whole.Carriers);
        Assert.Equal(whole.Snapshot(), restored.Snapshot());
        foreach (var input in Inputs(second))
        {
            var (expected, found) = (whole.Take(input), restored.Take(input));
            Assert.Equal(expected.Placed.Crossings, found.Placed.Crossings);
            Assert.Equal(expected.Occurrences, found.Occurrences);
        }
        Assert.Equal(whole.Snapshot(), restored.Snapshot());
    }, iter: 40);

    [Fact]
    public void A_restored_mine_finds_a_lost_tag_by_evidence_of_which_the_oldest_was_a_position()
    {
        var whole = new Mine(Mixed);
        whole.Take([Heard(0, new FixSighting(default, default, new("T"), new(60), new(0), null, new(1)))]);
        // The position is the oldest of all that is kept; with the last of these it goes.
        for (var second = 1; second <= TagTrack.MostEvidence; second++)
        {
            var restored = Mine.Restore(whole.Snapshot(), Mixed, whole.Carriers);
            foreach (var mine in (Mine[])[whole, restored])
                mine.Take([Heard(second, new RangeSighting(default, default, new("T"), new("A" + second % 2), new(second % 2 == 0 ? 40 : 60), null, null, null))]);
            Assert.Equal(whole.Snapshot(), restored.Snapshot());
            whole = restored;
        }
        // Far from where it was believed to be: it is looked for by what is kept.
        var again = Mine.Restore(whole.Snapshot(), Mixed, whole.Carriers);
        for (var second = 20; second < 40; second++)
        {
            foreach (var mine in (Mine[])[whole, again]) mine.Take([Heard(second, new RangeSighting(default, default, new("T"), new("A1"), new(70), null, null, null))]);
            Assert.Equal(whole.Fixes(whole.Clock), again.Fixes(again.Clock));
        }
        Assert.Equal(whole.Snapshot(), again.Snapshot());

        static Sighting Heard(double second, Sighting sighting) => sighting with { Time = Drawn.Start.PlusSeconds(second), Arrived = Drawn.Start.PlusSeconds(second) };
    }

    [Fact]
    public void A_repeated_sighting_changes_no_fix() => Stream.Sample(stream =>
    {
        var (once, twice) = (new Mine(Mixed), new Mine(Mixed));
        foreach (var input in Inputs(stream))
        {
            once.Take(input);
            twice.Take(input);
            var again = twice.Take(input).Placed.Followed;
            Assert.Equal(0, again.Accepted);
            Assert.Equal(once.Fixes(once.Clock).Select(f => (f.Tag, f.Place, f.Radius95)), twice.Fixes(once.Clock).Select(f => (f.Tag, f.Place, f.Radius95)));
        }
    }, iter: 40);

    [Fact]
    public void A_damaged_snapshot_is_read_or_refused_by_name_and_throws_nothing_else() => Gen.Select(Stream, Gen.Int[0, 100000], Gen.Byte[1, 255]).Sample((stream, at, change) =>
    {
        var mine = new Mine(Mixed);
        foreach (var input in Inputs(stream)) mine.Take(input);
        var bytes = mine.Snapshot();
        bytes[at % bytes.Length] ^= change;
        // A changed number may still be a number: then the snapshot is read, and its hash, which the store keeps, tells.
        try { Assert.NotNull(Mine.Restore(bytes, Mixed, mine.Carriers)); }
        catch (FormatException) { }
    }, iter: 60);

    [Fact]
    public void Whoever_asks_and_whenever_changes_nothing_that_is_published_or_believed() => Gen.Select(Stream, Gen.Double[0, 30]).Sample((stream, ahead) =>
    {
        var (quiet, asked) = (new Mine(Mixed), new Mine(Mixed));
        foreach (var input in Inputs(stream))
        {
            var expected = quiet.Take(input);
            var found = asked.Take(input);
            Assert.Equal(expected.Placed.Fixes.Select(f => f.Place), found.Placed.Fixes.Select(f => f.Place));
            Assert.Equal(expected.Placed.Crossings, found.Placed.Crossings);
            asked.Fixes(asked.Clock.PlusSeconds(ahead));
        }
        Assert.Equal(quiet.Snapshot(), asked.Snapshot());
    }, iter: 100);

    private static IEnumerable<MineInput> Inputs(Sighting[] stream)
    {
        foreach (var chunk in stream.OrderBy(s => s.Arrived.UnixMicroseconds).Chunk(7))
        {
            yield return Drawn.Input(chunk);
            yield return new TickInput(chunk.Max(s => s.Arrived));
        }
    }

    private static Sighting Make(double seconds, double delay, string tag, string anchor, int kind, double value, bool flag)
    {
        var time = Drawn.Start.PlusSeconds(seconds);
        var arrived = time.PlusSeconds(delay);
        return kind switch
        {
            0 => new RangeSighting(time, arrived, new(tag), new(anchor), new(value), flag ? new Metres(0.2) : null, null, null),
            1 => new TdoaSighting(time, arrived, new(tag), new(anchor), new("A0"), new(value - 75), null),
            2 => new RssiSighting(time, arrived, new(tag), new(anchor), new(-value)),
            3 => new SeenSighting(time, arrived, new(tag), new(anchor)),
            4 => new FixSighting(time, arrived, new(tag), new(value), new(value / 3), flag ? new Metres(1) : null, null),
            5 => new MotionSighting(time, arrived, new(tag), flag ? new MetresPerSecond(value / 50) : null, flag ? null : true, new Degrees(value), null),
            _ => new StatusSighting(time, arrived, new(tag), new Volts(3 + value / 150), flag, null),
        };
    }
}
