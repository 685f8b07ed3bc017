using System.Collections.Immutable;
using CsCheck;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Presence;

/// <summary>Whose the tags are is what looking up all of them from nothing finds, and nobody's tags change without its being said of whom.</summary>
public sealed class TagOwnersLaws
{
    private const int People = 3, Tags = 5;

    private static readonly Gen<string> Tag = Gen.Int[1, Tags].Select(t => $"T{t}"), Person = Gen.Int[1, People].Select(p => $"P{p}");

    // Lamps go from hand to hand.
    private static readonly Gen<Action<Scenery>> Acts = Gen.Frequency(
        (4, Gen.Select(Tag, Person, (t, p) => (Action<Scenery>)(s => s.Issue(t, p)))),
        (3, Tag.Select(t => (Action<Scenery>)(s => s.Lamps.Return(new(t), s.Now, "clerk")))),
        (1, Tag.Select(t => (Action<Scenery>)(s => s.Lamps.TakeBack(new(t), s.Now, "clerk", out _)))),
        (1, Person.Select(p => (Action<Scenery>)(s => s.Lamps.Forget(p)))));

    // Tags are placed for the first time, lists are put, hours pass.
    private static readonly Gen<Action<Scenery>> Unsaid = Gen.Frequency(
        (3, Tag.Select(t => (Action<Scenery>)(s => s.Sights.TryAdd(t, new())))),
        (2, Gen.Select(Tag, Gen.Enum<CarrierKind>(), Gen.Int[100, 105], (t, kind, number) => (Action<Scenery>)(s => s.Carriers = s.Carriers.SetItem(t, new(kind, "", $"{number}"))))),
        (1, Tag.Select(t => (Action<Scenery>)(s => s.Carriers = s.Carriers.Remove(t)))),
        (2, Gen.Int[1, 13].Select(hours => (Action<Scenery>)(s => s.Now = s.Now.PlusSeconds(3600 * hours)))));

    [Fact]
    public void Whose_the_tags_are_is_what_looking_up_all_of_them_finds() => Gen.OneOf(Acts, Unsaid).Array[1, 4].Array[1, 30].Sample(rounds =>
    {
        var scenery = new Scenery();
        var owners = new TagOwners(scenery.Accounts, scenery.Lamps, scenery.Sights);
        var before = ImmutableSortedDictionary<AccountKey, string>.Empty;
        foreach (var steps in rounds)
        {
            foreach (var step in steps) step(scenery);
            owners.Forget();
            Assert.True(owners.LookUp(scenery.Carriers, scenery.Now));
            var found = Tell(owners);
            Assert.Equal(Tell(LookedUp(scenery)), found);
            foreach (var key in before.Keys.Union(found.Keys))
                Assert.True(before.GetValueOrDefault(key) == found.GetValueOrDefault(key) || owners.Changed.Contains(key), $"{key} has {found.GetValueOrDefault(key)} after {before.GetValueOrDefault(key)}");
            before = found;
        }
    }, iter: 200);

    [Fact]
    public void What_time_lists_and_first_sights_change_is_looked_up_without_being_told() => Gen.Select(Acts.Array[0, 10], Unsaid.Array[1, 10]).Array[1, 4].Sample(rounds =>
    {
        var scenery = new Scenery();
        var owners = new TagOwners(scenery.Accounts, scenery.Lamps, scenery.Sights);
        foreach (var (acts, unsaid) in rounds)
        {
            foreach (var act in acts) act(scenery);
            owners.Forget();
            foreach (var step in unsaid)
            {
                owners.LookUp(scenery.Carriers, scenery.Now);
                Assert.Equal(Tell(LookedUp(scenery)), Tell(owners));
                step(scenery);
            }
        }
    }, iter: 200);

    private static TagOwners LookedUp(Scenery scenery)
    {
        var all = new TagOwners(scenery.Accounts, scenery.Lamps, scenery.Sights);
        all.LookUp(scenery.Carriers, scenery.Now);
        return all;
    }

    private static ImmutableSortedDictionary<AccountKey, string> Tell(TagOwners owners) => owners.Heard.ToImmutableSortedDictionary(
        pair => pair.Key, pair => $"{string.Join(' ', pair.Value.Owned.Select(tag => $"{tag.Tag}{(tag.Sight is null ? "" : "!")}{(tag.IsReturned ? "?" : "")}"))}: {string.Join(' ', pair.Value.Tags)}");

    private sealed class Scenery
    {
        public Scenery()
        {
            var book = new RegistryBook();
            book.Set([.. Enumerable.Range(1, People).Select(i => new Person($"P{i}", $"Person {i}", $"{100 + i}", "own", "Crew", "Miner")).Select(p => (p.Key, (Entry?)p))]);
            Accounts = new(book, Lamps);
        }

        public LampRoom Lamps { get; } = new();

        public Accounts Accounts { get; }

        public SortedList<string, TagSight> Sights { get; } = new(StringComparer.Ordinal);

        public ImmutableSortedDictionary<string, Carrier> Carriers { get; set; } = Carrier.Nobody;

        public Instant Now { get; set; } = Shaft.At(0);

        public void Issue(string tag, string person)
        {
            if (!Lamps.Holds.ContainsKey(tag)) Lamps.Issue(new(new(tag), "", person, Now, "clerk"));
        }
    }
}
