using Shyraq.Core;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Bench.Engine;

/// <summary>One crowd followed by one mine on one core. What is heard is made beforehand and not counted.</summary>
internal sealed class Trial
{
    private readonly Crowd _crowd;

    public Trial(Crowd crowd)
    {
        _crowd = crowd;
        Mine = new(crowd.Plan, new() { MostTags = 1_000_000 });
        if (crowd is SimulatedCrowd { Carriers: var carriers }) Mine.Follow(new CarriersInput(Crowd.Start, carriers));
    }

    public Mine Mine { get; }

    /// <summary>Goes on for some seconds and says what they cost.</summary>
    public Cost Run(int seconds)
    {
        var batches = Enumerable.Range(0, seconds).Select(_ => (Batches: _crowd.Next(), Tick: new TickInput(_crowd.Now))).ToArray();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var cost = new Cost();
        foreach (var (inputs, tick) in batches)
        {
            foreach (var input in inputs)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Spent();
                var followed = Mine.Follow(input);
                var followedAt = Spent();
                cost.FollowBytes += GC.GetAllocatedBytesForCurrentThread() - before;
                before = GC.GetAllocatedBytesForCurrentThread();
                var placing = Spent();
                var placed = Mine.Place(followed);
                var placedAt = Spent();
                cost.PlaceBytes += GC.GetAllocatedBytesForCurrentThread() - before;
                var judging = Spent();
                Mine.Judge(placed);
                cost.Judge += Spent() - judging;
                cost.Follow += followedAt - start;
                cost.Place += placedAt - placing;
                cost.Sightings += input.Sightings.Length;
                cost.Placed += placed.Fixes.Length;
            }
            var ticking = Spent();
            Mine.Judge(Mine.Place(Mine.Follow(tick)));
            cost.Tick += Spent() - ticking;
            cost.Ticks++;
        }
        return cost;
    }

    /// <summary>Time comes to an instant; what that costs in milliseconds.</summary>
    public double Tick(Instant now)
    {
        var start = Spent();
        Mine.Judge(Mine.Place(Mine.Follow(new TickInput(now))));
        return (double)(Spent() - start) / TimeSpan.TicksPerMillisecond;
    }

    /// <summary>Processor time of the whole process, ticks of 100 ns: what else the machine does is not counted, what the runtime does beside is.</summary>
    private static long Spent() => Environment.CpuUsage.TotalTime.Ticks;

    /// <summary>Runs for some seconds, and until the code is compiled at its best.</summary>
    public void WarmUp(int seconds)
    {
        var warmed = 0L;
        while (_crowd.Seconds < seconds || warmed < Compiled) warmed += Run(Math.Min(5, Math.Max(1, seconds - _crowd.Seconds))).Sightings;
    }

    /// <summary>Warms up, which is not counted; then so many runs of so many seconds; the median of each figure.</summary>
    public Medians Measure(int warm, int runs, int seconds)
    {
        WarmUp(warm);
        return Medians.Of([.. Enumerable.Range(0, runs).Select(_ => Run(seconds))]);
    }

    /// <summary>Sightings after which the runtime has compiled what it will compile.</summary>
    private const int Compiled = 60_000;
}

/// <summary>What a run cost: ticks of 100 ns, and bytes.</summary>
internal sealed class Cost
{
    public long Sightings, Placed, Follow, Place, Judge, Tick, Ticks, FollowBytes, PlaceBytes;
}

/// <summary>Medians over runs.</summary>
/// <param name="Follow">Nanoseconds of following for each sighting.</param>
/// <param name="Place">Nanoseconds of placing and judging for each sighting.</param>
/// <param name="Tick">Milliseconds of one tick.</param>
/// <param name="FollowBytes">Allocated by following, for each sighting, the list of touched tags (8 bytes each) included.</param>
/// <param name="PlaceBytes">Allocated by placing, for each fix, the fix included.</param>
internal readonly record struct Medians(double Follow, double Place, double Tick, double FollowBytes, double PlaceBytes)
{
    public static Medians Of(IReadOnlyCollection<Cost> runs) => new(
        Median(runs, r => Nanoseconds(r.Follow) / r.Sightings),
        Median(runs, r => Nanoseconds(r.Place + r.Judge) / r.Sightings),
        Median(runs, r => Nanoseconds(r.Tick) / 1e6 / r.Ticks),
        Median(runs, r => (double)r.FollowBytes / r.Sightings),
        Median(runs, r => (double)r.PlaceBytes / Math.Max(1, r.Placed)));

    private static double Nanoseconds(long ticks) => ticks * 100.0;

    private static double Median(IReadOnlyCollection<Cost> runs, Func<Cost, double> of)
    {
        var sorted = runs.Select(of).Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
