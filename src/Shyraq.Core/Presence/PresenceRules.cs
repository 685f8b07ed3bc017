namespace Shyraq.Core.Presence;

/// <summary>The numbers of presence, in seconds and metres. <c>docs/presence.md</c> says why each is what it is.</summary>
internal static class PresenceRules
{
    /// <summary>Neither heard nor seen for this long below: unaccounted.</summary>
    public const double UnaccountedAfter = 15 * 60;

    /// <summary>This near to an exit, in a straight line, one is at it.</summary>
    public const double ExitReach = 30;

    /// <summary>A tag has to be heard in a place for this long before it counts as being there.</summary>
    public const double Dwell = 10;

    /// <summary>A tag that came up to an exit and is silent for this long has left by it.</summary>
    public const double LeftAfter = 120;

    /// <summary>Clocks of gates and lamp room may differ by this from those of the radios.</summary>
    public const double Skew = 30;

    /// <summary>A gate that lets somebody in so near in time to when a radio took them for below tells of the same way down.</summary>
    public const double GateAround = 30 * 60;

    /// <summary>A tag that comes up so soon after a gate or somebody saw its bearer out tells of the same coming up: the gate says when.</summary>
    public const double GateStands = 5 * 60;

    /// <summary>Nobody is out whose tag was heard below within this.</summary>
    public const double Settles = 60;

    /// <summary>A tag that was returned belongs to its last bearer for this long when it is heard below again.</summary>
    public const double ReturnedFor = 12 * 3600;

    /// <summary>Whoever is out stays on the list for this long.</summary>
    public const double ShownAfterOut = 12 * 3600;

    /// <summary>After the start of a shift whoever is planned has this long to go down; after its end to come up.</summary>
    public const double LateDown = 30 * 60, LateUp = 60 * 60;

    /// <summary>Whoever went down so long before a shift begins went down for it.</summary>
    public const double EarlyDown = 90 * 60;

    /// <summary>A lamp comes back within this after its bearer is out.</summary>
    public const double LampBack = 60 * 60;

    /// <summary>A visitor stays this near to the escort.</summary>
    public const double EscortReach = 100;

    /// <summary>What the lamp room did can be taken back for this long.</summary>
    public const double TakeBackWithin = 15 * 60;
}
