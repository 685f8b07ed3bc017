using CsCheck;
using Shyraq.Core.Plan;
using Xunit;

namespace Shyraq.Core.Tests.Plan;

public sealed class IdIndexLaws
{
    [Fact]
    public void It_finds_what_a_dictionary_finds() =>
        Gen.Select(Gen.String[Gen.Char['a', 'd'], 0, 4].HashSet[0, 60], Gen.String[Gen.Char['a', 'd'], 0, 4].Array[0, 60]).Sample((ids, asked) =>
        {
            string[] all = [.. ids];
            var index = new IdIndex(all);

            // Another string of the same letters is the same id.
            foreach (var id in asked) Assert.Equal(Array.IndexOf(all, id), index.Find(new(id)));
            foreach (var id in all) Assert.Equal(Array.IndexOf(all, id), index.Find(new(id), IdIndex.HashOf(id)));
        });

    [Fact]
    public void An_id_that_comes_twice_is_told() =>
        Assert.Contains("A-12", Assert.Throws<ArgumentException>(() => new IdIndex(["A-11", "A-12", "A-13", "A-12"])).Message, StringComparison.Ordinal);
}
