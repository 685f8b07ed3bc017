using CsCheck;
using Shyraq.Core.Tests.Presence;
using Shyraq.Core.Tracking;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

/// <summary>Tags may be followed by as many hands as there are.</summary>
public sealed class HandsLaws
{
    [Fact]
    public void However_many_hands_follow_the_tags_the_state_is_the_same_to_the_byte() =>
        Gen.Select(Gen.Int[2, 5], Gen.Bool, Gen.Select(Gen.Int[-150, 500], Gen.Int[-150, 500]).Array[3, 60]).Sample((hands, threads, walks) =>
        {
            // One anchor hangs elsewhere than the plan says, so that there is something to learn of it.
            var plan = Shaft.Plan.WithAnchorsAt(new Dictionary<string, Units.Point3> { ["A4"] = Shaft.Plan.Anchors[Shaft.Plan.AnchorIndex(new("A4"))].Place + new Units.Point3(6, 0, 0) });
            var (one, many) = (new Shaft(new(plan)), new Shaft(new(plan, crew: threads ? new AtOnce(hands) : new Backwards(hands))));
            foreach (var shaft in (Shaft[])[one, many]) shaft.Walk(25, [.. walks.Select((walk, i) => ($"T{i:00}", (double)walk.Item1, (double)walk.Item2))]);
            Assert.Equal(Told(one.Mine), Told(many.Mine));
            Assert.Equal(one.Mine.Snapshot(), many.Mine.Snapshot());
            Assert.Equal(one.Happened, many.Happened);
            // Nor does it matter by how many it goes on after a restart.
            var on = new Shaft(Mine.Restore(many.Mine.Snapshot(), plan, many.Mine.ListedCarriers, crew: new Backwards(2)));
            Assert.Equal(one.Mine.Snapshot(), on.Mine.Snapshot());
        }, iter: 12);

    [Fact]
    public void What_one_tag_tells_of_an_anchor_counts_for_others_from_the_next_input_on()
    {
        var crew = new Backwards(2);
        var shaft = new Shaft(new(Shaft.Plan, crew: crew));
        shaft.Walk(10, [.. Enumerable.Range(0, 40).Select(i => ($"T{i:00}", 20.0 + i, 60.0 + i))]);
        Assert.True(crew.Asked > 10);
        Assert.True(shaft.Mine.AnchorEstimates.Sum(anchor => anchor.Evidence) > 20);
    }

    private static (Fix, string)[] Told(Mine mine) => [.. mine.Fixes(mine.Clock).Select(fix => (fix with { Alternatives = [] }, string.Join("; ", fix.Alternatives)))];

    /// <summary>The last hand comes first.</summary>
    private sealed class Backwards(int hands) : ICrew
    {
        public int Hands => hands;

        public int Asked { get; private set; }

        public void Share(Action<int> part)
        {
            Asked++;
            for (var hand = hands - 1; hand >= 0; hand--) part(hand);
        }
    }

    private sealed class AtOnce(int hands) : ICrew
    {
        public int Hands => hands;

        public void Share(Action<int> part) => Parallel.For(0, hands, part);
    }
}
