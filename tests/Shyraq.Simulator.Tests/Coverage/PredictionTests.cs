using Shyraq.Core.Coverage;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Simulator.Tests.Coverage;

/// <summary>The prediction held against people who walk through the simulator's radios, followed by the filter itself.</summary>
public sealed class PredictionTests(ITestOutputHelper output)
{
    private const int Walkers = 40;

    // Standard normal quantiles of the two-sided 0.95 and 0.8.
    private const double Z95 = 1.960, Z80 = 1.282;

    [Fact]
    public void With_anchors_every_60_m_the_errors_of_walkers_are_within_a_factor_of_two_of_the_prediction() =>
        Assert.InRange(Ratio95(Compare("UWB every 60 m", Mine(30, 90, 150, 210, 270, 330, 390, 450, 510, 570, 630, 690))), 0.5, 2);

    [Fact]
    public void With_anchors_every_110_m_the_errors_of_walkers_are_within_a_factor_of_two_of_the_prediction() =>
        Assert.InRange(Ratio95(Compare("UWB every 110 m", Mine(0, 110, 220, 330, 440, 550, 660, 750))), 0.5, 2);

    /// <summary>Past a lone anchor the filter now and then goes on mirrored until it hears the next; those tails are left out.</summary>
    [Fact]
    public void With_lone_anchors_every_180_m_four_errors_in_five_are_within_a_factor_of_two_of_the_prediction() =>
        Assert.InRange(Ratio80(Compare("UWB every 180 m", Mine(60, 240, 420, 600, 740))), 0.5, 2);

    /// <summary>The prediction is for those who came in by the nearer end.</summary>
    [Fact]
    public void Walking_into_a_gap_of_400_m_the_errors_grow_within_a_factor_of_two_as_predicted()
    {
        var into = Compare("a gap of 400 m", Mine(10, 60, 690, 740)).Where(s => s.Silent > 10 && s.Position.Offset > 370).ToList();
        foreach (var group in into.GroupBy(s => (int)(s.Silent / 50)).OrderBy(g => g.Key))
        {
            output.WriteLine(FormattableString.Invariant($"  {50 * group.Key} to {50 * (group.Key + 1)} m past the last reading: {group.Count()} fixes, predicted {group.Average(s => s.Predicted):0.0} m, 95 % of the errors under {Quantile(group.Select(s => s.Error), 0.95):0.0} m"));
        }
        output.WriteLine(FormattableString.Invariant($"  in the gap: 95 % of the errors within {Ratio95(into):0.00} of the prediction"));
        Assert.True(into.Count > 1000, $"{into.Count} fixes in the gap");
        Assert.InRange(Ratio95(into), 0.5, 2);
    }

    private readonly record struct Sample(NetworkPosition Position, double Predicted, double Error, double Silent);

    private List<Sample> Compare(string scene, MinePlan plan)
    {
        var cells = CoverageReport.Of(plan, new CoverageOptions { Add = 0 }).Cells.ToLookup(c => c.Roadway);
        var samples = new List<Sample>();
        for (var seed = 1; seed <= Walkers; seed++)
            foreach (var (position, error, silent) in Walk.Errors(plan, new(0, 1), new(1, 149), seed))
                samples.Add(new(position, cells[plan.Roadways[position.Roadway].Id].MinBy(c => Math.Abs(c.Offset - position.Offset)).Radius95, error, silent));
        output.WriteLine(FormattableString.Invariant($"{scene}: {samples.Count} fixes, predicted {Quantile(samples.Select(s => s.Predicted), 0.5):0.0} m in the middle and {samples.Max(s => s.Predicted):0.0} m at most; errors 50 % {Quantile(samples.Select(s => s.Error), 0.5):0.0}, 80 % {Quantile(samples.Select(s => s.Error), 0.8):0.0}, 95 % {Quantile(samples.Select(s => s.Error), 0.95):0.0} m; of the prediction 95 % {Ratio95(samples):0.00}, 80 % {Ratio80(samples):0.00}; inside it {samples.Count(s => s.Error <= s.Predicted) * 100.0 / samples.Count:0.0} %"));
        return samples;
    }

    private static double Ratio95(IEnumerable<Sample> samples) => Quantile(samples.Select(s => s.Error / s.Predicted), 0.95);

    private static double Ratio80(IEnumerable<Sample> samples) => Quantile(samples.Select(s => s.Error / s.Predicted), 0.8) * Z95 / Z80;

    private static double Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)(share * (sorted.Length - 1))];
    }

    /// <summary>A gate of 600 m and a side roadway of 150 m at its end, with UWB anchors on alternate walls so many metres along them.</summary>
    private static MinePlan Mine(params double[] anchors) => new(new("walk"), "Walk", "local", "UTC", 1, new PlanFeatures(
        [Roadway("MAIN", new(0, 0, 0), new(600, 0, 0)), Roadway("SIDE", new(600, 0, 0), new(600, 150, 0))], [],
        [.. anchors.Select((x, i) => new Anchor(new($"A{i}"), Place(x, i % 2 == 0 ? 1.7 : -1.7), AnchorTechnology.Uwb, null, null, null))], [], [], []));

    private static Point3 Place(double along, double aside) => along <= 600 ? new(along, aside, 0.6) : new(600 + aside, along - 600, 0.6);

    private static Roadway Roadway(string id, params Point3[] vertices) => new(new(id), id, "L", "travel", Air.Intake, new(4), new(3), new Polyline(vertices));
}
