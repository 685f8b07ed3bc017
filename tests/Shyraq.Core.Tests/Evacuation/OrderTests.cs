using Shyraq.Core.Evacuation;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Zones;
using Xunit;

namespace Shyraq.Core.Tests.Evacuation;

public sealed class OrderTests
{
    private static void Answer(Mine mine, double seconds, string tag, int order, AnswerKind kind) => mine.Take(new AnswersInput(DrawnMine.At(seconds), [new(DrawnMine.At(seconds), new(tag), order, kind)]));

    [Fact]
    public void An_order_is_due_until_the_tag_has_it_and_again_every_half_minute()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Hear(0, "T1", 100);
        mine.Hear(0, "T2", 200);
        mine.Act(1, new GiveOrder(OrderText.Leave, new()));
        Assert.Equal(["T1", "T2"], mine.DueOrders(DrawnMine.At(1)).Single().Tags.Select(t => t.Value));
        foreach (var tag in new[] { "T1", "T2" }) Answer(mine, 2, tag, 1, AnswerKind.Sent);
        Assert.Empty(mine.DueOrders(DrawnMine.At(3)));
        Answer(mine, 4, "T1", 1, AnswerKind.Delivered);
        Assert.Equal(["T2"], mine.DueOrders(DrawnMine.At(32)).Single().Tags.Select(t => t.Value));
        Answer(mine, 33, "T2", 1, AnswerKind.Sent);
        Answer(mine, 34, "T2", 1, AnswerKind.Read);
        mine.Tick(34);
        Assert.Empty(mine.DueOrders(DrawnMine.At(99)));
        var receipt = mine.Board().Row("T2").Receipt!;
        Assert.Equal(new(new("T2"), DrawnMine.At(2), DrawnMine.At(33), 2, null, DrawnMine.At(34), null), receipt);
    }

    [Fact]
    public void After_a_restart_the_same_orders_are_due()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Hear(0, "T1", 100);
        mine.Act(1, new GiveOrder(OrderText.Leave, new()));
        var again = Mine.Restore(mine.Snapshot(), mine.Plan, mine.Carriers);
        Assert.Equal(mine.DueOrders(DrawnMine.At(5)).Single().Tags, again.DueOrders(DrawnMine.At(5)).Single().Tags);
        Assert.Equal(mine.Snapshot(), again.Snapshot());
    }

    [Fact]
    public void Repeating_sends_it_anew_to_all_who_have_not_read_it()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Hear(0, "T1", 100);
        mine.Hear(0, "T2", 200);
        mine.Act(1, new GiveOrder(OrderText.Leave, new()));
        Answer(mine, 2, "T1", 1, AnswerKind.Read);
        Answer(mine, 2, "T2", 1, AnswerKind.Delivered);
        mine.Act(3, new RepeatOrder(1));
        Assert.Equal(["T2"], mine.DueOrders(DrawnMine.At(3)).Single().Tags.Select(t => t.Value));
        mine.Act(4, new WithdrawOrder(1, "false alarm"));
        Assert.Empty(mine.DueOrders(DrawnMine.At(99)));
        Assert.Equal("noOrder", mine.Act(5, new RepeatOrder(1)).Refusal!.Reason);
    }

    [Fact]
    public void An_order_to_a_zone_reaches_who_is_in_it_and_who_comes_into_it()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Walk(0, 10, ("In", 150, 0), ("Out", 30, 0));
        mine.Act(10, new GiveOrder(OrderText.Leave, new(new("Z"))));
        Assert.Equal(["In"], mine.Board().Orders[0].Receipts.Select(r => r.Tag.Value));
        mine.Walk(11, 70, ("In", 150, 0), ("Out", 30, 1.2));
        Assert.Equal(["In", "Out"], mine.Board().Orders[0].Receipts.Select(r => r.Tag.Value));
    }

    [Fact]
    public void An_order_goes_to_a_zone_that_people_drew_as_to_one_of_the_plan()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Walk(0, 10, ("In", 30, 0), ("Out", 200, 0));
        Assert.Equal("unknownZone", mine.Act(10, new GiveOrder(OrderText.Leave, new(new("Drawn")))).Refusal!.Reason);
        mine.Act(11, new PutZone(new("Drawn"), "Drawn", new([new(new("Return"), 0, 60)], [], []), []));
        mine.Act(12, new ActivateZones(1, "test", true));
        mine.Act(13, new GiveOrder(OrderText.Leave, new(new("Drawn"))));
        Assert.Equal(["In"], mine.Board().Orders[0].Receipts.Select(r => r.Tag.Value));
    }

    [Fact]
    public void Answers_to_orders_that_nobody_gave_are_counted_and_change_nothing_else()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Hear(0, "T1", 100);
        Answer(mine, 1, "T1", 7, AnswerKind.Read);
        Answer(mine, 2, "stranger", 1, AnswerKind.Read);
        Assert.Equal((2, 0), (mine.Board().StrangeAnswers, mine.Board().Orders.Length));
    }

    [Fact]
    public void The_end_of_the_emergency_withdraws_the_order_to_leave()
    {
        var mine = new Mine(DrawnMine.Plan());
        mine.Hear(0, "T1", 100);
        mine.Declare(1);
        mine.Act(2, new GiveOrder(OrderText.Leave, new()));
        mine.Act(3, new EndEmergency("all out"));
        Assert.Empty(mine.DueOrders(DrawnMine.At(99)));
    }
}
