namespace Shyraq.Core.Sightings;

/// <summary>Why an input was not used. Each is counted and visible; the names are part of the API.</summary>
public enum RefusalReason
{
    /// <summary>The bytes are not JSON, or not text in UTF-8.</summary>
    NotJson,
    /// <summary>The JSON is not an object (or an array of objects).</summary>
    NotAnObject,
    /// <summary>The line or payload is longer than allowed.</summary>
    TooLong,
    /// <summary>A required property is absent.</summary>
    MissingProperty,
    /// <summary>A property is of the wrong type, not finite, or out of its range.</summary>
    BadValue,
    /// <summary><c>kind</c> is none of the known kinds.</summary>
    UnknownKind,
    /// <summary>The anchor (or the reference) is not in the plan.</summary>
    UnknownAnchor,
    /// <summary>Equal time, tag, kind and anchor were followed before.</summary>
    Duplicate,
    /// <summary>Older than the belief by more than can be mended: kept in the journal for the history, never moves the live position.</summary>
    Late,
    /// <summary>Its clock is ahead of its arrival by more than a wrong clock can explain.</summary>
    FromTheFuture,
    /// <summary>Physically absurd: a distance beyond any radio, a positive signal strength, a place far outside the plan.</summary>
    Absurd,

    /// <summary>The mine knows as many tags as it may; a new one is not taken in.</summary>
    TooManyTags,

    /// <summary>The sensor of a reading is not in the plan.</summary>
    UnknownSensor,
}

/// <summary>One input that was not used, and why.</summary>
/// <param name="Line">1-based line of the payload or file, when known.</param>
/// <param name="Property">The property at fault, when one is.</param>
/// <param name="Detail">What was found and what was expected.</param>
public sealed record Refusal(RefusalReason Reason, string? Tag = null, string? Anchor = null, int? Line = null, string? Property = null, string Detail = "");
