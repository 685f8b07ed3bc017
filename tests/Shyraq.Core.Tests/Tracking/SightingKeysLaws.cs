using CsCheck;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

public sealed class SightingKeysLaws
{
    // Many share the low sixteen bits that are read first, and many come again.
    private static readonly Gen<ulong> Keys = Gen.Select(Gen.OneOf<ulong>(0, 1, 0xFFFF), Gen.OneOf<ulong>(0, 1, 2, 3, 4, 1UL << 23), (low, high) => high << 16 | low);

    [Fact]
    public void They_are_what_a_queue_of_the_newest_is() => Gen.Select(Gen.UShort[1, 20], Keys.Array[0, 200]).Sample((most, all) =>
    {
        var (keys, model) = (new SightingKeys(most), new Queue<ulong>());
        foreach (var key in all)
        {
            var isNew = !model.Contains(key);
            if (isNew && model.Count == most) model.Dequeue();
            if (isNew) model.Enqueue(key);
            Assert.Equal(isNew, keys.Add(key));
            Assert.Equal(model.Count, keys.Count);
            for (var i = 0; i < keys.Count; i++) Assert.Equal(model.ElementAt(i), keys[i]);
        }
    }, iter: 1_000);

    [Fact]
    public void Two_sightings_of_one_kind_and_anchor_at_any_two_times_within_twelve_days_are_two() =>
        Gen.Select(Gen.Long[0, 2_000_000_000_000_000], Gen.OneOf(Gen.Long[1, 12L * 86_400 * 1_000_000], Gen.Int[0, 39].Select(bit => 1L << bit))).Sample((time, later) =>
        {
            var track = new TagTrack(new("T"), new());
            Assert.True(track.Remember(Range(time)));
            Assert.True(track.Remember(Range(time + later)));
            Assert.False(track.Remember(Range(time)));
        });

    private static RangeSighting Range(long time) => new(new(time), new(time), new("T"), new("A-12"), new(7), null, null, null);
}
