using CsCheck;
using Shyraq.Core.State;
using Xunit;

namespace Shyraq.Core.Tests.State;

public sealed class FewByTextLaws
{
    private static readonly Gen<(int Act, string Key, int Value)> Acts = Gen.Select(Gen.Int[0, 11], Gen.String[Gen.Char['a', 'c'], 0, 3], Gen.Int);

    [Fact]
    public void It_is_what_a_sorted_dictionary_is() => Acts.Array[0, 80].Sample(acts =>
    {
        var (few, model) = (new FewByText<int>(), new SortedDictionary<string, int>(StringComparer.Ordinal));
        foreach (var (act, key, value) in acts)
        {
            if (act == 0)
            {
                few.Clear();
                model.Clear();
            }
            else if (act <= 3)
            {
                model.TryGetValue(key, out var gone);
                Assert.Equal((model.Remove(key), gone), (few.Remove(key, out var taken), taken));
            }
            else if (act == 4 && model.Count > 0)
            {
                var at = (value & int.MaxValue) % model.Count;
                model.Remove(model.ElementAt(at).Key);
                few.RemoveAt(at);
            }
            else few[key] = model[key] = value;
            var isThere = model.TryGetValue(key, out var expected);
            Assert.Equal((isThere, isThere, expected), (few.ContainsKey(key), few.TryGetValue(key, out var found), found));
            Assert.Equal(model.Select(pair => (pair.Key, pair.Value)), few.InOrder.ToArray());
            Assert.Equal(model.Count, few.Count);
        }
    });
}
