using Shyraq.Core.Evaluation;
using Shyraq.Oracle.Contest;
using Shyraq.Oracle.Runs;
using Shyraq.Simulator;
using Shyraq.Simulator.Radios;
using Xunit;

namespace Shyraq.Oracle.Tests;

/// <summary>Matches on the straight roadway: small and quick.</summary>
public sealed class OracleTests
{
    private static readonly Lazy<List<Round>> Normal = new(() => [.. Match.Play(Run(Noise.Normal), 2000)]);

    [Fact]
    public void The_oracle_comes_near_the_bound_and_not_below_it()
    {
        var seen = Normal.Value.Where(r => r.Circumstance == Circumstance.TwoInSight && r.Bound is not null).ToList();
        Assert.True(seen.Count > 1000, $"only {seen.Count} rounds with two anchors in sight");
        var inBounds = ErrorSummary.Of([.. seen.Select(r => r.Oracle.Along / r.Bound!.Value)])!;
        // A normal error that reaches the bound has its median at 0.674 and its 90th percentile at 1.645.
        Assert.InRange(inBounds.P50, 0.8 * 0.674, 1.6 * 0.674);
        Assert.InRange(inBounds.P90, 0.8 * 1.645, 2 * 1.645);
    }

    [Fact]
    public void The_oracle_is_honest_about_its_error() => Assert.InRange(Tally.Of(Normal.Value).OracleInside, 0.88, 1);

    [Fact]
    public void The_production_filter_is_no_better_than_the_oracle()
    {
        var tally = Tally.Of(Normal.Value);
        Assert.True(tally.Oracle!.P50 <= 1.05 * tally.Production!.P50, $"oracle {tally.Oracle}, production {tally.Production}");
        Assert.True(tally.Oracle.P90 <= 1.05 * tally.Production.P90, $"oracle {tally.Oracle}, production {tally.Production}");
    }

    [Fact]
    public void Equal_runs_end_equally()
    {
        var again = Match.Play(Run(Noise.Normal), 2000).Take(200).Select(r => r.Oracle);
        Assert.Equal(Normal.Value.Take(200).Select(r => r.Oracle), again);
    }

    [Fact]
    public void Errors_are_those_of_the_scorer()
    {
        var run = Run(Noise.Normal);
        var scorer = new Scorer(run.Plan, run.Truth);
        foreach (var round in Normal.Value) scorer.Add(round.Production.Fix);
        var (theirs, ours) = (scorer.Report().All, Tally.Of(Normal.Value));
        Assert.Equal(theirs.Fixes, ours.Rounds);
        Assert.Equal(theirs.Along, ours.Production);
        Assert.Equal(theirs.Horizontal, ours.ProductionPlane);
        Assert.Equal(theirs.InsideRadius95, ours.ProductionInside);
    }

    private static SimulatedRun Run(Noise noise) => new(StraightRoadway.Plan, new SimulationOptions { Seed = 3, People = 6, Vehicles = 0, Noise = noise }, 120);
}
