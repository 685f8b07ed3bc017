using CsCheck;
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
}
