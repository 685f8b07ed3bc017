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
        var (done, of) = (new int[crew.Hands], new int[crew.Hands]);
        for (var time = 1; time <= 2000; time++)
        {
            var work = time;
            crew.Share(hand =>
            {
                done[hand]++;
                of[hand] = work;
            });
            Assert.All(done, times => Assert.Equal(time, times));
            Assert.All(of, last => Assert.Equal(time, last));
            // Now and then the others have fallen asleep before there is something to do again.
            if (time % 500 == 0) await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task All_threads_work_at_the_same_time_awake_or_asleep_before()
    {
        const int threads = 3;
        using var crew = new Crew(threads);
        using var together = new Barrier(threads);
        for (var time = 0; time < 5; time++)
        {
            var met = 0;
            // The first parts, one of each thread, wait for each other: one thread alone would wait in vain.
            crew.Share(hand =>
            {
                if (hand < threads && together.SignalAndWait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)) Interlocked.Increment(ref met);
            });
            Assert.Equal(threads, met);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public void Who_rests_does_something_else_once_each_time_and_what_is_shared_meanwhile_is_done_all_the_same()
    {
        using var crew = new Crew(2);
        using var may = new SemaphoreSlim(0);
        using var done = new SemaphoreSlim(0);
        crew.Errand = () =>
        {
            may.Wait(TestContext.Current.CancellationToken);
            done.Release();
        };
        for (var time = 0; time < 50; time++)
        {
            crew.Rest();
            var parts = 0;
            // The other is away: one does all of it.
            crew.Share(_ => Interlocked.Increment(ref parts));
            Assert.Equal(crew.Hands, parts);
            may.Release();
            Assert.True(done.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        }
        Assert.Equal(0, done.CurrentCount);
    }

    [Fact]
    public async Task One_that_never_worked_and_one_that_sleeps_are_let_go()
    {
        new Crew(4).Dispose();
        var crew = new Crew(4);
        crew.Share(_ => { });
        await Task.Delay(50, TestContext.Current.CancellationToken);
        crew.Dispose();
    }
}
