using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

/// <summary>Standing, walking, turning back, driving: how a tag moves is part of what is believed of it.</summary>
public sealed class GaitTests
{
    private static readonly TagId T = new("T");
    private static readonly MinePlan Line = Drawn.Straight(20, 280);

    [Fact]
    public void Whoever_rests_by_the_tags_own_sensors_is_known_ever_better()
    {
        double Error(bool rests)
        {
            var (random, mine, sum) = (new Random(3), new Mine(Line), 0.0);
            for (var i = 0; i < 60; i++)
            {
                Hear(mine, random, i, new(150, 0, 0), 0.15);
                if (rests) mine.Take(Motion(i, 0, still: true));
                if (i >= 20) sum += Math.Abs(mine.FixOf(T, mine.Clock)!.Place.X - 150);
            }
            return sum / 40;
        }

        var (resting, unknown) = (Error(rests: true), Error(rests: false));

        Assert.True(resting < 0.7 * unknown, $"{resting:0.000} m with the report of rest, {unknown:0.000} m without");
        Assert.True(resting < 0.06, $"{resting:0.000} m");
    }

    [Fact]
    public void Whoever_rested_and_sets_off_is_followed_at_once()
    {
        var (random, mine) = (new Random(3), new Mine(Line));
        for (var i = 0; i < 30; i++)
        {
            Hear(mine, random, i, new(150, 0, 0), 0.1);
            mine.Take(Motion(i, 0, still: true));
        }
        for (var i = 1; i <= 4; i++)
        {
            Hear(mine, random, 29 + i, new(150 + 1.3 * i, 0, 0), 0.1);
            if (i % 2 == 0) mine.Take(Motion(29 + i, 1.3, still: false));
        }
        Assert.InRange(mine.FixOf(T, mine.Clock)!.Place.X, 154.9, 155.5);
    }

    [Fact]
    public void A_wrong_report_of_rest_does_not_stop_a_walk()
    {
        var (random, mine, worst) = (new Random(3), new Mine(Line), 0.0);
        for (var i = 0; i < 60; i++)
        {
            var place = new Point3(100 + 1.3 * i, 0, 0);
            Hear(mine, random, i, place, 0.1);
            if (i % 2 == 0) mine.Take(Motion(i, i == 30 ? 0 : 1.3, still: i == 30));
            if (i > 5) worst = Math.Max(worst, Math.Abs(mine.FixOf(T, mine.Clock)!.Place.X - place.X));
        }
        Assert.True(worst < 1.5, $"{worst:0.00} m");
    }

    [Fact]
    public void Whoever_turns_back_is_followed_within_two_seconds()
    {
        var (random, mine) = (new Random(3), new Mine(Line));
        for (var i = 0; i <= 40; i++) Step(i, 100 + 1.2 * i);
        for (var i = 1; i <= 3; i++) Step(40 + i, 148 - 1.2 * i);
        Assert.InRange(mine.FixOf(T, mine.Clock)!.Place.X, 143.9, 144.9);

        void Step(int second, double x)
        {
            Hear(mine, random, second, new(x, 0, 0), 0.1);
            // A step counter does not know which way one goes.
            if (second % 2 == 0) mine.Take(Motion(second, 1.2, still: false));
        }
    }

    [Fact]
    public void A_machine_that_nobody_hears_for_a_while_goes_on_as_it_went()
    {
        var plan = Drawn.Plan([Drawn.Roadway("R", (0, 0, 0), (600, 0, 0))], [Drawn.Anchor("A0", 20, 0), Drawn.Anchor("A1", 120, 0)]);
        var (random, mine) = (new Random(3), new Mine(plan));
        mine.Take(new CarriersInput(Drawn.Start, System.Collections.Immutable.ImmutableSortedDictionary<string, Carrier>.Empty.Add("T", new(CarrierKind.Vehicle, "M"))));
        for (var i = 0; i <= 20; i++)
        {
            var place = new Point3(30 + 4 * i, 0, 0);
            mine.Take([.. plan.Anchors.Select(a => (Sighting)Drawn.Range(i, "T", a.Id.Value, Math.Abs(a.Place.X - place.X) + 0.1 * Drawn.Gaussian(random)))]);
        }
        var after = mine.Clock.PlusSeconds(10);
        mine.Take(new TickInput(after));
        var fix = mine.FixOf(T, after)!;
        Assert.InRange(fix.Place.X, 130, 165);
        Assert.True(Math.Abs(fix.Place.X - 150) <= fix.Radius95, $"{fix.Place.X:0} m ± {fix.Radius95:0} m");
    }

    private static void Hear(Mine mine, Random random, double seconds, Point3 place, double noise) =>
        mine.Take([.. Line.Anchors.Select(a => (Sighting)Drawn.Range(seconds, "T", a.Id.Value, Point3.Distance(a.Place, place) + noise * Drawn.Gaussian(random)))]);

    private static MotionSighting Motion(double seconds, double speed, bool still) =>
        new(Drawn.Start.PlusSeconds(seconds + 0.01), Drawn.Start.PlusSeconds(seconds + 0.01), T, new(speed), still, null, null);
}
