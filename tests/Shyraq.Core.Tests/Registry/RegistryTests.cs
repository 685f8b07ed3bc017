using CsCheck;
using Shyraq.Core.Registry;
using Shyraq.Core.Tests.Presence;
using Xunit;

namespace Shyraq.Core.Tests.Registry;

public sealed class RegistryTests
{
    [Fact]
    public void An_import_is_taken_as_a_whole_or_not_at_all()
    {
        var shaft = new Shaft();
        Assert.Null(shaft.Do(new ImportRegistry([new("c", "Contractor", true)], [new("P1", "One", "1", "c"), new("P2", "Two", "2")])));
        Assert.Equal("taken", shaft.Do(new ImportRegistry([], [new("P3", "Three", "3"), new("P4", "Four", "1")]))!.Reason);
        Assert.Equal("unknownCompany", shaft.Do(new PutPerson(new("P3", "Three", "3", "x")))!.Reason);
        Assert.Equal("twice", shaft.Do(new ImportRegistry([], [new("P5", "A"), new("P5", "B")]))!.Reason);
        Assert.Equal("inUse", shaft.Do(new RemoveEntry(EntryKind.Company, "c"))!.Reason);
        Assert.Equal("badText", shaft.Do(new PutPerson(new("P6", "line\nbreak")))!.Reason);
        Assert.Equal(["P1", "P2"], shaft.Mine.Safety.RegistryBoard().People.Select(p => p.Id));
        // Two may swap their numbers in one act.
        Assert.Null(shaft.Do(new ImportRegistry([], [new("P1", "One", "2", "c"), new("P2", "Two", "1")])));
    }

    [Fact]
    public void A_change_is_taken_back_and_stays_in_the_list_with_who_did_it()
    {
        var shaft = new Shaft();
        shaft.Do(new PutPerson(new("P1", "Old name", "1")));
        shaft.Do(new PutPerson(new("P1", "New name", "1")));
        Assert.Equal("notNewest", shaft.Do(new UndoRegistry(1))!.Reason);
        Assert.Null(shaft.Do(new UndoRegistry(2)));
        var board = shaft.Mine.Safety.RegistryBoard();
        Assert.Equal("Old name", Assert.Single(board.People).Name);
        Assert.Equal([(2, "clerk"), (1, null)], board.Changes.Select(c => (c.Number, c.UndoneBy)));
        Assert.Null(shaft.Do(new UndoRegistry(1)));
        Assert.Empty(shaft.Mine.Safety.RegistryBoard().People);
    }

    [Fact]
    public void Nobody_leaves_the_registry_who_has_a_lamp_or_is_below()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new Core.Presence.IssueTag(new("T1"), "P1"));
        Assert.Equal("inUse", shaft.Do(new RemovePerson("P1"))!.Reason);
        Assert.Equal("inUse", shaft.Do(new RemoveEntry(EntryKind.Tag, "T1"))!.Reason);
        Assert.Equal("inUse", shaft.Do(new UndoRegistry(1))!.Reason);
        shaft.Do(new Core.Presence.ReturnTag(new("T1")));
        Assert.Null(shaft.Do(new RemovePerson("P1")));
        // Whoever a gate let in without a lamp is below all the same.
        shaft.Do(new PutPerson(new("P2", "Second", "102")));
        shaft.Pass("102", Core.Presence.PassageDirection.In);
        Assert.Equal("notOut;P2;goingDown", shaft.Do(new RemovePerson("P2"))!.Phrase);
    }

    [Fact]
    public void A_new_name_is_at_once_that_of_who_carries_the_tag()
    {
        var shaft = Shaft.WithPeople(1);
        shaft.Do(new Core.Presence.IssueTag(new("T1"), "P1"));
        shaft.Do(new PutPerson(new("P1", "Married", "101", "own")));
        Assert.Equal("Married", shaft.Mine.Carriers["T1"].Name);
        shaft.Do(new PutVehicle(new("V1", "Loco", "12", "", new("T9"))));
        Assert.Equal(Core.Presence.CarrierKind.Vehicle, shaft.Mine.Carriers["T9"].Kind);
        shaft.Restart();
        Assert.Equal(["T1", "T9"], shaft.Mine.Carriers.Keys);
    }

    [Fact]
    public void Taking_back_every_change_ends_where_it_began() =>
        Gen.Select(Gen.Int[0, 3], Gen.String[Gen.Char.AlphaNumeric, 1, 4], Gen.Int[0, 9], Gen.Bool).Array[1, 20].Sample(changes =>
        {
            var shaft = Shaft.WithPeople(3);
            var before = Text(shaft);
            foreach (var (id, name, number, remove) in changes)
                shaft.Do(remove ? new RemovePerson($"P{id}") : new PutPerson(new($"P{id}", name, $"{number}")));
            while (shaft.Mine.Safety.RegistryBoard().Changes.FirstOrDefault(c => c.UndoneBy is null) is { Number: > 1 } newest)
                Assert.Null(shaft.Do(new UndoRegistry(newest.Number)));
            Assert.Equal(before, Text(shaft));
        });

    private static string Text(Shaft shaft) => string.Join(";", shaft.Mine.Safety.RegistryBoard().People);
}
