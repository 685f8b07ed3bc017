using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>Why a zone is not proved empty.</summary>
public enum ClearanceDoubt
{
    /// <summary>Somebody is in it, or may be with a probability of 5 % and more.</summary>
    Inside,

    /// <summary>Somebody is not heard and could have come into it since.</summary>
    CouldBeInside,

    /// <summary>Somebody is heard, and nobody knows where they are.</summary>
    NoPlace,

    /// <summary>No anchor that covers this stretch was heard lately: whoever is there might not be heard either.</summary>
    NotProved,

    /// <summary>No anchor of the plan covers this stretch: no radio can prove it empty.</summary>
    Uncovered,
}

/// <summary>One reason why a zone is not proved empty.</summary>
/// <param name="Subject">The tag, or the roadway or open area.</param>
/// <param name="Probability">That the tag is inside, 0..1; null when that is not known.</param>
/// <param name="Since">When the tag or an anchor of the stretch was heard last; null when never.</param>
/// <param name="From">Where the stretch begins, metres; with <paramref name="To"/> null for a tag and an area.</param>
/// <param name="Detail">The carrier's name; the anchors of the stretch.</param>
public sealed record ClearanceReason(ClearanceDoubt Doubt, string Subject, double? Probability, Instant? Since, double? From, double? To, string Detail);

/// <summary>Somebody's word for what no radio can prove.</summary>
public sealed record Vouch(string By, Instant At, string Why);
