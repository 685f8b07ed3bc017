using System.Collections.Immutable;
using Shyraq.Core.Presence;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>Who may be in a zone.</summary>
internal static class Admission
{
    /// <summary>
    /// Why somebody may not be there: <c>notAdmitted</c>, <c>notListed</c>, <c>noPermit</c> or <c>permitEnded</c>; null when they may. A valid permit
    /// opens every zone.
    /// </summary>
    public static string? Against(ZoneInForce zone, TagId tag, Carrier? carrier, Permits permits, Instant now)
    {
        var permit = default(Permit);
        var asked = false;
        foreach (var rule in zone.Rules)
        {
            if (Against(rule, tag, carrier, now) is not { } why) continue;
            if (!asked) (permit, asked) = (permits.Of(zone.Id, tag, carrier), true);
            return permit is null ? why : permit.Until > now ? null : "permitEnded";
        }
        return null;
    }

    private static string? Against(ZoneRule rule, TagId tag, Carrier? carrier, Instant now) => rule switch
    {
        RestrictedRule restricted => !Holds(restricted.Hours, now) || Has(restricted.Roles, carrier?.Role) || Has(restricted.Crews, carrier?.Crew) || IsListed(restricted.Tags, tag, carrier) ? null : "notAdmitted",
        PermittedRule permitted => IsListed(permitted.Tags, tag, carrier) ? null : "notListed",
        KeyRule => "noPermit",
        _ => null,
    };

    private static bool Holds(ImmutableArray<DayWindow> hours, Instant now)
    {
        if (hours.IsEmpty) return true;
        foreach (var window in hours)
            if (window.Holds(now)) return true;
        return false;
    }

    private static bool Has(ImmutableArray<string> names, string? name) => !string.IsNullOrEmpty(name) && names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsListed(ImmutableArray<string> tags, TagId tag, Carrier? carrier) =>
        tags.Contains(tag.Value, StringComparer.Ordinal) || (carrier?.Number is { Length: > 0 } number && tags.Contains(number, StringComparer.Ordinal));
}
