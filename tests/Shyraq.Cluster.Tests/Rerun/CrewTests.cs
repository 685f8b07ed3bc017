using Shyraq.Cluster.Rerun;

namespace Shyraq.Cluster.Tests.Rerun;

public sealed class CrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Each_part_is_done_once_and_all_are_done_when_it_comes_back(int threads)
    {
        using var crew = new Crew(threads);
        Assert.Equal(threads == 1 ? 1 : 4 * threads, crew.Hands);
        var done = new int[crew.Hands];
        for (var time = 1; time <= 2000; time++)
        {
            crew.Share(hand => done[hand]++);
            Assert.All(done, times => Assert.Equal(time, times));
            // Now and then the others have fallen asleep before there is something to do again.
            if (time % 500 == 0) await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
