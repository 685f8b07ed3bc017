using CsCheck;
using Shyraq.Core.Evaluation;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Evaluation;

public sealed class EventMatchingTests
{
    private const double Early = 2, Late = 10;

    /// <summary>Stretches of three subjects, those of one subject apart from each other by more than both tolerances.</summary>
    private static readonly Gen<Stretch[]> Apart = Gen.Select(Gen.Int[0, 2], Gen.Int[30, 90], Gen.Int[1, 15], Gen.Bool).Array[0, 12].Select(drawn =>
    {
        var at = new double[3];
        return drawn.Select(d =>
        {
            var from = at[d.Item1] += d.Item2;
            at[d.Item1] += d.Item3;
            return new Stretch($"T{d.Item1}", At(from), At(from + d.Item3), d.Item4);
        }).ToArray();
    });

    [Fact]
    public void What_is_told_as_it_is_is_all_found_at_once() => Apart.Sample(truth =>
    {
        var score = Match(truth, truth);
        Assert.Equal((truth.Count(t => t.IsSure), 0, 0, 0), (score.Found, score.Missed, score.False, score.Again));
        Assert.All(score.Delays, delay => Assert.Equal(0, delay));
    });

    [Fact]
    public void Nothing_told_finds_nothing_and_nothing_true_makes_all_false() => Apart.Sample(some =>
    {
        Assert.Equal((0, some.Count(t => t.IsSure)), (Match(some, []).Found, Match(some, []).Missed));
        Assert.Equal((some.Length, 0), (Match([], some).False, Match([], some).True));
    });

    [Fact]
    public void One_telling_of_somebody_else_is_one_more_false_one_and_changes_nothing_else() => Gen.Select(Apart, Apart).Sample((truth, told) =>
    {
        var before = Match(truth, told);
        var after = Match(truth, [.. told, new Stretch("stranger", At(50), At(60))]);
        Assert.Equal((before.Found, before.Again, before.False + 1), (after.Found, after.Again, after.False));
    });

    [Fact]
    public void One_telling_less_never_finds_more_and_every_telling_is_right_again_or_false() => Gen.Select(Apart, Apart).Sample((truth, told) =>
    {
        var all = Match(truth, told);
        Assert.InRange(all.Found, 0, all.True);
        Assert.InRange(all.False + all.Again, 0, all.Told);
        if (told.Length > 0) Assert.InRange(Match(truth, told[1..]).Found, 0, all.Found);
    });

    [Fact]
    public void The_order_of_telling_does_not_matter() => Gen.Select(Apart, Apart).Sample((truth, told) =>
    {
        var (one, other) = (Match(truth, told), Match([.. truth.Reverse()], [.. told.Reverse()]));
        Assert.Equal((one.Found, one.False, one.Again), (other.Found, other.False, other.Again));
        Assert.Equal(one.Delays, other.Delays);
    });

    [Fact]
    public void A_late_telling_counts_its_delay_and_one_too_late_is_missed_and_false()
    {
        Stretch[] truth = [new("T", At(100), At(110))];
        Assert.Equal(7, Assert.Single(Match(truth, [new("T", At(107), null)]).Delays));
        Assert.Equal(18, Assert.Single(Match(truth, [new("T", At(118), null)]).Delays));
        var tooLate = Match(truth, [new("T", At(121), null)]);
        Assert.Equal((1, 1), (tooLate.Missed, tooLate.False));
    }

    [Fact]
    public void What_was_told_falsely_before_finds_nothing_later_and_what_goes_on_rightly_does()
    {
        var stale = Match([new("T", At(100), At(110))], [new("T", At(50), null)]);
        Assert.Equal((1, 1), (stale.Missed, stale.False));
        var on = Match([new("T", At(100), At(110)), new("T", At(125), At(140))], [new("T", At(101), At(141))]);
        Assert.Equal((2, 0, 0), (on.Found, on.False, on.Again));
        Assert.Equal([0.0, 1.0], on.Delays);
    }

    [Fact]
    public void Told_again_while_it_is_true_is_chatter()
    {
        var score = Match([new("T", At(100), At(200))], [new("T", At(101), At(120)), new("T", At(130), At(150)), new("T", At(160), null)]);
        Assert.Equal((1, 2, 0), (score.Found, score.Again, score.False));
    }

    [Fact]
    public void A_borderline_truth_may_be_told_and_need_not_be()
    {
        Stretch[] truth = [new("T", At(100), At(110), IsSure: false)];
        Assert.Equal((0, 0), (Match(truth, []).True, Match(truth, []).Missed));
        Assert.Equal(0, Match(truth, [new("T", At(105), null)]).False);
    }

    [Fact]
    public void A_share_of_the_delays_is_the_least_that_so_many_do_not_exceed()
    {
        var truth = Enumerable.Range(0, 20).Select(i => new Stretch($"T{i}", At(0), At(100)));
        var told = Enumerable.Range(0, 20).Select(i => new Stretch($"T{i}", At(i + 1), null));
        var score = EventMatching.Match(truth, told, Early, Late);
        Assert.Equal((10.0, 19.0, 20.0), (score.Delay(0.5), score.Delay(0.95), score.Delay(1)));
        Assert.Null(Match([], []).Delay(0.5));
    }

    private static EventScore Match(Stretch[] truth, Stretch[] told) => EventMatching.Match(truth, told, Early, Late);

    private static Instant At(double seconds) => Instant.From(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero)).PlusSeconds(seconds);
}
