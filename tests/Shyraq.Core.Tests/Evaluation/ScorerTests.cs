using Shyraq.Core.Evaluation;
using Shyraq.Core.Plan;
using Shyraq.Core.Tests.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Evaluation;

/// <summary>Every number here is worked out by hand.</summary>
public sealed class ScorerTests
{
    private static readonly Instant Begin = Instant.From(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero));

    // A cross: R0 runs 100 m east, R1 50 m north from its middle, R2 lies apart.
    private static readonly MinePlan Cross = Drawn.MineWith(
    [
        Drawn.Roadway("R0", (0, 0, 0), (50, 0, 0), (100, 0, 0)), Drawn.Roadway("R1", (50, 0, 0), (50, 50, 0)), Drawn.Roadway("R2", (0, 200, 0), (100, 200, 0)),
    ]);

    [Fact]
    public void Errors_are_those_to_the_truth_interpolated_to_the_fixes_time()
    {
        // The truth goes 1 m/s east from x = 0, a row a second. Fixes are 3 m beside and 4 m above it, then 0, then 6 m ahead.
        var scorer = new Scorer(Cross, Walk(20));
        scorer.Add(Fix(6.5, 6.5, 3, 4));
        scorer.Add(Fix(7.25, 7.25, 0));
        scorer.Add(Fix(8, 14, 0));
        var scores = scorer.Report().All;
        Assert.Equal(3, scores.Fixes);
        AssertNear(new ErrorSummary(Mean: 3, Rmse: Math.Sqrt((9 + 0 + 36) / 3.0), P50: 3, P90: 5.4, P95: 5.7, Max: 6), scores.Horizontal);
        AssertNear(new ErrorSummary(11 / 3.0, Math.Sqrt(61 / 3.0), 5, 5.8, 5.9, 6), scores.Spatial);
        Assert.Null(scores.Along);
    }

    [Fact]
    public void The_first_five_seconds_of_each_tag_are_not_scored()
    {
        var scorer = new Scorer(Cross, Walk(20));
        scorer.Add(Fix(0, 500, 0));
        scorer.Add(Fix(4.999999, 500, 0));
        scorer.Add(Fix(5, 5, 0));
        var report = scorer.Report();
        Assert.Equal((1, 2, 0.0), (report.All.Fixes, report.Unscored, report.All.Horizontal!.Max));
    }

    [Fact]
    public void Nothing_is_scored_outside_of_the_truth_or_across_a_gap_of_more_than_a_second()
    {
        // Rows at 0..10, 11.000001 and 12..20: only the pair 10 to 11.000001 is a gap.
        var scorer = new Scorer(Cross, Walk(20).Select(p => p.Time == At(11) ? p with { Time = new Instant(p.Time.UnixMicroseconds + 1) } : p));
        scorer.Add(Fix(10, 10, 0));
        scorer.Add(Fix(10.5, 10.5, 0)); // in the gap
        scorer.Add(Fix(11.5, 11.5, 0));
        scorer.Add(Fix(20, 20, 0));
        scorer.Add(Fix(20.1, 20.1, 0)); // after the end
        scorer.Add(Fix(12, 12, 0) with { Tag = new TagId("unknown") });
        var report = scorer.Report();
        Assert.Equal((3, 3), (report.All.Fixes, report.Unscored));
        Assert.Equal(15, report.All.Steps); // seconds 5..20 but 11, which lies in the gap
    }

    [Fact]
    public void A_gap_of_just_a_second_is_no_gap()
    {
        var scorer = new Scorer(Cross, Walk(20));
        scorer.Add(Fix(10.5, 10.5, 0));
        Assert.Equal(0, scorer.Report().All.Horizontal!.Max, 9);
    }

    [Fact]
    public void The_way_along_the_roadways_is_the_shortest_also_to_another_roadway()
    {
        // Truth at x = t on R0. Its middle (50, 0) is the junction to R1.
        var scorer = new Scorer(Cross, Walk(60, onRoadway: true));
        scorer.Add(Fix(40, 43, 0) with { Position = new NetworkPosition(0, 43) });     // 3 m on the same roadway
        scorer.Add(Fix(45, 50, 4) with { Position = new NetworkPosition(1, 4) });      // 5 + 4 = 9 m: another roadway, but near
        scorer.Add(Fix(40.5, 50, 20) with { Position = new NetworkPosition(1, 20) });  // 9.5 + 20 = 29.5 m
        scorer.Add(Fix(46, 46, 200) with { Position = new NetworkPosition(2, 46) });   // no way at all
        var scores = scorer.Report().All;
        AssertNear(new ErrorSummary((3 + 9 + 29.5) / 3, Math.Sqrt((9 + 81 + 870.25) / 3), 9, 9 + 0.8 * 20.5, 9 + 0.9 * 20.5, 29.5), scores.Along);
        Assert.Equal((0.5, 1), (scores.WrongRoadway, scores.Unconnected));
    }

    [Fact]
    public void A_fix_without_a_roadway_is_scored_from_the_nearest_place_on_the_network()
    {
        var scorer = new Scorer(Cross, Walk(60, onRoadway: true));
        scorer.Add(Fix(20, 22, 1.5));
        Assert.Equal(2, scorer.Report().All.Along!.Max, 9);
    }

    [Fact]
    public void Between_two_roadways_the_truth_is_on_the_nearer_in_time()
    {
        TruthPoint[] truth = [Truth(0, 40, 0, new(0, 40)), Truth(9, 49, 0, new(0, 49)), Truth(9.6, 50, 1, new(1, 1)), Truth(10, 50, 2, new(1, 2))];
        var track = new TruthTrack(truth);
        Assert.Equal(new NetworkPosition(0, 49), track.At(At(9.2))!.Value.Position);
        Assert.Equal(new NetworkPosition(1, 1), track.At(At(9.4))!.Value.Position);
        Assert.Equal(1.5, track.At(At(9.8))!.Value.Position!.Value.Offset, 9);
    }

    [Fact]
    public void Honesty_is_the_share_of_true_places_inside_radius95()
    {
        var scorer = new Scorer(Cross, Walk(20));
        scorer.Add(Fix(6, 9, 0) with { Radius95 = 3 });     // just inside
        scorer.Add(Fix(7, 10.1, 0) with { Radius95 = 3 });  // just outside
        scorer.Add(Fix(8, 8, 0, 9) with { Radius95 = 1 });  // height does not count
        scorer.Add(Fix(9, 9, 0) with { Radius95 = 7 });
        var scores = scorer.Report().All;
        Assert.Equal((0.75, 3.0), (scores.InsideRadius95, scores.MedianRadius95));
    }

    [Fact]
    public void Coverage_counts_the_seconds_of_the_truth_that_hold_a_fix()
    {
        // Steps 5..14 of a truth from 0 to 14 s: ten of them.
        var scorer = new Scorer(Cross, Walk(14));
        scorer.Add(Fix(5, 0, 0));
        scorer.Add(Fix(6.999999, 0, 0));
        scorer.Add(Fix(6.2, 0, 0) with { State = FixState.Inferred });
        scorer.Add(Fix(8, 0, 0) with { State = FixState.Inferred });
        scorer.Add(Fix(9.1, 0, 0) with { State = FixState.LastKnown });
        scorer.Add(Fix(14.9, 0, 0)); // after the last true place, but within its step
        var scores = scorer.Report().All;
        Assert.Equal((10, 0.3, 0.5), (scores.Steps, scores.LiveCoverage, scores.AnyCoverage));
    }

    [Fact]
    public void Tags_are_scored_by_themselves_and_all_fixes_together()
    {
        var scorer = new Scorer(Cross, Walk(20).Concat(Walk(10).Select(p => p with { Tag = new TagId("U") })));
        scorer.Add(Fix(6, 7, 0));
        scorer.Add(Fix(7, 8, 0));
        scorer.Add(Fix(6, 10, 0) with { Tag = new TagId("U") });
        var report = scorer.Report();
        Assert.Equal(["T", "U"], report.Tags.Keys);
        Assert.Equal((1.0, 4.0, 2.0), (report.Tags["T"].Horizontal!.Mean, report.Tags["U"].Horizontal!.Mean, report.All.Horizontal!.Mean));
        Assert.Equal((16, 6, 22), (report.Tags["T"].Steps, report.Tags["U"].Steps, report.All.Steps));
    }

    [Fact]
    public void Without_fixes_there_are_no_errors_and_no_coverage()
    {
        var scores = new Scorer(Cross, Walk(10)).Report().All;
        Assert.Equal(new Scores(0, null, null, null, null, 0, null, null, 6, 0, 0), scores);
    }

    private static IEnumerable<TruthPoint> Walk(int seconds, bool onRoadway = false) =>
        Enumerable.Range(0, seconds + 1).Select(s => Truth(s, s, 0, onRoadway ? new NetworkPosition(0, s) : null));

    private static TruthPoint Truth(double seconds, double x, double y, NetworkPosition? position) => new(At(seconds), new TagId("T"), new Point3(x, y, 0), position);

    private static PublishedFix Fix(double seconds, double x, double y, double z = 0) => new(At(seconds), new TagId("T"), new Point3(x, y, z), null, 1, 5, FixState.Live);

    private static Instant At(double seconds) => Begin.PlusSeconds(seconds);

    private static void AssertNear(ErrorSummary expected, ErrorSummary? actual)
    {
        Assert.NotNull(actual);
        double[] want = [expected.Mean, expected.Rmse, expected.P50, expected.P90, expected.P95, expected.Max];
        double[] got = [actual.Mean, actual.Rmse, actual.P50, actual.P90, actual.P95, actual.Max];
        for (var i = 0; i < want.Length; i++) Assert.Equal(want[i], got[i], 9);
    }
}
