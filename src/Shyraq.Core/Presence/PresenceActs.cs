using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>The lamp room hands a tag to a person: from now on the person carries it.</summary>
/// <param name="Person">Id of a person of the registry.</param>
/// <param name="Lamp">Number of the lamp when the registry does not tell it.</param>
public sealed record IssueTag(TagId Tag, string Person, string Lamp = "") : Act;

/// <summary>Many tags at once: all or, when one cannot be issued, none.</summary>
public sealed record IssueTags(ImmutableArray<IssueTag> Issues) : Act;

/// <summary>The lamp room takes a tag back.</summary>
public sealed record ReturnTag(TagId Tag) : Act;

/// <summary>Many tags at once: all or, when one was not issued, none.</summary>
public sealed record ReturnTags(ImmutableArray<TagId> Tags) : Act;

/// <summary>Takes back what the lamp room did last with a tag, as if it had not been done; the list of the lamp room keeps both.</summary>
public sealed record TakeBack(TagId Tag) : Act;

/// <summary>A person at a desk says what they know of another. It stands until other evidence says otherwise, and what contradicts it is named.</summary>
/// <param name="Person">Id in the registry, or the number of somebody whom only a gate knows; "" when it is about a tag that nobody is known to carry.</param>
/// <param name="Tag">That tag; null when it is about a person.</param>
/// <param name="Why">From which source; never empty.</param>
public sealed record SetPresence(string Person, PresenceState State, string Why, TagId? Tag = null) : Act;

/// <summary>Somebody goes down without a tag, with leave: by this way, and out again by a deadline.</summary>
/// <param name="Route">Roadways in the order in which they are walked.</param>
public sealed record AuthoriseUntracked(string Person, ImmutableArray<RoadwayId> Route, Instant Deadline, string Why) : Act;

/// <summary>A visitor goes down in somebody's care.</summary>
/// <param name="Escort">Id of the person who answers for the visitor.</param>
public sealed record AdmitVisitor(string Person, string Escort, Instant Until) : Act;

/// <summary>Who is to work when. A shift of the same id is planned anew.</summary>
/// <param name="People">Ids of persons of the registry.</param>
public sealed record PlanShift(string Shift, Instant Start, Instant End, ImmutableArray<string> People) : Act;

/// <summary>Signs the clearance of the shaft after a shift: who is still not out, and why, is kept as it is now.</summary>
public sealed record SignClearance(string Shift, string Note) : Act;

/// <summary>Somebody has looked: two tags that are always together are two people.</summary>
public sealed record SettleTwins(TagId A, TagId B, string Why) : Act;
