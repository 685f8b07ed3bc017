using System.Text;

namespace Shyraq.Cluster.Tests.Mines;

public class PlanTests
{
    [Fact]
    public async Task A_plan_counts_up_and_the_same_plan_again_changes_nothing()
    {
        await using var server = await TestServer.StartWithPlan();
        Assert.Equal(1, (await server.Grain().PutPlan(TestMine.Plan())).Version);
        Assert.Equal(2, (await server.Grain().PutPlan(TestMine.Plan(name: "New"))).Version);
        Assert.Equal(2, (await server.Grain().Summary())!.JournalSequence);
        var plan = await server.Grain().Plan();
        Assert.Equal((2, Encoding.UTF8.GetString(TestMine.Plan(name: "New"))), (plan!.Version, Encoding.UTF8.GetString(plan.GeoJson)));
    }

    [Fact]
    public async Task Plans_put_at_once_get_versions_of_their_own()
    {
        await using var server = await TestServer.StartWithPlan();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => server.Grain().PutPlan(TestMine.Plan(name: $"N{n}"))));
        Assert.Equal([2, 3, 4, 5, 6], receipts.Select(r => r.Version).Order());
    }

    [Fact]
    public async Task A_plan_of_another_mine_or_no_plan_is_refused_and_makes_no_mine()
    {
        await using var server = await TestServer.Start();
        var other = await server.Grain().PutPlan(TestMine.Plan("other"));
        Assert.Equal((0, "id"), (other.Version, Assert.Single(other.Remarks).Property));
        var none = await server.Grain().PutPlan("{}"u8.ToArray());
        Assert.Equal(0, none.Version);
        Assert.NotEmpty(none.Remarks);
        Assert.Empty(Storage.DataFolder.Mines(server.Folder));
    }

    [Fact]
    public async Task A_change_of_plan_keeps_where_people_are()
    {
        await using var server = await TestServer.StartWithPlan();
        await server.Walk(0, 30);
        var before = Assert.Single(await server.Grain().Fixes());
        await server.Grain().PutPlan(TestMine.Plan(anchors: 3));
        var after = Assert.Single(await server.Grain().Fixes());
        Assert.Equal((before.Tag, before.Roadway), (after.Tag, after.Roadway));
        Assert.Equal(before.X, after.X, 0.5);
        Assert.Equal(3, (await server.Grain().Anchors()).Length);
    }

    [Fact]
    public async Task Who_carries_what_is_journalled_and_a_faulty_list_changes_nothing()
    {
        await using var server = await TestServer.StartWithPlan();
        Assert.Equal(2, (await server.Grain().PutCarriers("""{"T1":{"carrier":"person","name":"Айгуль"},"T2":"vehicle"}"""u8.ToArray())).Count);
        Assert.NotEmpty((await server.Grain().PutCarriers("""{"T1":7}"""u8.ToArray())).Faults);
        Assert.Contains("\"T2\"", Encoding.UTF8.GetString(await server.Grain().Carriers()), StringComparison.Ordinal);
        await server.Walk(0, 5);
        Assert.Contains("Айгуль", Encoding.UTF8.GetString((await server.Grain().Tag("T1"))!.CarrierJson!), StringComparison.Ordinal);
        Assert.Null(await server.Grain().Tag("T9"));
    }

    [Fact]
    public async Task Plans_do_not_come_in_batches_of_sightings()
    {
        await using var server = await TestServer.StartWithPlan();
        await Assert.ThrowsAsync<ArgumentException>(() => server.Grain().Append(TestMine.Batch(new Core.Sightings.TickInput(TestMine.Start))));
    }
}
