using System.Text.Json;
using Shyraq.Core.Acts;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Units;
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

    private static Act Read(byte[] body) => ActJson.Read(JsonSerializer.SerializeToUtf8Bytes(JsonElement.Parse(body).GetProperty("act"))).Act!;
}
