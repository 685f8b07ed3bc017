using Shyraq.Core;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking.Calibrations;
using Shyraq.Core.Units;
using Shyraq.Simulator.Faults;
using Shyraq.Simulator.Radios;
using Xunit;

namespace Shyraq.Simulator.Tests.Calibrations;

/// <summary>What tags that pass tell of anchors, against the truth.</summary>
public sealed class SurveyTests
{
    private static readonly AnchorId Faulty = new("U003");

    [Fact]
    public void An_anchor_that_was_moved_along_the_roadway_is_found_within_its_margin_in_four_passes()
    {
        var within = 0;
        for (var seed = 1; seed <= 10; seed++)
        {
            var mine = Moved(seed, out _, passes: 4);
            var found = Assert.Single(mine.AnchorFindings(mine.Clock));
            Assert.Equal((Faulty, AnchorFault.Moved), (found.Anchor, found.Kind));
            Assert.InRange(found.Offset!.Value.X, 4.3, 5.3);
            Assert.True(found.Evidence >= 24 && found.Since > Passers.Start);
            if (Math.Abs(found.Value - 4.8) <= found.Margin) within++;
        }
        Assert.InRange(within, 8, 10);
    }

    [Fact]
    public void Tags_near_a_moved_anchor_are_followed_as_well_as_if_it_hung_right_once_it_is_found()
    {
        var (with, without) = (0.0, 0.0);
        for (var seed = 1; seed <= 8; seed++)
        {
            Moved(seed, out var moved);
            Follow(Passers.Gallery, new Passers(Passers.Gallery, seed), 8, s => s, out var right);
            TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {moved:0.00} m, where it hangs right {right:0.00} m");
            (with, without) = (with + moved, without + right);
        }
        Assert.InRange(with / without, 0.5, 1.3);
    }

    [Fact]
    public void Of_anchors_that_are_right_none_is_accused()
    {
        var noise = Noise.Normal with { WrongClocks = 0, Dead = 0, DyingPerHour = 0 };
        for (var seed = 1; seed <= 3; seed++)
        {
            var simulation = new Simulation(Plans.CoalMinePlan, new SimulationOptions { Seed = seed, People = 100, Vehicles = 12, Noise = noise });
            var mine = new Mine(Plans.CoalMinePlan);
            var arrived = new List<Delivery>();
            while (simulation.Elapsed < 300)
            {
                arrived.Clear();
                simulation.Step(arrived);
                if (arrived.Count > 0) mine.Follow(new SightingsInput(arrived[^1].Sighting.Arrived, [.. arrived.Select(d => d.Sighting)]));
            }
            Assert.InRange(mine.AnchorEstimates.Count(e => e.Evidence > 0), 100, 400);
            Assert.Empty(mine.AnchorFindings(mine.Clock));
        }
    }

    /// <param name="metres">Of bias, that which the anchor has of its own included.</param>
    /// <param name="found">In at least so many of ten mines: what is near to usual stays unsaid.</param>
    [Theory]
    [InlineData(0.5, 5)]
    [InlineData(0.8, 9)]
    public void Ranges_that_are_too_long_are_found_with_their_margin_and_no_other_anchor_is_blamed(double metres, int found)
    {
        var findings = new List<AnchorFinding>();
        for (var seed = 1; seed <= 10; seed++)
        {
            var passers = new Passers(Passers.Gallery, seed);
            var more = metres - passers.Anchors.Units[Passers.Gallery.AnchorIndex(Faulty)].Bias;
            var mine = Follow(Passers.Gallery, passers, 20, s => AnchorFaults.Lengthened(s, Faulty, more), out _);
            findings.AddRange(mine.AnchorFindings(mine.Clock));
        }
        Assert.All(findings, f => Assert.Equal((Faulty, AnchorFault.Biased), (f.Anchor, f.Kind)));
        Assert.InRange(findings.Count, found, 10);
        Assert.InRange(findings.Count(f => Math.Abs(f.Value - metres) <= f.Margin), findings.Count - 1, findings.Count);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    public void A_clock_that_is_two_seconds_wrong_is_found_whichever_way(double ahead)
    {
        var mine = Follow(Passers.Gallery, new Passers(Passers.Gallery, 1), 2, s => AnchorFaults.Ahead(s, Faulty, ahead), out _);
        var found = Assert.Single(mine.AnchorFindings(mine.Clock));
        Assert.Equal((Faulty, AnchorFault.Clock), (found.Anchor, found.Kind));
        Assert.InRange(found.Value, -ahead - found.Margin, -ahead + found.Margin);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(-8)]
    public void A_receiver_eight_decibels_off_is_found_in_most_mines_and_no_other_is_blamed(double stronger)
    {
        var told = AnchorFaults.Misdrawn(Passers.Gallery, new("B002"), a => a with { RssiAt1m = new Dbm(a.RssiAt1m!.Value.Value - stronger) });
        var findings = new List<AnchorFinding>();
        for (var seed = 1; seed <= 10; seed++)
        {
            var mine = Follow(told, new Passers(Passers.Gallery, seed), 20, s => s, out _);
            findings.AddRange(mine.AnchorFindings(mine.Clock));
        }
        Assert.All(findings, f => Assert.Equal((new AnchorId("B002"), AnchorFault.PathLoss), (f.Anchor, f.Kind)));
        Assert.InRange(findings.Count, 5, 10);
        Assert.InRange(findings.Count(f => Math.Abs(f.Value - stronger) <= f.Margin), findings.Count - 1, findings.Count);
    }

    [Fact]
    public void An_anchor_that_dies_is_silent_and_found_where_it_is_hung_up_again_and_then_at_its_own_place()
    {
        var (right, elsewhere) = (Passers.Gallery, AnchorFaults.Misdrawn(Passers.Gallery, Faulty, a => a with { Place = a.Place + new Point3(12, 0, 0) }));
        var mine = new Mine(right);
        var clock = 0.0;
        void Pass(MinePlan truth, int count, bool dead = false)
        {
            var last = Passers.Start;
            foreach (var input in new Passers(truth, 1).Pass(count))
            {
                Sighting[] heard = [.. input.Sightings.Where(s => !dead || s.HeardBy != Faulty).Select(s => Later(s, clock))];
                if (heard.Length > 0) mine.Follow(new SightingsInput(last = heard.Max(s => s.Arrived), [.. heard]));
            }
            clock = last.SecondsSince(Passers.Start) + 60;
        }
        AnchorFinding? Found() => mine.AnchorFindings(mine.Clock).SingleOrDefault(f => f.Anchor == Faulty);

        Pass(right, 2);
        Assert.Null(Found());
        Pass(right, 4, dead: true);
        Assert.Equal(AnchorFault.Silent, Found()!.Kind);
        Pass(elsewhere, 8);
        Assert.Equal(AnchorFault.Moved, Found()!.Kind);
        Assert.InRange(Found()!.Offset!.Value.X, 11.5, 12.5);
        Pass(right, 8);
        Assert.Null(Found());
    }

    [Fact]
    public void What_passing_on_one_side_alone_cannot_tell_apart_is_not_claimed()
    {
        // The last anchor hangs at 330 m; nobody goes farther than 300 m: a bias and a place farther along look the same.
        var last = new AnchorId("U006");
        var mine = Follow(Passers.Gallery, new Passers(Passers.Gallery, 2), 10, s => AnchorFaults.Lengthened(s, last, 1), out _, to: 300);
        var known = mine.AnchorEstimates[Passers.Gallery.AnchorIndex(last)];
        Assert.DoesNotContain(mine.AnchorFindings(mine.Clock), f => f.Anchor != last);
        var along = Math.Sqrt(known.Covariance[0] + known.Covariance[3]);
        Assert.True(along > 0.5 && known.BiasSigma > 0.25, $"offset ± {along:0.00}, bias ± {known.BiasSigma:0.00}");
        Assert.DoesNotContain(mine.AnchorFindings(mine.Clock), f => f.Kind is AnchorFault.Moved or AnchorFault.Biased);
    }

    [Fact]
    public void A_mine_restored_amid_a_survey_goes_on_as_if_nothing_had_happened_and_a_replay_is_equal()
    {
        var told = Misplaced();
        SightingsInput[] inputs = [.. new Passers(Passers.Gallery, 3).Pass(5)];
        var (whole, again) = (new Mine(told), new Mine(told));
        for (var i = 0; i < inputs.Length; i++)
        {
            whole.Follow(inputs[i]);
            again.Follow(inputs[i]);
            if (i % 97 == 0) again = Mine.Restore(again.Snapshot(), told, again.Carriers);
        }
        Assert.Contains(whole.AnchorFindings(whole.Clock), f => f.Kind == AnchorFault.Moved);
        Assert.Equal(whole.Snapshot(), again.Snapshot());
    }

    [Fact]
    public void A_corrected_plan_ends_the_finding_of_a_moved_anchor_and_another_plan_keeps_it()
    {
        var mine = Moved(1, out _);
        var told = mine.Plan;
        mine.Follow(new PlanInput(mine.Clock, new MinePlan(told.Id, "Renamed", told.Crs, told.TimeZone, 2, Features(told)), default));
        Assert.Equal(AnchorFault.Moved, Assert.Single(mine.AnchorFindings(mine.Clock)).Kind);
        var right = Passers.Gallery;
        mine.Follow(new PlanInput(mine.Clock, new MinePlan(right.Id, right.Name, right.Crs, right.TimeZone, 3, Features(right)), default));
        Assert.Empty(mine.AnchorFindings(mine.Clock));
    }

    /// <summary>The plan that is wrong of one anchor by 4.8 m.</summary>
    private static MinePlan Misplaced() => AnchorFaults.Misdrawn(Passers.Gallery, Faulty, a => a with { Place = a.Place - new Point3(4.8, 0, 0) });

    private static Mine Moved(int seed, out double error, int passes = 8) => Follow(Misplaced(), new Passers(Passers.Gallery, seed), passes, s => s, out error);

    /// <summary>Follows people who pass.</summary>
    /// <param name="error">Root mean square over those of the second half while they are near the faulty anchor, metres.</param>
    private static Mine Follow(MinePlan told, Passers passers, int passes, Func<IEnumerable<Sighting>, IEnumerable<Sighting>> fault, out double error, double to = 355)
    {
        var mine = new Mine(told);
        var near = Passers.Gallery.Anchors[Passers.Gallery.AnchorIndex(Faulty)].Place;
        var (sum, count) = (0.0, 0);
        foreach (var input in passers.Pass(passes, to: to))
        {
            mine.Follow(new SightingsInput(input.Arrived, [.. fault(input.Sightings)]));
            var tag = input.Sightings[0].Tag;
            if (int.Parse(tag.Value[1..], System.Globalization.CultureInfo.InvariantCulture) <= passes / 2) continue;
            var truth = passers.Truth[(tag.Value, input.Arrived)];
            if (Point3.Distance(truth, near) > 40 || mine.FixOf(tag, input.Arrived) is not { } fix) continue;
            (sum, count) = (sum + Math.Pow(Point3.HorizontalDistance(fix.Place, truth), 2), count + 1);
        }
        error = Math.Sqrt(sum / Math.Max(1, count));
        return mine;
    }

    private static PlanFeatures Features(MinePlan plan) => new(plan.Roadways, plan.Areas, plan.Anchors, plan.Zones, plan.Landmarks, plan.Sensors);

    private static Sighting Later(Sighting sighting, double seconds) => sighting with { Time = sighting.Time.PlusSeconds(seconds), Arrived = sighting.Arrived.PlusSeconds(seconds) };
}
