using CsCheck;
using Shyraq.Core.Plan;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Tracking.Clouds;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

/// <summary>Particles expect what the plan says, and come out of a snapshot as they went in.</summary>
public sealed class CloudTests
{
    // In sight, round a corner, and out of reach.
    private static readonly MinePlan Plan = Drawn.Plan(
        [Drawn.Roadway("R0", (0, 0, 0), (300, 0, 2), (600, 40, 5)), Drawn.Roadway("R1", (300, 0, 2), (300, 120, 2)), Drawn.Roadway("R2", (0, 900, 0), (50, 900, 0))],
        [Drawn.Anchor("A0", 20, 1, 3), Drawn.Anchor("A1", 300, 60, 4), Drawn.Anchor("A2", 580, 38, 7) with { RssiAt1m = null, PathLossExponent = null }]);

    private static readonly SurveyPoint[] Survey = [new(new("A1"), new(300, 20, 3), new(-70), 2, 9), new(new("A1"), new(290, 0, 3), new(-90), 3, 4)];

    [Fact]
    public void Particles_expect_the_strength_that_every_belief_expects()
    {
        foreach (var map in (RadioMap?[])[null, RadioMap.Of(Plan, [.. Survey])])
        {
            var ground = GroundOf(map);
            Gen.Select(Gen.Int[0, Plan.Network.Edges.Length - 1], Gen.Int[0, Plan.Anchors.Length - 1], Gen.Double[0, 1]).Sample((index, anchor, share) =>
            {
                var edge = Plan.Network.Edges[index];
                var offset = edge.From + share * edge.Length;
                var place = Plan.Roadways[edge.Roadway].Line.PointAt(offset, out var tangent);
                var evidence = new Evidence(EvidenceKind.Rssi, Drawn.Start, anchor, -1, -70, 16, default, false, 1);
                var expected = Expectation.OnRoadway(ground, evidence, index, offset, place, tangent);
                var (strength, extra) = new StrengthAlong(ground, anchor, index).At(offset);
                Assert.Equal(expected.Reachable ? ((float)expected.Value, (float)expected.ExtraVariance) : (float.NaN, 0), (strength, extra));
            });
        }
    }

    [Fact]
    public void A_snapshot_of_a_cloud_in_which_somebody_moves_as_nobody_does_is_damaged()
    {
        const int firstGait = 24; // behind a time, the dice and an edge
        var belief = new Belief(new()) { Time = Drawn.Start };
        belief.Add(RoadwayHypothesis.At(0, 1, 100, 1, 4, 0, 1));
        var to = new StateWriter();
        Cloud.Of(GroundOf(null), belief, MotionModel.Person, 1, Cloud.Most).Write(to);
        var state = to.ToArray();
        Read(state);
        state[firstGait] = (byte)(Gait.Rides + 1);
        Assert.Throws<FormatException>(() => Read(state));
    }

    [Fact]
    public void A_silent_tag_is_where_its_cloud_says_however_often_it_was_asked() =>
        Gen.Select(Gen.Int[0, 1], Gen.Double[0, 300], Gen.Double[-3, 3], Gen.ULong, Gen.Double[0, 20].Array[1, 40]).Sample((edge, offset, speed, seed, pauses) =>
        {
            var isBesideAnArea = seed % 2 == 0;
            var ground = isBesideAnArea ? GroundOf(null, WithYard) : GroundOf(null);
            var wandering = new Wandering(Begin());
            var time = Drawn.Start;
            foreach (var pause in pauses)
            {
                time = time.PlusSeconds(pause);
                wandering.WanderTo(time, MotionModel.Person);
                var expected = new Belief(new());
                var told = wandering.SumUp(new Belief(new())).ToArray();
                var alone = Begin();
                alone.WanderTo(time, MotionModel.Person);
                alone.SumUp(expected);
                Assert.Equal(alone.Time, wandering.Cloud.Time);
                Assert.Equal(expected.AreaCount > 0 ? [] : expected.Roadway[..expected.RoadwayCount].Select(hypothesis => new Outlook(hypothesis)), told);
            }

            Cloud Begin()
            {
                var belief = new Belief(new()) { Time = Drawn.Start };
                belief.Add(RoadwayHypothesis.At(edge % ground.Plan.Network.Edges.Length, 1, offset, speed, 4, 0, 1));
                return Cloud.Of(ground, belief, MotionModel.Person, seed, Cloud.Few);
            }
        }, iter: 60);

    [Fact]
    public void Who_stands_for_ten_minutes_has_met_one_shadow()
    {
        // Heard 8 dB too strong each second, as where one happens to stand.
        var cloud = Standing(80, deviation: 15);
        var dbm = PathLoss.Strength(Plan.Anchors[0], 60) + 8;
        for (var second = 1; second <= 600; second++)
        {
            var time = Drawn.Start.PlusSeconds(second);
            cloud.PredictTo(time, MotionModel.Person, isSilent: false);
            cloud.Move(0, null, time, 1, onFoot: true);
            cloud.Update(Strength(dbm, time));
        }
        var (place, deviation) = Along(cloud);
        Assert.True(Math.Abs(place - 80) < 2 * deviation, $"at {place:0.0} ± {deviation:0.0} m, stands at 80 m");
    }

    [Fact]
    public void What_is_heard_late_was_heard_where_the_tag_was_then()
    {
        // Past the anchor, which stands at 20 m.
        const double speed = 5, late = 3, begun = 12;
        var cloud = Begun(RoadwayHypothesis.At(0, 1, begun, speed, 25, 0, 0.01));
        for (var second = 1; second <= 12; second++)
        {
            var time = Drawn.Start.PlusSeconds(second);
            cloud.PredictTo(time, MotionModel.Vehicle, isSilent: false);
            cloud.Move(speed, Math.PI / 2, time, 1, onFoot: false);
            if (second <= late) continue;
            var then = second - late;
            cloud.Update(Strength(PathLoss.Strength(Plan.Anchors[0], Math.Max(2, Math.Abs(begun + speed * then - 20))), Drawn.Start.PlusSeconds(then)));
        }
        var (place, deviation) = Along(cloud);
        Assert.True(Math.Abs(place - 72) < 5 && deviation < 10, $"at {place:0.0} ± {deviation:0.0} m, is at 72 m");
    }

    [Fact]
    public void Who_is_told_to_have_set_off_did_so_since_what_was_told_before()
    {
        var cloud = Standing(100, deviation: 0.1);
        cloud.PredictTo(Drawn.Start.PlusSeconds(2), MotionModel.Vehicle, isSilent: false);
        // East, along the roadway, for up to two seconds.
        cloud.Move(4, Math.PI / 2, Drawn.Start.PlusSeconds(2), 2, onFoot: false);
        var (place, deviation) = Along(cloud);
        Assert.InRange(place, 103.5, 104.5);
        Assert.InRange(deviation, 2, 3);
    }

    [Theory]
    [InlineData(1.3, 0.1)]
    [InlineData(4, 0.4)]
    public void Some_of_who_moves_goes_on_though_the_tag_says_it_is_still(double speed, double share)
    {
        var cloud = Begun(RoadwayHypothesis.At(0, 1, 100, speed, 4, 0, 0.01));
        cloud.Move(0, null, Drawn.Start, 1, onFoot: true);
        Assert.True(cloud.SpeedNear(0, 100, 20, out var mean, out _));
        Assert.InRange(mean / speed, 0.6 * share, 1.4 * share);
    }

    [Fact]
    public void Who_stands_beside_a_reader_and_is_read_for_ten_minutes_is_somewhere_within_its_reach()
    {
        // It reads up to some 12 m either way: where among them no read tells.
        var plan = Drawn.Plan([Drawn.Roadway("R0", (0, 0, 0), (300, 0, 0))], [Drawn.Anchor("Z0", 150, 1, 2) with { Technology = AnchorTechnology.Rfid, ReadRadius = new(12) }]);
        var ground = GroundOf(null, plan);
        var cloud = Begun(RoadwayHypothesis.At(0, 1, 150, 0, 900, 0, 0.01) with { Stands = true }, ground);
        for (var second = 1; second <= 600; second++)
        {
            var time = Drawn.Start.PlusSeconds(second);
            cloud.PredictTo(time, MotionModel.Person, isSilent: false);
            cloud.Move(0, null, time, 1, onFoot: true);
            cloud.Update(new(EvidenceKind.Seen, time, 0, -1, 0, 0, default, false, second == 1 ? 600 : 1));
        }
        var (place, deviation) = Along(cloud);
        Assert.InRange(place, 146, 154);
        Assert.InRange(deviation, 5.5, 8);

        var (first, again) = (new StateWriter(), new StateWriter());
        cloud.Write(first);
        var from = new StateReader(first.ToArray());
        Cloud.Read(ref from, ground).Write(again);
        Assert.Equal(first.ToArray(), again.ToArray());
    }

    private static Cloud Standing(double offset, double deviation) => Begun(RoadwayHypothesis.At(0, 1, offset, 0, deviation * deviation, 0, 0.01) with { Stands = true });

    private static Cloud Begun(RoadwayHypothesis hypothesis, Ground? ground = null)
    {
        var belief = new Belief(new()) { Time = Drawn.Start };
        belief.Add(hypothesis);
        return Cloud.Of(ground ?? GroundOf(null), belief, MotionModel.Person, 7, Cloud.Most);
    }

    private static Evidence Strength(double dbm, Instant time) => new(EvidenceKind.Rssi, time, 0, -1, dbm, 16, default, false, 1);

    /// <summary>Mean and deviation of the offset on the first edge, metres.</summary>
    private static (double Place, double Deviation) Along(Cloud cloud)
    {
        var belief = new Belief(new()) { Time = cloud.Time };
        cloud.SumUp(belief);
        var (weight, mean) = (0.0, 0.0);
        for (var i = 0; i < belief.RoadwayCount; i++) (weight, mean) = (weight + belief.Roadway[i].Weight, mean + belief.Roadway[i].Weight * belief.Roadway[i].S);
        var square = 0.0;
        for (var i = 0; i < belief.RoadwayCount; i++) square += belief.Roadway[i].Weight / weight * (belief.Roadway[i].Pss + Math.Pow(belief.Roadway[i].S - mean / weight, 2));
        return (mean / weight, Math.Sqrt(square));
    }

    private static readonly MinePlan WithYard = Drawn.Plan([Drawn.Roadway("R0", (0, 0, 0), (150, 0, 0), (300, 0, 0))], [Drawn.Anchor("A0", 20, 1, 3)],
        areas: [new(new("Yard"), "Yard", "L1", [[new(-40, -20, 0), new(2, -20, 0), new(2, 20, 0), new(-40, 20, 0)]], new(0), new(6), new(1), false)]);

    private static void Read(byte[] state)
    {
        var from = new StateReader(state);
        Cloud.Read(ref from, GroundOf(null));
    }

    private static Ground GroundOf(RadioMap? map, MinePlan? plan = null) => new(plan ?? Plan, map, new(plan ?? Plan), new(plan ?? Plan), new());
}
