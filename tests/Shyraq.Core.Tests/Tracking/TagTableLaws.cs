using CsCheck;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

public sealed class TagTableLaws
{
    // Of which words of a language come in another order than by their letters' numbers.
    private static readonly Gen<string> Tags = Gen.String[Gen.OneOf('a', 'B', '-', '1', 'ш', 'Ы'), 1, 3];

    [Fact]
    public void It_is_what_a_sorted_dictionary_is_and_so_are_those_that_an_input_spoke_of() => Tags.Array[0, 12].Array[1, 12].Sample(inputs =>
    {
        var (table, model, pool) = (new TagTable(), new SortedDictionary<string, TagTrack>(StringComparer.Ordinal), new HypothesisPool());
        foreach (var input in inputs)
        {
            table.BeginInput();
            var spokenOf = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var tag in input)
            {
                var isKnown = table.TryFind(new(tag), out var known);
                Assert.Equal(model.ContainsKey(tag), isKnown);
                if (!isKnown)
                {
                    Assert.Null(table.Find(new(tag)));
                    Assert.True(table.TryAdd(model[tag] = new(new(tag), pool), out known));
                    Assert.Equal(model.Count - 1, known.Number);
                }
                Assert.Same(model[tag], known.Track);
                table.Touch(known);
                spokenOf.Add(tag);
            }
            table.SortTouched();
            Same(spokenOf.Select(tag => model[tag]), table.Touched, table.TouchedIds);
            Same(model.Values, table.InOrder, table.Ids);
            Assert.Equal(model.Count, table.Count);
            foreach (var (tag, track) in model) Assert.Same(track, table.Find(new(tag)));
        }
        foreach (var (tag, track) in model)
        {
            Assert.False(table.TryAdd(new(new(tag), pool), out _));
            Assert.Same(track, table.Find(new(tag)));
        }
        Assert.Equal(model.Count, table.Count);
    }, iter: 1_000);

    private static void Same(IEnumerable<TagTrack> expected, IReadOnlyList<TagTrack> found, IEnumerable<TagId> ids)
    {
        TagTrack[] tracks = [.. expected];
        Assert.Equal(tracks, found);
        Assert.Equal(tracks.Select(track => track.Tag), ids);
    }
}
