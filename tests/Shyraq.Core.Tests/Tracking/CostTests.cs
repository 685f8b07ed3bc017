using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

/// <summary>What a tag costs in memory. Not in parallel with others: the collector is asked for the bytes of the whole process.</summary>
[Collection(nameof(CostTests))]
[CollectionDefinition(nameof(CostTests), DisableParallelization = true)]
public sealed class CostTests
{
    private static readonly MinePlan Roadway = Drawn.Straight(0, 60, 120, 180, 240, 300);

    private static readonly MinePlan Hall = Drawn.Plan([], [Drawn.Anchor("A0", 0, 0, 3), Drawn.Anchor("A1", 60, 0, 3), Drawn.Anchor("A2", 60, 40, 3), Drawn.Anchor("A3", 0, 40, 3)], areas: [Drawn.Area("H", 60, 40)]);

    [Theory]
    [InlineData("range on a roadway")]
    [InlineData("range in an open area")]
    [InlineData("difference in an open area")]
    [InlineData("strength on a roadway")]
    [InlineData("position on a roadway")]
    [InlineData("motion and status")]
    public void More_sightings_in_a_batch_allocate_not_a_byte_more(string how)
    {
        var plan = how.EndsWith("area", StringComparison.Ordinal) ? Hall : Roadway;
        var mine = new Mine(plan);
        var second = 0;
        for (; second < 300; second++) mine.Follow(Batch(plan, how, second, 1));
        // What the runtime does beside may cost a byte now and then, never each time.
        var difference = Enumerable.Range(0, 20).Min(_ =>
        {
            var few = Bytes(mine, Batch(plan, how, second, 1));
            var many = Bytes(mine, Batch(plan, how, second + 1, 10));
            second += 11;
            return Math.Abs(many - few);
        });

        Assert.Equal(0, difference);
    }

    [Theory]
    [InlineData("range on a roadway", 0, 5_500)]
    [InlineData("range in an open area", 0, 6_500)]
    [InlineData("strength on a roadway", 0, 30_000)]
    // Of these some 1,500 bytes are what the safety core knows of whoever carries it, and of the tags beside it.
    [InlineData("range on a roadway", 600, 11_700)]
    public void A_tag_takes_no_more_memory_than_this(string how, int silence, int most)
    {
        // What tests before this one have left is let go of at some time: of three the middle one counts.
        var bytes = Enumerable.Range(0, 3).Select(_ => BytesOfATag(how, silence)).Order().ElementAt(1);

        Assert.InRange(bytes, 500, most);
    }

    private static long BytesOfATag(string how, int silence)
    {
        const int tags = 300;
        var plan = how.EndsWith("area", StringComparison.Ordinal) ? Hall : Roadway;
        var mine = new Mine(plan);
        mine.Take(Batch(plan, how, 0, 1));
        var before = GC.GetTotalMemory(true);
        for (var second = 1; second < 20; second++)
            for (var tag = 0; tag < tags; tag++) mine.Take(Batch(plan, how, second, 1, "T" + tag));
        for (var second = 20; second < 20 + silence; second++) mine.Take(new TickInput(Drawn.Start.PlusSeconds(second)));
        var bytes = (GC.GetTotalMemory(true) - before) / tags;
        Assert.Equal(tags + 1, mine.TagCount);
        return bytes;
    }

    private static long Bytes(Mine mine, SightingsInput input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        mine.Follow(input);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>What is heard of a tag that walks, for some seconds.</summary>
    private static SightingsInput Batch(MinePlan plan, string how, int from, int seconds, string tag = "T")
    {
        var sightings = new List<Sighting>();
        for (var second = from; second < from + seconds; second++)
        {
            var time = Drawn.Start.PlusSeconds(second);
            // To and fro, with an error that is as good as chance.
            var along = Math.Abs(second * 0.7 % 80 - 40);
            var place = plan == Hall ? new Point3(10 + along, 5 + along / 2, 1) : new(100 + along, 0, 0);
            if (how.StartsWith("position", StringComparison.Ordinal)) sightings.Add(new FixSighting(time, time, new(tag), new(place.X), new(place.Y), null, new Metres(2)));
            else if (how.StartsWith("motion", StringComparison.Ordinal))
            {
                sightings.Add(Drawn.Range(second, tag, "A2", Math.Abs(place.X - 120)));
                sightings.Add(new MotionSighting(time, time, new(tag), new(0.7), false, new(90), null));
                sightings.Add(new StatusSighting(time, time, new(tag), new(3.9), false, false));
            }
            else
                for (var i = 0; i < 3; i++)
                {
                    var anchor = plan.Anchors[plan == Hall ? i : 1 + i];
                    var distance = Point3.Distance(anchor.Place, place) + 0.1 * Math.Sin(second * 12.9898 + i * 78.233);
                    if (how.StartsWith("strength", StringComparison.Ordinal)) sightings.Add(new RssiSighting(time, time, new(tag), anchor.Id, new(-55 - 20 * Math.Log10(Math.Max(1, distance)))));
                    else if (how.StartsWith("range", StringComparison.Ordinal)) sightings.Add(Drawn.Range(second, tag, anchor.Id.Value, distance));
                    else if (i > 0) sightings.Add(new TdoaSighting(time, time, new(tag), anchor.Id, plan.Anchors[0].Id, new(distance - Point3.Distance(plan.Anchors[0].Place, place)), null));
                }
        }
        return new(Drawn.Start.PlusSeconds(from + seconds - 1), [.. sightings]);
    }
}
