using Shyraq.Core.Units;
using Shyraq.Simulator.People;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.Incidents;

/// <summary>Somebody at work presses the SOS button and lets go of it again.</summary>
/// <param name="Seconds">How long it is held down.</param>
/// <param name="Near">Only who is within 40 m of this place, which may be where no anchor hears a tag; null for anybody.</param>
public sealed record SosCall(double At, double Seconds, Spot? Near = null) : Incident(At)
{
    internal override void Begin(World world)
    {
        var near = Near is { } spot ? world.Ways.PlaceOf(spot) : (Point3?)null;
        if (Casting.Anybody(world, p => near is not { } place || Point3.Distance(place, p.Place) < 40) is { } person)
            world.TagOf(person.Tag).Presses.Add(new(At, At + Seconds));
    }
}

/// <summary>Somebody at work falls and lies still.</summary>
/// <param name="Seconds">How long until helped up.</param>
public sealed record Collapse(double At, double Seconds) : Incident(At)
{
    private Person? _person;

    internal override void Begin(World world)
    {
        if (Casting.Anybody(world, p => p.Doing is Doing.Working or Doing.Walking) is { } person && person.Fall()) _person = person;
    }

    internal override void Continue(World world)
    {
        if (world.Elapsed >= At + Seconds) _person?.Rise(world.Elapsed);
    }
}

/// <summary>Somebody off duty hangs the lamp into the rack without switching it off: it lies as still as who is hurt.</summary>
public sealed record LampLeftOn(double At) : Incident(At)
{
    internal override void Begin(World world)
    {
        foreach (var person in world.Workforce.People) if (person.Doing == Doing.OffDuty && person.LeaveLampOn()) return;
    }
}

/// <summary>Somebody goes to a place, stays a while, and goes back to work.</summary>
/// <param name="Goal">Where.</param>
/// <param name="Linger">How long, seconds.</param>
/// <param name="Within">Only who is within this, metres in a straight line.</param>
public sealed record Outing(double At, Spot Goal, double Linger, double Within = 1500) : Incident(At)
{
    internal override void Begin(World world)
    {
        var place = world.Ways.PlaceOf(Goal);
        for (var tries = 0; tries < 10; tries++)
            if (Casting.Anybody(world, p => p.Doing is Doing.Working && Point3.Distance(p.Place, place) < Within) is { } person && person.Send(Goal, world.Elapsed, Linger)) return;
    }
}

/// <summary>Many gather at one place.</summary>
public sealed record Crowd(double At, Spot Goal, int People, double Linger) : Incident(At)
{
    internal override void Begin(World world)
    {
        var place = world.Ways.PlaceOf(Goal);
        foreach (var person in world.Workforce.People.Where(p => p.Doing == Doing.Working).OrderBy(p => Point3.Distance(p.Place, place)).Take(People))
            person.Send(Goal, world.Elapsed, Linger);
    }
}

/// <summary>Somebody of the crew that is to come stays at home, and a friend takes the card along.</summary>
public sealed record TwoCards(double At) : Incident(At)
{
    internal override void Begin(World world)
    {
        var taken = world.Workforce.People.Select(p => p.CarriedBy).ToHashSet();
        var people = world.Workforce.People.Where(p => p is { Doing: Doing.OffDuty, IsOn: false, Crew: 1 } && !taken.Contains(p)).ToList();
        if (people.Count < 2) return;
        var absent = world.Chance.Pick(people);
        people.Remove(absent);
        var friend = world.Chance.Pick(people);
        absent.HandOver(friend);
        world.Truth.Begin(TrueKind.TwoCards, string.CompareOrdinal(absent.Tag, friend.Tag) < 0 ? $"{absent.Tag} {friend.Tag}" : $"{friend.Tag} {absent.Tag}", absent.Place, world.Now);
    }
}

/// <summary>Chooses who something befalls.</summary>
internal static class Casting
{
    /// <summary>One of those on duty who fit; null when nobody does.</summary>
    public static Person? Anybody(World world, Func<Person, bool> fits)
    {
        var people = world.Workforce.People.Where(p => p is { IsOn: true, IsRiding: false, IsInert: false, CarriedBy: null } && fits(p)).ToList();
        return people.Count == 0 ? null : world.Chance.Pick(people);
    }
}
