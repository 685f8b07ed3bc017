using Shyraq.Core.Evaluation;
using Shyraq.Core.Plan;
using Shyraq.Core.Tests.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Evaluation;

/// <summary>Every number here is worked out by hand.</summary>
public sealed class CalibrationTests
{
    private static readonly Point3 Here = new(0, 0, 0);

    // Two inclines side by side.
    private static readonly MinePlan Plan = Drawn.MineWith([Drawn.Roadway("R0", (0, 0, 0), (1000, 0, 0)), Drawn.Roadway("R1", (0, 45, 0), (1000, 45, 0))]);

    [Fact]
    public void A_circle_of_95_percent_shrinks_on_a_roadway_as_a_normal_error_in_one_direction_does()
    {
        // Of 10 m at 95 %: 3.44 m at 50 %, 4.29 m at 60 %, and 8.39 m at 90 %.
        Assert.Equal([0, 1, 1, 1, 1, 1, 1], Inside(error: 4.2, onRoadway: true));
        Assert.Equal([0, 0, 0, 0, 1, 1, 1], Inside(error: 8.3, onRoadway: true));
        // 13.14 m at 99 %.
        Assert.Equal([0, 0, 0, 0, 0, 0, 1], Inside(error: 13.1, onRoadway: true));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0], Inside(error: 13.2, onRoadway: true));
    }

    [Fact]
    public void In_an_open_area_it_shrinks_as_a_normal_error_in_the_plane_does()
    {
        // √(ln 0.5 / ln 0.05) = 0.481 and √(ln 0.4 / ln 0.05) = 0.553.
        Assert.Equal([1, 1, 1, 1, 1, 1, 1], Inside(error: 4.8, onRoadway: false));
        Assert.Equal([0, 1, 1, 1, 1, 1, 1], Inside(error: 4.9, onRoadway: false));
        Assert.Equal([0, 0, 1, 1, 1, 1, 1], Inside(error: 5.6, onRoadway: false));
    }

    [Fact]
    public void A_probability_comes_true_when_the_truth_is_at_its_place()
    {
        var calibration = new Calibration(Plan);
        calibration.Add(Fix(Place(0.65, 0), Place(0.35, 100)), new Point3(97, 0, 0));
        calibration.Add(Fix(Place(0.65, 0), Place(0.35, 100)), new Point3(3, 0, 0));
        Assert.Equal(new Reliability(2, 1.3, 1, 1), calibration.Hypotheses[6]);
        Assert.Equal(new Reliability(2, 0.7, 1, 1), calibration.Hypotheses[3]);
        Assert.Equal(0.15, Reliability.Gap(calibration.Hypotheses)!.Value, 1e-12);
    }

    [Fact]
    public void Between_a_wide_and_a_narrow_place_the_truth_is_shared_by_their_densities()
    {
        // 2 m from one of variance 1 + 1, and 4 m from one of 17 + 1.
        var calibration = new Calibration(Plan);
        calibration.Add(Fix(Place(0.75, 498), Place(0.25, 504) with { Deviation = Math.Sqrt(17) }), new Point3(500, 0, 0));
        var (narrow, wide) = (0.75 * Math.Exp(-4 / 4.0) / Math.Sqrt(2), 0.25 * Math.Exp(-16 / 36.0) / Math.Sqrt(18));
        Assert.Equal(narrow / (narrow + wide), calibration.Hypotheses[7].CameTrue, 1e-12);
        Assert.Equal(wide / (narrow + wide), calibration.Hypotheses[2].CameTrue, 1e-12);
    }

    [Fact]
    public void A_truth_far_from_all_places_belongs_to_the_least_far_and_not_to_each_by_what_was_said()
    {
        var calibration = new Calibration(Plan);
        calibration.Add(Fix(Place(0.75, 0), Place(0.25, 100)), new Point3(1000, 0, 0));
        Assert.InRange(calibration.Hypotheses[7].CameTrue, 0, 1e-9);
        Assert.Equal(1, calibration.Hypotheses[2].CameTrue, 1e-9);
    }

    [Fact]
    public void Of_honest_hypotheses_what_is_said_comes_true_however_much_they_overlap()
    {
        var (calibration, random) = (new Calibration(Plan), new Random(1));
        for (var i = 0; i < 20_000; i++)
        {
            var isFirst = random.NextDouble() < 0.65;
            var truth = isFirst ? 500 + Math.Sqrt(2) * Tracking.Drawn.Gaussian(random) : 512 + Math.Sqrt(50) * Tracking.Drawn.Gaussian(random);
            calibration.Add(Fix(Place(0.65, 500), Place(0.35, 512) with { Deviation = 7 }), new Point3(truth, 0, 0));
        }
        Assert.Equal(0.65, calibration.Hypotheses[6].Share, 0.01);
        Assert.Equal(0.35, calibration.Hypotheses[3].Share, 0.01);
    }

    [Fact]
    public void A_wide_place_has_no_share_of_a_truth_on_the_roadway_beside_it()
    {
        var calibration = new Calibration(Plan);
        calibration.Add(Fix(Place(0.8, 500) with { Deviation = 50 }, Place(0.2, 500, roadway: 1) with { Deviation = 50 }), new Point3(480, 46, 0));
        Assert.InRange(calibration.Hypotheses[8].CameTrue, 0, 1e-9);
        Assert.Equal(1, calibration.Hypotheses[2].CameTrue, 1e-9);
    }

    [Fact]
    public void Hypotheses_that_a_person_cannot_tell_apart_are_one_place()
    {
        var calibration = new Calibration(Plan);
        calibration.Add(Fix(Place(0.5, 0), Place(0.3, 4), Place(0.2, 100)), new Point3(5, 0, 0));
        Assert.Equal(new Reliability(1, 0.8, 1, 1), calibration.Hypotheses[8]);
        Assert.Equal((1, 0.2), (calibration.Hypotheses[2].Count, calibration.Hypotheses[2].Said));
        Assert.InRange(calibration.Hypotheses[2].CameTrue, 0, 1e-9);
        Assert.Equal(2, calibration.Hypotheses.Sum(bin => bin.Count));
    }

    [Fact]
    public void A_fix_without_alternatives_says_nothing_of_hypotheses_and_none_at_all_has_no_gap()
    {
        var calibration = new Calibration(Plan);
        calibration.Add(Fix(), Here);
        Assert.Null(Reliability.Gap(calibration.Hypotheses));
        Assert.Empty(new Calibration(Plan).Inside);
    }

    [Fact]
    public void The_scorer_judges_the_whole_fixes_that_it_scores_and_no_others()
    {
        var plan = Drawn.MineWith([Drawn.Roadway("R0", (0, 0, 0), (100, 0, 0))]);
        var begin = Instant.From(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero));
        var scorer = new Scorer(plan, Enumerable.Range(0, 11).Select(s => new TruthPoint(begin.PlusSeconds(s), new TagId("T"), Here, null)));
        scorer.Add(Fix(Place(0.6, 0), Place(0.4, 50)) with { Time = begin.PlusSeconds(2) });
        scorer.Add(Fix(Place(0.6, 3), Place(0.4, 50)) with { Time = begin.PlusSeconds(8) });
        scorer.Add(Fix(Place(0.6, 1), Place(0.4, 50)) with { Time = begin.PlusSeconds(9) });
        Assert.Equal(4, scorer.Calibration.Hypotheses.Sum(bin => bin.Count));
        Assert.Equal([1, 3], scorer.HorizontalErrors());
    }

    private static double[] Inside(double error, bool onRoadway)
    {
        var calibration = new Calibration(Plan);
        calibration.Add(Fix() with { Position = onRoadway ? new NetworkPosition(0, 0) : null }, new Point3(0, error, 0));
        return [.. calibration.Inside];
    }

    private static Hypothesis Place(double probability, double x, int roadway = 0) => new(probability, new Point3(x, 45 * roadway, 0), new(roadway, x), null, 0, 1);

    private static Fix Fix(params Hypothesis[] hypotheses) =>
        new(default, new TagId("T"), hypotheses.Length == 0 ? Here : hypotheses[0].Place, null, null, 0, 10, FixState.Live, default, [.. hypotheses]);
}
