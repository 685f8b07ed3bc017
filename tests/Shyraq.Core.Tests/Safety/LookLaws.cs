using System.Runtime.CompilerServices;
using CsCheck;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Presence;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Tracking;
using Xunit;

namespace Shyraq.Core.Tests.Safety;

/// <summary>Whoever has looked at a tag and has no more to do with it misses nothing.</summary>
public sealed class LookLaws
{
    private static readonly Gen<(int X, int Speed, int Kind, int GoneAt, int GoneFor)[]> Lamps =
        Gen.Select(Gen.Int[-150, 450], Gen.Int[-1, 2], Gen.Int[0, 99], Gen.Int[5, 90], Gen.Int[0, 60]).Array[1, 6];

    [Fact]
    public void Of_a_tag_that_a_part_has_no_more_to_do_with_it_would_have_told_nothing() => Gen.Select(Lamps, Gen.Int[20, 200]).Sample((lamps, skipAt) =>
    {
        var shaft = Shaft.WithPeople(4);
        shaft.Says = (tag, now) => Says(tag, (int)now, lamps[tag[1] - '1'].Kind);
        shaft.Pass("P1", PassageDirection.In);
        for (var second = 1; second <= 110; second++)
        {
            if (second == skipAt) shaft.Skip(30);
            shaft.Walk(1, [.. lamps.Select((lamp, i) => (Lamp: lamp, Tag: $"T{i + 1}")).Where(one => second < one.Lamp.GoneAt || second >= one.Lamp.GoneAt + one.Lamp.GoneFor)
                .Select(one => (one.Tag, (double)(one.Lamp.X + one.Lamp.Speed * (second - 1)), (double)(one.Lamp.X + one.Lamp.Speed * second)))]);
        }

        var (some, all) = (new Mine(Shaft.Plan), new Mine(Shaft.Plan));
        foreach (var input in shaft.Inputs)
        {
            var (expected, found) = (some.Take(input), TakeWithAll(all, input));
            Assert.Equal(expected.Occurrences, found.Occurrences);
            Assert.Equal(expected.Conditions, found.Conditions);
        }
        Assert.Equal(some.Snapshot(), all.Snapshot());
    }, iter: 40);

    /// <summary>Follows, places and judges an input; all tags that it spoke of, or that time has passed for, are given to those that look at tags, though they had no more to do with them.</summary>
    private static Judged TakeWithAll(Mine mine, MineInput input)
    {
        var placed = mine.Place(mine.Follow(input));
        var (safety, fixes) = (mine.Safety, placed.Fixes.ToDictionary(fix => fix.Tag));
        var toJudge = ToJudge(mine);
        toJudge.Clear();
        foreach (var tag in placed.Followed.Touched)
        {
            var fix = fixes.GetValueOrDefault(tag);
            // Rescuers take what they are given: that it is live, and the time, is for whoever looks.
            var isForRescue = input is TickInput && fix is { State: FixState.Live };
            toJudge.Add(new(mine.KnownTrack(tag)!, fix, safety.BitOf(safety.Presence) | safety.BitOf(safety.Alarms) | (isForRescue ? safety.BitOf(safety.Rescue) : 0)));
        }
        return mine.Judge(placed);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_toJudge")]
    private static extern ref List<TagToJudge> ToJudge(Mine mine);

    private static IEnumerable<Sighting> Says(string tag, int now, int kind)
    {
        var (time, second) = (Shaft.At(now), now + kind);
        if (second % 2 == 0) yield return new MotionSighting(time, time, new(tag), null, kind % 3 == 0 || second / 30 % 2 == 0, null, null);
        if (second % 5 == 0) yield return new StatusSighting(time, time, new(tag), new(3.3 + 0.05 * (second / 5 * 7 % 9)), kind % 4 == 0 ? second / 20 % 2 == 0 : null, null);
    }
}
