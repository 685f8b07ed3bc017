using Shyraq.Cluster.History;
using Shyraq.Cluster.Tests.Mines;
using Shyraq.Core;
using Shyraq.Core.Acts;
using Shyraq.Core.Registry;
using Shyraq.Core.Sightings;
using Shyraq.Protocols.Plan;

namespace Shyraq.Cluster.Tests.History;

/// <summary>When a picture of a board is taken.</summary>
public sealed class BoardWatchTests
{
    private readonly Mine _mine = new(((PlanReading.Read)PlanReader.Read(TestMine.Plan(), 1)).Plan);
    private readonly BoardWatch _watch = new();

    [Fact]
    public void Of_a_board_that_has_changed_and_of_each_once_a_day()
    {
        Assert.Equal(BoardWatch.Boards, Taken(0));
        Assert.DoesNotContain("readiness", Taken(10));
        Put("P1", "First");
        // Within the same ten seconds nothing is looked at.
        Assert.Empty(Taken(12));
        Assert.Contains("readiness", Taken(20));
        Put("P1", "Another name");
        Assert.DoesNotContain("readiness", Taken(30));
        // The mine begins at six in the morning: at midnight another day does.
        Assert.DoesNotContain("readiness", Taken(18 * 3600 - 1));
        Assert.Equal(BoardWatch.Boards, Taken(18 * 3600 + 1));
        Assert.DoesNotContain("readiness", Taken(18 * 3600 + 20));
    }

    private void Put(string person, string name) => Assert.Null(Take(new ActInput(_mine.Clock, "clerk", new PutPerson(new(person, name, "101")))).Refusal);

    private Judged Take(MineInput input) => _mine.Judge(_mine.Place(_mine.Follow(input)));

    private string[] Taken(double second)
    {
        Take(new TickInput(TestMine.Start.PlusSeconds(second)));
        List<BoardPicture> pictures = [];
        _watch.Look(_mine, pictures);
        return [.. pictures.Select(picture => picture.Board)];
    }
}
