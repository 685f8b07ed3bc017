using CsCheck;
using Shyraq.Core.State;
using Xunit;

namespace Shyraq.Core.Tests.State;

public sealed class OrderedTableLaws
{
    private static readonly Gen<(int Act, string Key, int Value)> Acts = Gen.Select(Gen.Int[0, 9], Gen.String[Gen.Char['a', 'c'], 0, 3], Gen.Int);

    [Fact]
    public void It_is_what_a_sorted_dictionary_is() => Acts.Array[0, 80].Sample(acts =>
    {
        var (table, model) = (new OrderedTable<string, int>(StringComparer.Ordinal), new SortedDictionary<string, int>(StringComparer.Ordinal));
        foreach (var (act, key, value) in acts)
        {
            if (act == 0)
            {
                table.Clear();
                model.Clear();
            }
            else if (act <= 3) Assert.Equal(model.Remove(key), table.Remove(key));
            else table[key] = model[key] = value;
            Assert.Equal(model.TryGetValue(key, out var expected), table.TryGetValue(key, out var found));
            Assert.Equal((expected, model.ContainsKey(key)), (found, table.ContainsKey(key)));
        }
        Assert.Equal(model.ToArray(), table.ToArray());
        Assert.Equal(model.Keys.ToArray(), table.Keys.ToArray());
        Assert.Equal(model.Values.ToArray(), table.Values.ToArray());
        Assert.Equal((model.Count, model.Count), (table.Count, table.Values.Count));
    });

    [Fact]
    public void A_key_that_is_there_is_not_added_again()
    {
        var table = new OrderedTable<string, int>();
        table.Add("a", 1);
        Assert.Throws<ArgumentException>(() => table.Add("a", 2));
        Assert.Equal(1, table["a"]);
        Assert.Throws<KeyNotFoundException>(() => table["b"]);
    }
}
