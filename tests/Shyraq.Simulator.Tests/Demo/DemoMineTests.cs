using Shyraq.Core.Presence;
using Shyraq.Protocols.Carriers;
using Shyraq.Simulator.Demo;
using Xunit;

namespace Shyraq.Simulator.Tests.Demo;

public sealed class DemoMineTests
{
    [Fact]
    public void It_names_three_crews_and_the_machines_and_never_says_the_same_twice_differently()
    {
        var mine = DemoMine.Create(2, people: 40, vehicles: 6);
        var carriers = Assert.IsType<CarriersReading.Read>(CarriersReader.Read(mine.Tags.Span)).Carriers;
        Assert.Equal(120, carriers.Values.Count(c => c.Kind == CarrierKind.Person));
        Assert.Equal(6, carriers.Values.Count(c => c.Kind == CarrierKind.Vehicle));
        Assert.Equal("demo", mine.Id.Value);
        Assert.Equal("demo", Plans.Read(mine.Plan.ToArray()).Id.Value);
        var again = DemoMine.Create(2, people: 40, vehicles: 6);
        Assert.True(again.Plan.Span.SequenceEqual(mine.Plan.Span) && again.Tags.Span.SequenceEqual(mine.Tags.Span));
    }
}
