using System.Globalization;
using CsCheck;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Presence;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

/// <summary>Tags may be followed by as many hands as there are.</summary>
public sealed class HandsLaws
{
    [Fact]
    public void However_many_hands_follow_the_tags_the_state_is_the_same_to_the_byte() =>
        Gen.Select(Gen.Int[2, 5], Gen.Bool, Gen.Select(Gen.Int[-150, 500], Gen.Int[-150, 500], Gen.Int[0, 99]).Array[3, 60]).Sample((hands, threads, walks) =>
        {
            // One anchor hangs elsewhere than the plan says, so that there is something to learn of it.
            var plan = Shaft.Plan.WithAnchorsAt(new Dictionary<string, Point3> { ["A4"] = Shaft.Plan.Anchors[Shaft.Plan.AnchorIndex(new("A4"))].Place + new Point3(6, 0, 0) });
            var (one, many) = (new Shaft(new(plan)), new Shaft(new(plan, crew: threads ? new AtOnce(hands) : new Backwards(hands))));
            one.Says = many.Says = (tag, now) => Says(tag, now, walks[int.Parse(tag[1..], CultureInfo.InvariantCulture)].Item3);
            foreach (var shaft in (Shaft[])[one, many]) shaft.Walk(25, [.. walks.Select((walk, i) => ($"T{i:00}", (double)walk.Item1, (double)walk.Item2))]);
            Assert.Equal(Told(one.Mine), Told(many.Mine));
            Assert.Equal(one.Mine.Snapshot(), many.Mine.Snapshot());
            Assert.Equal(one.Happened, many.Happened);
            // Nor does it matter by how many it goes on after a restart.
            var on = new Shaft(Mine.Restore(many.Mine.Snapshot(), plan, many.Mine.ListedCarriers, crew: new Backwards(2)));
            Assert.Equal(one.Mine.Snapshot(), on.Mine.Snapshot());
        }, iter: 12);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void What_goes_wrong_with_one_sighting_comes_out_and_the_others_are_followed_all_the_same(int hands)
    {
        var (whole, broken) = (new Shaft(new(Shaft.Plan, crew: new Backwards(hands))), new Shaft(new(Shaft.Plan, crew: new AtOnce(hands))));
        foreach (var shaft in (Shaft[])[whole, broken]) shaft.Walk(5, [.. Enumerable.Range(0, 20).Select(i => ($"T{i:00}", 25.0 * i, 25.0 * i + 5))]);
        var heard = Shaft.Plan.Anchors.SelectMany(anchor => Enumerable.Range(0, 20).Where(i => Math.Abs(anchor.Place.X - 25 * i) < 80).Select(i => Drawn.Range(6, $"T{i:00}", anchor.Id.Value, Math.Abs(anchor.Place.X - 25 * i - 6)))).ToList<Sighting>();
        var (time, good) = (Shaft.At(6), Drawn.Input([.. heard]));
        // Of two tags, each of a hand of its own where there are some; that which comes first is told, though the other is the first hand's.
        heard.Insert(60, new Stranger(time, time, new("New")));
        heard.Insert(10, new Strange(time, time, new("T07")));
        whole.Mine.Follow(good);
        Assert.Contains(nameof(Strange) + " ", Assert.Throws<InvalidOperationException>(() => broken.Mine.Follow(Drawn.Input([.. heard]))).Message, StringComparison.Ordinal);
        Assert.Equal(Told(whole.Mine), Told(broken.Mine));
        Assert.Equal(whole.Mine.AnchorEstimates.Select(anchor => anchor with { Covariance = [] }), broken.Mine.AnchorEstimates.Select(anchor => anchor with { Covariance = [] }));

        // However many hands there are, the same is left, and goes on.
        var one = new Shaft();
        one.Walk(5, [.. Enumerable.Range(0, 20).Select(i => ($"T{i:00}", 25.0 * i, 25.0 * i + 5))]);
        Assert.Throws<InvalidOperationException>(() => one.Mine.Follow(Drawn.Input([.. heard])));
        Assert.Equal(one.Mine.Snapshot(), broken.Mine.Snapshot());
        foreach (var shaft in (Shaft[])[one, broken]) shaft.Walk(5, [.. Enumerable.Range(0, 20).Select(i => ($"T{i:00}", 25.0 * i + 5, 25.0 * i))]);
        Assert.Equal(one.Mine.Snapshot(), broken.Mine.Snapshot());
        Assert.Equal(one.Happened, broken.Happened);
    }

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

    /// <summary>Now and then a lamp says how it fares: some rest for a while, some call for help and take it back, some are nearly empty.</summary>
    private static IEnumerable<Sighting> Says(string tag, double now, int kind)
    {
        var time = Shaft.At(now);
        var second = (int)now + kind;
        if (second % 2 == 0) yield return new MotionSighting(time, time, new(tag), kind % 3 == 0 ? null : new(0.1 * (kind % 12)), second / 8 % 2 == 0, kind % 5 == 0 ? new(3.6 * kind) : null, null);
        if (second % 5 == 0) yield return new StatusSighting(time, time, new(tag), new(3.3 + 0.05 * (second / 5 * 7 % 9)), kind % 4 == 0 ? second / 5 % 2 == 0 : null, kind % 7 == 0 ? true : null);
    }

    private sealed record Strange(Instant Time, Instant Arrived, TagId Tag) : Sighting(Time, Arrived, Tag)
    {
        public override AnchorId? HeardBy => null;
    }

    private sealed record Stranger(Instant Time, Instant Arrived, TagId Tag) : Sighting(Time, Arrived, Tag)
    {
        public override AnchorId? HeardBy => null;
    }

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
