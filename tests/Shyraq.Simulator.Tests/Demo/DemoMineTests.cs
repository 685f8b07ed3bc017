using System.Text.Json;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Units;
using Shyraq.Protocols;
using Shyraq.Protocols.Acts;
using Shyraq.Simulator.Demo;
using Xunit;

namespace Shyraq.Simulator.Tests.Demo;

public sealed class DemoMineTests
{
    private static readonly Instant Now = Instant.From(new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero));

    [Fact]
    public void It_names_three_crews_and_the_machines_and_never_says_the_same_twice_differently()
    {
        var mine = DemoMine.Create(2, people: 40, vehicles: 6);
        var acts = mine.Office(Now).Select(Read).ToArray();
        var registry = Assert.IsType<ImportRegistry>(acts[0]);
        Assert.Equal((120, 6, 120), (registry.People.Length, registry.Vehicles.Length, registry.Tags.Length));
        var shifts = acts.OfType<PlanShift>().ToArray();
        Assert.Equal([40, 40, 40], shifts.Select(s => s.People.Length));
        Assert.Equal(Now.PlusSeconds(2 * 3600), shifts[0].End);
        Assert.Equal(registry.People.Select(p => p.Id).Order(StringComparer.Ordinal), shifts.SelectMany(s => s.People).Order(StringComparer.Ordinal));
        Assert.Equal("demo", mine.Id.Value);
        Assert.Equal("demo", Plans.Read(mine.Plan.ToArray()).Id.Value);
        var again = DemoMine.Create(2, people: 40, vehicles: 6);
        Assert.True(again.Plan.Span.SequenceEqual(mine.Plan.Span) && again.Office(Now).Zip(mine.Office(Now)).All(p => p.First.AsSpan().SequenceEqual(p.Second)));
    }

    [Fact]
    public void Its_emergency_plan_names_what_the_plan_of_the_mine_has_and_its_routes_lead_from_roadway_to_roadway()
    {
        var mine = Plans.Read(DemoMine.Create(people: 3, vehicles: 1).Plan.ToArray());
        var plan = JsonSerializer.Deserialize<EmergencyPlan>(DemoMine.EmergencyPlan.Span, CoreJson.Options)!;
        Assert.InRange(plan.Positions.Length, 10, 30);
        foreach (var position in plan.Positions)
        {
            foreach (var section in position.Sections)
            {
                var length = mine.Roadways[Index(section.Roadway)].Line.Length;
                Assert.InRange(section.To, section.From, length);
                Assert.Contains(position.Id, plan.Fitting(position.Kinds[0], new("there", section.Roadway, length / 2), mine, plan.Positions.Length).Take(2).Select(p => p.Id));
            }
            foreach (var route in position.Routes)
                for (var i = 1; i < route.Roadways.Length; i++)
                    Assert.True(Meet(route.Roadways[i - 1], route.Roadways[i]), $"position {position.Id}, {route.Who}: {route.Roadways[i - 1]} does not meet {route.Roadways[i]}");
        }

        int Index(RoadwayId id)
        {
            Assert.True(mine.RoadwayIndex(id) >= 0, $"the mine has no roadway {id}");
            return mine.RoadwayIndex(id);
        }

        bool Meet(RoadwayId a, RoadwayId b) => JunctionsOf(Index(a)).Overlaps(JunctionsOf(Index(b)));

        HashSet<int> JunctionsOf(int roadway) => [.. mine.Network.Edges.Where(e => e.Roadway == roadway).SelectMany(e => new[] { e.JunctionFrom, e.JunctionTo })];
    }

    private static Act Read(byte[] body) => ActJson.Read(JsonSerializer.SerializeToUtf8Bytes(JsonElement.Parse(body).GetProperty("act"))).Act!;
}
