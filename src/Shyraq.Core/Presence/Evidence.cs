using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>Where somebody stands in the shift. The numbers are written into snapshots.</summary>
public enum PresenceState
{
    /// <summary>Not in the mine, on evidence; so also whoever never went down.</summary>
    Out,

    /// <summary>Has a lamp and has not gone down yet.</summary>
    OnSurface,

    /// <summary>Went through a gate or into the reach of an exit, and was not heard below yet.</summary>
    GoingDown,

    /// <summary>In the mine.</summary>
    Underground,

    /// <summary>In the mine as far as anybody knows, and neither heard nor seen for <see cref="PresenceRules.UnaccountedAfter"/>.</summary>
    Unaccounted,
}

/// <summary>How something is known of a person. The numbers are written into snapshots: new ones go to the end.</summary>
public enum EvidenceSource
{
    /// <summary>The lamp room handed a tag out.</summary>
    LampIssued,

    /// <summary>The lamp room took a tag back.</summary>
    LampReturned,

    /// <summary>A gate let the person in.</summary>
    PassageIn,

    /// <summary>A gate let the person out.</summary>
    PassageOut,

    /// <summary>The tag was heard below.</summary>
    TagUnderground,

    /// <summary>The tag was heard at an exit.</summary>
    TagAtExit,

    /// <summary>The tag was heard above ground.</summary>
    TagOnSurface,

    /// <summary>The tag came up to an exit and was heard no more.</summary>
    TagLeftByExit,

    /// <summary>Somebody entered it by hand.</summary>
    Manual,

    /// <summary>Leave to be below without a tag.</summary>
    Authorised,
}

/// <summary>One thing that is known of a person.</summary>
/// <param name="Time">When it was so.</param>
/// <param name="Detail">The tag, the gate, or who said it and why.</param>
public sealed record Evidence(EvidenceSource Source, Instant Time, string Detail);

/// <summary>What does not fit together. The numbers are written into snapshots: new ones go to the end.</summary>
public enum DisagreementKind
{
    /// <summary>A tag of the lamp room is heard below, and nobody is said to have it.</summary>
    TagUndergroundNoLampIssued,

    /// <summary>A tag is heard below that neither the registry nor the list of carriers knows.</summary>
    UnknownTagUnderground,

    /// <summary>The lamp was returned, and its tag was heard below after that.</summary>
    LampReturnedTagUnderground,

    /// <summary>A gate let the person out, and the tag was heard below after that.</summary>
    PassageOutTagUnderground,

    /// <summary>Somebody said that the person is out, and the tag was heard below after that.</summary>
    SaidOutTagUnderground,

    /// <summary>One person has two tags.</summary>
    OnePersonTwoTags,

    /// <summary>The tags of two persons are always together: one may carry the other's.</summary>
    TwoTagsAlwaysTogether,

    /// <summary>Went down, and neither heard nor seen for long.</summary>
    WentDownNeverSeenAgain,

    /// <summary>A gate let the person in, who has no lamp and no leave to go without.</summary>
    WentDownWithoutLamp,

    /// <summary>A gate let somebody in whom the registry does not know.</summary>
    UnknownPersonWentDown,

    /// <summary>Planned on a shift that has begun, and not down.</summary>
    PlannedNotDown,

    /// <summary>Down while shifts are planned, and on none of them.</summary>
    DownNotPlanned,

    /// <summary>The shift is over, and the person is not out.</summary>
    ShiftOverNotOut,

    /// <summary>A visitor is below without the escort near.</summary>
    VisitorWithoutEscort,

    /// <summary>The time that a visitor or somebody without a tag was given is over.</summary>
    LeaveOver,

    /// <summary>Out for long with a lamp that did not come back.</summary>
    OutLampNotReturned,

    /// <summary>A gate saw the person in, the tag or the lamp came up, and no gate saw the person out: somebody else may have brought it.</summary>
    CameUpNoPassageOut,

    /// <summary>A gate let the person in, and the tag lies above ground.</summary>
    PassageInTagOnSurface,
}

/// <summary>A disagreement that stands.</summary>
/// <param name="Detail">The sources with their times: the code of the kind and its values (<see cref="Safety.Phrase"/>).</param>
public sealed record Disagreement(DisagreementKind Kind, Instant Since, string Detail);
