using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;
using Xunit;

namespace Shyraq.Core.Tests.Presence;

public sealed class HeadcountTests
{
    private static StatusSighting Status(double seconds, string tag) =>
        new(Drawn.Start.PlusSeconds(seconds), Drawn.Start.PlusSeconds(seconds), new(tag), new(3.9), null, null);

    private static Headcount Count(Mine mine) => mine.Count(mine.Fixes(mine.Clock));

    [Fact]
    public void Whoever_is_heard_without_a_place_is_named_beside_the_figures_and_in_none_of_them()
    {
        var plan = Drawn.Straight(50, 150, 250);
        var mine = new Mine(plan);
        mine.Take(Drawn.Ranges(plan, 0, "placed", new(120, 0, 0)));
        mine.Take(Status(1, "told"));
        mine.Take(Drawn.Range(2, "refused", "no such anchor", 5));

        var count = Count(mine);
        Assert.Equal(1, count.People);
        Assert.Equal([("refused", CarrierKind.Person, null), ("told", CarrierKind.Person, Drawn.Start.PlusSeconds(1))], count.Unplaced.Select(u => (u.Tag.Value, u.Carrier, u.Heard)));
    }

    [Fact]
    public void Once_placed_a_tag_is_counted_on_its_level_and_no_longer_without_a_place()
    {
        var plan = Drawn.Straight(50, 150, 250);
        var mine = new Mine(plan);
        mine.Take(Status(0, "T"));
        Assert.Equal((0, 1), (Count(mine).People, Count(mine).Unplaced.Length));
        mine.Take(Drawn.Ranges(plan, 1, "T", new(120, 0, 0)));
        Assert.Equal((1, 0), (Count(mine).People, Count(mine).Unplaced.Length));
    }

    [Fact]
    public void Whoever_loses_the_ground_to_a_new_plan_is_without_a_place_and_not_gone()
    {
        var plan = Drawn.Straight(50, 150, 250);
        var mine = new Mine(plan);
        mine.Take(Drawn.Ranges(plan, 0, "T", new(120, 0, 0)));
        var other = Drawn.Plan([Drawn.Roadway("other", (0, 50, 0), (300, 50, 0))], [Drawn.Anchor("B", 0, 50)], version: 2);
        mine.Take(new PlanInput(Drawn.Start.PlusSeconds(1), other, default));
        Assert.Equal((0, "T"), (Count(mine).People, Assert.Single(Count(mine).Unplaced).Tag.Value));
    }

    [Fact]
    public void A_vehicle_without_a_place_is_no_person()
    {
        var mine = new Mine(Drawn.Straight(50));
        mine.Take(new CarriersInput(Drawn.Start, System.Collections.Immutable.ImmutableSortedDictionary<string, Carrier>.Empty.Add("V", new(CarrierKind.Vehicle))));
        mine.Take(Status(1, "V"));
        Assert.Equal(CarrierKind.Vehicle, Assert.Single(Count(mine).Unplaced).Carrier);
    }
}
