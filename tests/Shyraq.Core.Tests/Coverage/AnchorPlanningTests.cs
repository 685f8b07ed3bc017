using Shyraq.Core.Coverage;
using Shyraq.Core.Plan;
using Xunit;
using static Shyraq.Core.Tests.Plan.Drawn;

namespace Shyraq.Core.Tests.Coverage;

public sealed class AnchorPlanningTests
{
    private static readonly MinePlan Gap = MineWith([Roadway("R", (0, 0, 0), (1000, 0, 0))], [Anchor("A", 50, 1), Anchor("B", 100, 1), Anchor("C", 900, 1), Anchor("D", 950, 1)]);

    [Fact]
    public void The_first_anchor_goes_into_the_gap_and_gives_what_it_promised()
    {
        var report = CoverageReport.Of(Gap, new CoverageOptions { Add = 1 });
        var suggestion = Assert.Single(report.Suggestions);
        Assert.InRange(suggestion.Offset, 200, 800);
        var hung = MineWith(Gap.Roadways, [.. Gap.Anchors, Anchor("new", suggestion.Place.X, suggestion.Place.Y, suggestion.Place.Z)]);
        var after = CoverageReport.Of(hung, new CoverageOptions { Add = 0 });
        Assert.Equal(suggestion.Metres, Good(after) - Good(report), 4.0); // a gain under a part in a thousand is not carried on: a cell or two at each end
        Assert.Equal(suggestion.Live, after.Mine.Live - report.Mine.Live, 1e-6);
        Assert.Equal(report.With.Kilometres[^1], after.Mine.Kilometres[^1], 4e-3);
        Assert.True(suggestion.Metres > 100);
    }

    [Fact]
    public void Where_all_is_good_no_anchor_is_suggested()
    {
        var plan = MineWith([Roadway("R", (0, 0, 0), (200, 0, 0))], [Anchor("A", 20, 1), Anchor("B", 180, 1)]);
        Assert.Empty(CoverageReport.Of(plan).Suggestions);
    }

    [Fact]
    public void Anchors_are_added_until_the_gap_is_closed()
    {
        var report = CoverageReport.Of(Gap, new CoverageOptions { Add = 20 });
        Assert.InRange(report.Suggestions.Length, 3, 12);
        Assert.Equal(1.0, report.With.Kilometres.Take(3).Sum(), 1e-9);
    }

    [Fact]
    public void A_plan_without_anchors_or_roadways_can_be_asked()
    {
        Assert.NotEmpty(CoverageReport.Of(MineWith([Roadway("R", (0, 0, 0), (300, 0, 0))])).Suggestions);
        Assert.Empty(CoverageReport.Of(MineWith([])).Suggestions);
    }

    private static double Good(CoverageReport report) => report.Mine.Kilometres.Take(3).Sum() * 1000;
}
