using System.Buffers;
using System.Text;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Sightings;
using Shyraq.Protocols.Sightings;
using Shyraq.Simulator.Feeds;
using Shyraq.Simulator.Incidents;
using Shyraq.Simulator.People;
using Shyraq.Simulator.Radios;
using Shyraq.Simulator.Scenarios;
using Shyraq.Simulator.Travel;
using Xunit;

namespace Shyraq.Simulator.Tests.Incidents;

public sealed class WorldTests
{
    private static readonly SimulationOptions Crew = new() { Seed = 3, People = 60, Vehicles = 6 };

    [Fact]
    public void Equal_seeds_give_equal_bytes_and_equal_true_events_and_others_do_not()
    {
        (string Heard, string Truth) Run(long seed)
        {
            var world = Scenario("explosion").Begin(seed, 180);
            var (sightings, feed) = Drive(world, 180);
            var bytes = new ArrayBufferWriter<byte>();
            foreach (var sighting in sightings) SightingWriter.WriteLine(bytes, sighting);
            foreach (var item in feed) FeedLines.Write(bytes, item);
            return (Encoding.UTF8.GetString(bytes.WrittenSpan), string.Join('\n', world.Truth.All));
        }
        var (one, again, other) = (Run(5), Run(5), Run(6));
        Assert.Equal(one, again);
        Assert.NotEqual(one.Truth, other.Truth);
        Assert.NotEqual(one.Heard, other.Heard);
    }

    [Fact]
    public void A_world_in_which_nothing_happens_is_heard_as_the_simulation_is()
    {
        var (simulation, arrived) = (new Simulation(Plans.CoalMinePlan, Crew), new List<Delivery>());
        while (simulation.Elapsed < 60) simulation.Step(arrived);
        Assert.Equal(arrived.Select(d => d.Sighting), Drive(new World(Plans.CoalMinePlan, Crew, []), 60).Sightings);
    }

    [Fact]
    public void Nobody_goes_through_a_fall_of_roof_and_who_is_behind_it_has_no_way_out()
    {
        var world = Scenario("roof-fall").Begin(1, 2100);
        Drive(world, 961);
        var fall = world.Truth.All.Single(e => e.Kind == TrueKind.RoofFall);
        var trapped = world.Truth.All.Where(e => e.Kind == TrueKind.Trapped).Select(e => e.Subject).ToHashSet();
        Assert.NotEmpty(trapped);
        var roadway = world.Plan.RoadwayIndex(new(fall.Subject));
        var middle = world.Plan.Roadways[roadway].Line.Nearest(fall.Place!.Value).Offset;
        var (near, far) = (middle - 15, middle + 15);
        var sides = new Dictionary<string, int>();
        var behind = 0;
        Drive(world, 500, () =>
        {
            foreach (var person in world.Workforce.People.Where(p => p.Spot.Edge >= 0 && world.Plan.Network.Edges[p.Spot.Edge].Roadway == roadway))
            {
                var side = person.Spot.Offset <= near + 0.02 ? -1 : person.Spot.Offset >= far - 0.02 ? 1 : 0;
                Assert.Equal(side, sides.GetValueOrDefault(person.Tag, side));
                sides[person.Tag] = side;
                if (side == 1) behind++;
                if (side == 0) Assert.Equal(Doing.Lying, person.Doing);
            }
        });
        Assert.True(behind > 0, "nobody was behind the fall");
        Assert.All(world.Workforce.People.Where(p => trapped.Contains(p.Tag)), p => Assert.Equal(roadway, world.Plan.Network.Edges[p.Spot.Edge].Roadway));
    }

    [Fact]
    public void Lost_anchors_say_nothing_and_two_in_five_are_lost()
    {
        var world = new World(Plans.CoalMinePlan, Crew with { Noise = Noise.Clean }, [new AnchorsLost(30, DrillSpot("LAVA-34K10V"), 0.4)]);
        Drive(world, 31);
        var lost = world.Truth.All.Where(e => e.Kind == TrueKind.AnchorLost).Select(e => e.Subject).ToHashSet();
        Assert.Equal((int)Math.Round(0.4 * world.Plan.Anchors.Length), lost.Count);
        var (heard, _) = Drive(world, 60);
        Assert.DoesNotContain(heard, s => s.HeardBy is { } anchor && lost.Contains(anchor.Value) && s.Time > Crew.Start.PlusSeconds(30.1));
        Assert.Contains(heard, s => s.HeardBy is not null);
    }

    [Fact]
    public void What_a_gateway_held_back_comes_later_and_keeps_its_times()
    {
        List<Sighting> Heard(params Incident[] incidents)
        {
            var world = new World(Plans.CoalMinePlan, Crew with { Noise = Noise.Clean }, incidents);
            return Drive(world, 200).Sightings;
        }
        var (plain, cut) = (Heard(), Heard(new UplinkCut(20, 100), new UplinkCut(20, 100), new UplinkCut(20, 100)));
        var late = cut.Where(s => s.Arrived.SecondsSince(s.Time) > 20).ToList();
        Assert.NotEmpty(late);
        Assert.All(late, s => Assert.True(s.Arrived >= Crew.Start.PlusSeconds(120)));
        // Nothing is lost and nothing is stamped anew: the same was heard, only later.
        static IEnumerable<string> Said(List<Sighting> sightings) => sightings.Where(s => s.Time < Crew.Start.PlusSeconds(190)).Select(s => (s with { Arrived = s.Time }).ToString()!).Order(StringComparer.Ordinal);
        Assert.Equal(Said(plain), Said(cut));
    }

    [Fact]
    public void Who_lies_says_nothing_of_moving_and_is_motionless_after_a_quarter_of_an_hour()
    {
        var world = new World(Plans.CoalMinePlan, Crew with { Noise = Noise.Clean }, [new Collapse(60, 1000)]);
        var (heard, _) = Drive(world, 1100);
        var event_ = Assert.Single(world.Truth.All, e => e.Kind == TrueKind.Motionless);
        Assert.InRange(event_.From.SecondsSince(Crew.Start), 960 - 61, 962);
        Assert.InRange(event_.To!.Value.SecondsSince(Crew.Start), 1059, 1062);
        Assert.All(heard.OfType<MotionSighting>().Where(m => m.Tag.Value == event_.Subject && m.Time > Crew.Start.PlusSeconds(65) && m.Time < Crew.Start.PlusSeconds(1055)), m => Assert.True(m.Still));
    }

    [Fact]
    public void Who_rests_stirs_and_is_never_motionless()
    {
        var world = new World(Plans.CoalMinePlan, Crew with { ShiftLeft = 4 * 3600 }, []);
        var longest = 0.0;
        Drive(world, 1800, () => longest = Math.Max(longest, world.Workforce.People.Max(p => world.Elapsed - p.MovedAt)));
        Assert.DoesNotContain(world.Truth.All, e => e.Kind == TrueKind.Motionless);
        Assert.InRange(longest, 60, 890);
    }

    [Fact]
    public void An_order_is_answered_by_the_tags_that_anchors_hear_and_people_leave_by_the_shaft()
    {
        var world = new World(Plans.CoalMinePlan, Crew, []);
        var feed = new List<FeedItem>();
        Drive(world, 10, into: feed);
        var order = new DownlinkOrder(1, OrderText.Leave, []);
        world.Order(order);
        Drive(world, 30, into: feed);
        // Sent again it changes nothing.
        world.Order(order);
        Drive(world, 2960, into: feed);
        var delivered = feed.OfType<TagReply>().Where(a => !a.IsRead).Select(a => a.Tag).ToList();
        var read = feed.OfType<TagReply>().Where(a => a.IsRead).Select(a => a.Tag).ToHashSet();
        Assert.Equal(delivered.Count, delivered.Distinct().Count());
        Assert.True(delivered.Count > 55, $"{delivered.Count} got the order");
        Assert.Subset(delivered.ToHashSet(), read);
        var gone = feed.OfType<GatePassage>().Where(p => !p.IsIn).ToList();
        Assert.True(gone.Count > 10, $"{gone.Count} are out");
        Assert.All(gone, passage => Assert.Equal("E1", passage.Gate));
        Assert.Equal(gone.Count, world.Truth.All.Count(e => e.Kind == TrueKind.Underground && e.To is not null));
    }

    [Fact]
    public void A_friend_s_card_is_where_the_friend_is_and_goes_through_the_turnstile_with_him()
    {
        var world = Scenario("carried-cards").Begin(1, 4200);
        var feed = new List<FeedItem>();
        Drive(world, 3600, each: () =>
        {
            foreach (var absent in world.Workforce.People)
                if (absent.CarriedBy is { IsOn: true } friend) Assert.InRange(Shyraq.Core.Units.Point3.Distance(absent.Place, friend.Place), 0, 1);
        }, feed);
        var carried = world.Workforce.People.Where(p => p.CarriedBy is not null).ToList();
        Assert.Equal(3, carried.Count);
        foreach (var absent in carried)
        {
            string Number(Person person) => world.Workforce.Carriers[person.Tag].Number;
            Assert.Contains(feed.OfType<GatePassage>(), p => p.Person == Number(absent) && p.IsIn);
            Assert.Contains(feed.OfType<GatePassage>(), p => p.Person == Number(absent.CarriedBy!) && p.IsIn);
            Assert.DoesNotContain(world.Truth.All, e => e.Kind == TrueKind.Underground && e.Subject == absent.Tag);
        }
    }

    [Fact]
    public void A_call_for_help_is_told_however_short_it_was_and_taken_back()
    {
        var world = new World(Plans.CoalMinePlan, Crew, [new SosCall(20, 0.5)]);
        var status = Drive(world, 120).Sightings.OfType<StatusSighting>().ToList();
        var call = Assert.Single(world.Truth.All, e => e.Kind == TrueKind.Sos);
        Assert.True(call.IsSure);
        var said = status.Where(s => s.Tag.Value == call.Subject).OrderBy(s => s.Time).Select(s => s.Sos == true).ToList();
        Assert.Contains(true, said);
        Assert.False(said[^1]);
    }

    private static DrillScenario Scenario(string name) => DrillScenarios.All.Single(s => s.Name == name);

    private static Spot DrillSpot(string roadway) => Spot.OnEdge(Plans.CoalMinePlan.Network.EdgeAt(new(Plans.CoalMinePlan.RoadwayIndex(new(roadway)), 100)), 100);

    private static (List<Sighting> Sightings, List<FeedItem> Feed) Drive(World world, double seconds, Action? each = null, List<FeedItem>? into = null)
    {
        var (arrived, feed) = (new List<Delivery>(), into ?? []);
        for (var until = world.Elapsed + seconds - 1e-6; world.Elapsed < until;)
        {
            world.Step(arrived, feed);
            each?.Invoke();
        }
        return ([.. arrived.Select(d => d.Sighting)], feed);
    }
}
