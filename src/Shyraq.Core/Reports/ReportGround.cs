using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>The mine as it is at the moment at which a report is made, in copies that do not change: events tell the rest.</summary>
public sealed record ReportGround(Instant At, MinePlan Plan, RegistryBoard Registry, PresenceBoard Presence)
{
    /// <summary>Takes the copies; the making of a report from them needs no mine.</summary>
    public static ReportGround Of(Mine mine, Instant at) => new(at, mine.Plan, mine.Safety.RegistryBoard(), mine.Safety.PresenceBoard(mine, at));

    /// <summary>A shift that is planned or over; null when none has the name.</summary>
    public ShiftRow? Shift(string name) => Presence.Shifts.FirstOrDefault(shift => shift.Shift == name);

    /// <summary>A person of the registry of today; null for who is in it no more.</summary>
    public Person? Person(string id) => Registry.People.FirstOrDefault(person => person.Id == id);
}
