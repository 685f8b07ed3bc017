using CsCheck;
using Shyraq.Core.Presence;
using Shyraq.Core.State;
using Xunit;

namespace Shyraq.Core.Tests.Presence;

/// <summary>The shifts of a person are found without asking every shift: they are those that asking every shift finds.</summary>
public sealed class ShiftsLaws
{
    private static readonly string[] People = ["P0", "P1", "P2", "P3", "P4", "P5"];

    // More ids than are kept, most of them over soon: planned, planned anew, and given up for others.
    private static readonly Gen<PlannedShift> AnyShift = Gen.Select(Gen.Int[0, 160], Gen.Int[0, 50], Gen.Int[1, 20], Gen.Int[0, 63], (id, start, hours, people) => new PlannedShift(
        $"S{id}", Shaft.At(3600 * start), Shaft.At(3600 * (start + hours)), [.. People.Where((_, i) => (people >> i & 1) == 1)], "clerk"));

    [Fact]
    public void The_shifts_of_a_person_are_those_that_asking_every_shift_finds() => AnyShift.Array[0, 400].Sample(plans =>
    {
        var shifts = new Shifts();
        for (var i = 0; i < plans.Length; i++) shifts.Plan(plans[i], Shaft.At(3600 * i));
        IsTrueOf(shifts);
        var to = new StateWriter();
        shifts.Write(to);
        var from = new StateReader(to.ToArray());
        var read = new Shifts();
        read.Read(ref from);
        Assert.Equal(shifts.All.Select(s => s.Shift), read.All.Select(s => s.Shift));
        IsTrueOf(read);
    }, iter: 100);

    private static void IsTrueOf(Shifts shifts)
    {
        foreach (var person in People)
        {
            Assert.Equal(shifts.All.Where(s => s.People.Contains(person)), shifts.Of(person).ToArray());
            for (var hour = 0; hour < 75; hour += 5)
            {
                var time = Shaft.At(3600 * hour);
                Assert.Same(shifts.All.FirstOrDefault(s => s.People.Contains(person) && s.Covers(time)), shifts.Of(person, time));
                Assert.Equal(shifts.All.Any(s => s.People.Contains(person) && time < s.End), shifts.IsPlannedBeyond(person, time));
            }
        }
    }
}
