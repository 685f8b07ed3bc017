using Shyraq.Core.Acts;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation;

/// <summary>What happened.</summary>
public enum EmergencyKind { Fire, Explosion, Outburst, RoofFall, Inrush, Other }

/// <summary>Where it happened.</summary>
/// <param name="Where">In words, as it was reported; never empty.</param>
/// <param name="Roadway">On the plan, when that is known.</param>
/// <param name="Offset">Metres from the roadway's first vertex; null anywhere on it.</param>
public sealed record EmergencyPlace(string Where, RoadwayId? Roadway = null, double? Offset = null);

/// <summary>The first step: says what happened, where and why it is thought so. Nothing else happens yet.</summary>
public sealed record PrepareEmergency(EmergencyKind Emergency, EmergencyPlace Place, string Why) : Act;

/// <summary>The second step: declares what was prepared. Freezes T0.</summary>
public sealed record ConfirmEmergency : Act;

/// <summary>Takes back what was prepared and not yet confirmed.</summary>
public sealed record CancelEmergency : Act;

/// <summary>Ends the emergency.</summary>
public sealed record EndEmergency(string Why) : Act;

/// <summary>An emergency that waits for its confirmation.</summary>
public sealed record PreparedEmergency(EmergencyKind Kind, EmergencyPlace Place, string Why, string By, Instant At)
{
    /// <summary>It can be confirmed for this long: what is older was forgotten, seconds.</summary>
    public const double StandsFor = 300;
}

/// <summary>A declared emergency.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="T0">When it was declared: all positions of that moment are frozen.</param>
/// <param name="Ended">Null while it lasts.</param>
public sealed record Emergency(
    int Number, EmergencyKind Kind, EmergencyPlace Place, string Why, string PreparedBy, Instant Prepared, string ConfirmedBy, Instant T0,
    string EndedBy = "", Instant? Ended = null, string EndedWhy = "");
