using System.Buffers;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Sightings;
using Shyraq.Simulator.People;
using Shyraq.Simulator.Radios;
using Shyraq.Simulator.Travel;
using Xunit;

namespace Shyraq.Simulator.Tests;

public sealed class SimulationTests
{
    private static readonly SimulationOptions Crew = new() { Seed = 3, People = 60, Vehicles = 12 };

    private static List<Sighting> Run(Simulation simulation, double seconds, Action? each = null)
    {
        var arrived = new List<Delivery>();
        for (var tick = 0; tick < seconds / Workforce.Tick; tick++)
        {
            simulation.Step(arrived);
            each?.Invoke();
        }
        return [.. arrived.Select(d => d.Sighting)];
    }

    [Fact]
    public void Equal_seeds_give_equal_bytes_and_others_do_not()
    {
        byte[] Bytes(long seed)
        {
            var buffer = new ArrayBufferWriter<byte>();
            foreach (var sighting in Run(new Simulation(Plans.CoalMinePlan, Crew with { Seed = seed }), 20)) SightingWriter.WriteLine(buffer, sighting);
            return buffer.WrittenSpan.ToArray();
        }
        var first = Bytes(3);
        Assert.NotEmpty(first);
        Assert.Equal(first, Bytes(3));
        Assert.NotEqual(first, Bytes(4));
    }

    [Fact]
    public void Sightings_come_in_order_of_arrival_and_some_late_and_some_twice()
    {
        var sightings = Run(new Simulation(Plans.CoalMinePlan, Crew with { Noise = Noise.Harsh }), 600);
        for (var i = 1; i < sightings.Count; i++) Assert.True(sightings[i].Arrived >= sightings[i - 1].Arrived);
        Assert.Contains(sightings, s => s.Arrived.SecondsSince(s.Time) > 5);
        Assert.True(sightings.Distinct().Count() < sightings.Count || sightings.GroupBy(s => (s.Time, s.Tag, s.GetType(), s.HeardBy)).Any(g => g.Count() > 1));
        Assert.Contains(sightings, s => s.Arrived < s.Time);
    }

    [Fact]
    public void Everybody_stays_on_the_ways_and_moves_no_faster_than_legs_cages_and_trains_allow()
    {
        var plan = Plans.CoalMinePlan;
        var simulation = new Simulation(plan, Crew with { ShiftLeft = 3000 });
        var rode = new HashSet<string>();
        Run(simulation, 1200, () =>
        {
            foreach (var person in simulation.Workforce.People)
            {
                // In the step in which one gets off, the speed is still that of the ride.
                var carried = person.IsRiding | rode.Remove(person.Tag);
                if (person.IsRiding) rode.Add(person.Tag);
                Assert.True(person.Speed <= (carried ? Person.CageSpeed + 0.01 : 1.51), $"{person.Tag} {person.Doing} at {person.Speed} m/s");
                if (!carried) Assert.True(Point3.Distance(person.Place, person.Previous) < 1.5, $"{person.Tag} leapt by {Point3.Distance(person.Place, person.Previous)} m");
                if (person.Spot.Edge < 0) continue;
                var edge = plan.Network.Edges[person.Spot.Edge];
                Assert.InRange(person.Spot.Offset, edge.From - 1e-6, edge.To + 1e-6);
                var roadway = plan.Roadways[edge.Roadway];
                Assert.True(Point3.Distance(person.Place, roadway.Line.PointAt(person.Spot.Offset)) <= roadway.Width.Value / 2);
            }
            foreach (var vehicle in simulation.Workforce.Vehicles) Assert.True(vehicle.Speed <= 5);
        });
    }

    [Fact]
    public void The_shift_comes_up_and_the_next_one_goes_down()
    {
        var simulation = new Simulation(Plans.CoalMinePlan, Crew with { Crews = 2, ShiftLeft = 3600 });
        var people = simulation.Workforce.People;
        Assert.Equal(120, people.Length);
        Assert.All(people, p => Assert.Equal(p.Crew == 0, p.IsOn));
        bool rode = false, caged = false;
        Run(simulation, 2 * 3600, () =>
        {
            rode |= people.Any(p => p.Doing == Doing.Riding);
            caged |= people.Any(p => p.Doing == Doing.InCage);
        });
        Assert.True(rode, "nobody took a train");
        Assert.True(caged, "nobody took the cage");
        Assert.True(people.Count(p => p.Crew == 0 && !p.IsOn) > 50, $"{people.Count(p => p.Crew == 0 && p.IsOn)} of the first crew are still in the mine");
        Assert.True(people.Count(p => p.Crew == 1 && p.IsOn) > 50, $"{people.Count(p => p.Crew == 1 && !p.IsOn)} of the second crew are not down yet");
    }

    [Fact]
    public void Ranges_in_sight_fit_the_truth_within_the_noise()
    {
        var plan = Plans.CoalMinePlan;
        var simulation = new Simulation(plan, Crew with { Noise = Noise.Clean });
        var ways = new Ways(plan);
        var reception = new Reception(ways);
        var (paths, arrived) = (new List<RadioPath>(), new List<Delivery>());
        var places = new Dictionary<(string Tag, long Tick), (Point3 Previous, Point3 Place, Spot Spot)>();
        for (var tick = 0; tick < 300; tick++)
        {
            simulation.Step(arrived);
            foreach (Body body in (IEnumerable<Body>)[.. simulation.Workforce.People, .. simulation.Workforce.Vehicles]) places[(body.Tag, tick)] = (body.Previous, body.Place, body.Spot);
        }
        var errors = new List<double>();
        foreach (var range in arrived.Select(d => d.Sighting).OfType<RangeSighting>())
        {
            var since = range.Time.SecondsSince(Crew.Start);
            var tick = (long)(since / Workforce.Tick + 1e-6);
            if (!places.TryGetValue((range.Tag.Value, tick), out var was)) continue;
            var place = Point3.Lerp(was.Previous, was.Place, since / Workforce.Tick - tick);
            reception.At(was.Spot, place, paths);
            var path = paths.Find(p => plan.Anchors[p.Anchor].Id == range.Anchor);
            if (path.IsLineOfSight && path.Distance > 0) errors.Add(range.Distance.Value - path.Distance);
        }
        Assert.True(errors.Count > 1000, $"only {errors.Count} ranges in sight");
        Assert.InRange(Math.Sqrt(errors.Average(e => e * e)), 0.03, 0.1);
        Assert.InRange(errors.Average(), -0.01, 0.01);
    }

    [Fact]
    public void Loss_and_its_bursts_cost_about_the_share_they_should()
    {
        var clean = Run(new Simulation(Plans.CoalMinePlan, Crew with { Noise = Noise.Clean }), 60).OfType<RangeSighting>().Count();
        var lossy = Run(new Simulation(Plans.CoalMinePlan, Crew with { Noise = Noise.Clean with { Loss = 0.3 } }), 60).OfType<RangeSighting>().Count();
        // A lost exchange lets a weaker anchor have its turn, so that less is missing than was lost.
        Assert.InRange((double)lossy / clean, 0.6, 0.95);
    }

    [Fact]
    public void A_dead_anchor_is_never_heard_and_nothing_speaks_of_anchors_that_are_not_there()
    {
        var simulation = new Simulation(Plans.CoalMinePlan, Crew with { Noise = Noise.Harsh });
        var dead = simulation.Anchors.Units.Where(u => u.DiesAt <= 0).Select(u => u.Anchor.Id).ToHashSet();
        Assert.NotEmpty(dead);
        foreach (var sighting in Run(simulation, 60))
            if (sighting.HeardBy is { } anchor) Assert.True(!dead.Contains(anchor) && Plans.CoalMinePlan.AnchorIndex(anchor) >= 0);
    }

    [Fact]
    public void An_sos_is_sent_when_it_was_asked_for_and_not_otherwise()
    {
        bool Sos(double? at) => Run(new Simulation(Plans.CoalMinePlan, Crew with { SosAt = at }), 120).OfType<StatusSighting>().Any(s => s.Sos == true);
        Assert.True(Sos(30));
        Assert.False(Sos(null));
    }

    [Fact]
    public void It_works_in_a_single_hall_and_measures_differences_there()
    {
        var plan = Plans.Pillar;
        var anchors = Shyraq.Simulator.Drawing.AnchorPlacing.Default([], plan.Areas);
        plan = new MinePlan(plan.Id, plan.Name, plan.Crs, plan.TimeZone, 1, new PlanFeatures([], plan.Areas, [.. anchors], [], [], []));
        var simulation = new Simulation(plan, new SimulationOptions { People = 5, Vehicles = 1, TdoaArea = "H" });
        var sightings = Run(simulation, 60, () => Assert.All(simulation.Truths(), t => Assert.True(t.Position is null)));
        Assert.NotEmpty(sightings.OfType<TdoaSighting>());
        Assert.Empty(sightings.OfType<RangeSighting>());
    }
}
