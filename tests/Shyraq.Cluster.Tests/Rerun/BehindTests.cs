using Shyraq.Cluster.Rerun;

namespace Shyraq.Cluster.Tests.Rerun;

public sealed class BehindTests
{
    [Fact]
    public void What_is_handed_over_is_done_in_its_order_and_all_of_it()
    {
        var done = new List<int>();
        using (var behind = new Behind("test"))
        {
            for (var i = 0; i < 1000; i++)
            {
                var number = i;
                behind.Do(() => done.Add(number));
            }
            behind.Finish();
            Assert.Equal(Enumerable.Range(0, 1000), done);
            behind.Do(() => done.Add(1000));
        }
        Assert.Equal(1001, done.Count);
    }

    [Fact]
    public void What_goes_wrong_is_told_to_whoever_hands_over_and_nothing_is_done_after_it()
    {
        var done = 0;
        using var behind = new Behind("test");
        behind.Do(() => throw new IOException("no room"));
        Assert.Throws<IOException>(() =>
        {
            for (var i = 0; i < 100_000; i++) behind.Do(() => done++);
            behind.Finish();
        });
        Assert.Equal(0, done);
        Assert.Throws<IOException>(behind.Finish);
    }
}
