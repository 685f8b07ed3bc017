using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>Puts a drawn zone with its rules into the draft, new or instead of the one of that id.</summary>
/// <param name="Name">As shown; at most 256 characters.</param>
public sealed record PutZone(ZoneId Id, string Name, ZoneShape Shape, ImmutableArray<ZoneRule> Rules) : Act;

/// <summary>Takes a drawn zone out of the draft, or what the draft says of a zone of the plan, which then has the plan's own rules again.</summary>
public sealed record RemoveZone(ZoneId Id) : Act;

/// <summary>Puts other rules to a zone, drawn or of the plan, into the draft.</summary>
public sealed record PutRules(ZoneId Zone, ImmutableArray<ZoneRule> Rules) : Act;

/// <summary>Makes a draft of a version that was live once.</summary>
public sealed record DraftVersion(int Version) : Act;

/// <summary>Lets the draft go.</summary>
public sealed record DiscardDraft : Act;

/// <summary>Notes what a trial has shown. The server itself does this when a trial ends.</summary>
/// <param name="Draft">The revision that was tried.</param>
public sealed record RecordTrial(long Draft, Instant From, Instant To, int Alarms, int Crossings) : Act;

/// <summary>Makes the draft live.</summary>
/// <param name="Draft">The revision that one saw: a draft that was changed meanwhile does not go live.</param>
/// <param name="Why">At most 1024 characters; never empty.</param>
/// <param name="Untried">True: it was not tried, and goes live all the same.</param>
public sealed record ActivateZones(long Draft, string Why, bool Untried = false) : Act;

/// <summary>Lets somebody into a zone that is restricted, locked or for listed people only, for a time. It counts at once.</summary>
/// <param name="Holder">A tag id or a personnel number.</param>
public sealed record GrantPermit(ZoneId Zone, string Holder, Instant Until) : Act;

/// <summary>Ends a permit now.</summary>
public sealed record RevokePermit(ZoneId Zone, string Holder) : Act;

/// <summary>Asks for the proof that nobody is in a zone: before shots are fired, before a belt starts. The zone is watched until it is released.</summary>
/// <param name="Why">Such as <c>shots at 14:30</c>; at most 1024 characters.</param>
/// <param name="CoverageMinutes">How long ago an anchor may have been heard last to count as alive, 1 to 1440.</param>
public sealed record RequestClearance(ZoneId Zone, string Why, double CoverageMinutes = 10) : Act;

/// <summary>Answers for what no radio can prove, in a clearance that was requested.</summary>
/// <param name="Tags">These are not in the zone, and persons without a tag by their id. It counts until they are heard or seen again.</param>
/// <param name="Coverage">True: the stretches that no living anchor covers were walked through and are empty.</param>
/// <param name="Why">How one knows; at most 1024 characters; never empty.</param>
public sealed record VouchForZone(ZoneId Zone, ImmutableArray<TagId> Tags, bool Coverage, string Why) : Act;

/// <summary>Ends the watch of a clearance.</summary>
public sealed record ReleaseClearance(ZoneId Zone) : Act;
