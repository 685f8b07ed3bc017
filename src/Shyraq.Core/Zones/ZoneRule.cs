using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>A rule of a zone. A closed hierarchy: match it with <c>switch</c>.</summary>
public abstract record ZoneRule;

/// <summary>
/// Nobody may be in the zone but those named by role, crew or tag and those who hold a permit: people and vehicles alike. With hours
/// the rule holds in them alone.
/// </summary>
/// <param name="Roles">Of <see cref="Presence.Carrier.Role"/>, whatever the case.</param>
/// <param name="Crews">Of <see cref="Presence.Carrier.Crew"/>, whatever the case.</param>
/// <param name="Tags">Tag ids or personnel numbers.</param>
/// <param name="Hours">When it holds; none: always.</param>
public sealed record RestrictedRule(ImmutableArray<string> Roles, ImmutableArray<string> Crews, ImmutableArray<string> Tags, ImmutableArray<DayWindow> Hours) : ZoneRule;

/// <summary>Only those listed may be in the zone, and who holds a permit.</summary>
/// <param name="Tags">Tag ids or personnel numbers; none: nobody.</param>
public sealed record PermittedRule(ImmutableArray<string> Tags) : ZoneRule;

/// <summary>The zone is locked: only who holds a permit (the key) may be in it, and only as long as it is valid.</summary>
public sealed record KeyRule : ZoneRule;

/// <summary>At most so many people at once.</summary>
/// <param name="Max">0 or more.</param>
public sealed record CapacityRule(int Max) : ZoneRule;

/// <summary>Nobody stays longer at a time.</summary>
/// <param name="Minutes">Over 0, at most a week.</param>
public sealed record OvertimeRule(double Minutes) : ZoneRule;

/// <summary>Whoever is in the zone is not in it with fewer than <paramref name="Min"/> people, himself counted, for longer than a time: 2 and 30 is a lone worker with a deadline of half an hour.</summary>
/// <param name="Min">2 or more.</param>
/// <param name="Minutes">0 or more, at most a day.</param>
public sealed record TooFewRule(int Min, double Minutes) : ZoneRule;

/// <summary>No vehicle is faster.</summary>
/// <param name="KilometresPerHour">Over 0, at most 100.</param>
public sealed record SpeedRule(double KilometresPerHour) : ZoneRule;

/// <summary>No moving vehicle comes so near to a person, along the roadways.</summary>
/// <param name="Metres">Over 0, at most 200.</param>
public sealed record ProximityRule(double Metres) : ZoneRule;

/// <summary>
/// A part of every day. The core has no table of time zones (they change with the machine, and a replay would change with them), so the
/// distance from UTC is part of the window.
/// </summary>
/// <param name="From">Minute of the local day, 0 to 1439.</param>
/// <param name="To">Minute of the local day that no longer belongs to it, 0 to 1440; not over <paramref name="From"/>: it lasts over midnight.</param>
/// <param name="UtcOffset">Minutes that local time is ahead of UTC, −840 to 840: Almaty 300.</param>
public readonly record struct DayWindow(int From, int To, int UtcOffset)
{
    private const int Day = 24 * 60;

    /// <summary>Lies the time in it?</summary>
    public bool Holds(Instant time)
    {
        var minute = (int)(((time.UnixSeconds / 60 + UtcOffset) % Day + Day) % Day);
        return From < To ? minute >= From && minute < To : minute >= From || minute < To;
    }
}
