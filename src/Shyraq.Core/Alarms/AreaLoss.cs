using System.Collections.Immutable;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>
/// Many radios or sensors of one area that fell silent together: an explosion, a fall of roof, a cut cable. What was known of the people there at that
/// moment is kept and never changed.
/// </summary>
/// <param name="Area">Its name: the level and a number; the whole mine when nearly all are lost.</param>
/// <param name="Since">When the first of them was heard last.</param>
/// <param name="Found">When it was noticed, and the picture kept.</param>
/// <param name="Ended">When more than half of them were heard again; null while they are not.</param>
/// <param name="Roadways">The roadways in which they hang.</param>
/// <param name="Radios">Anchors and sensors lost in it, so far.</param>
/// <param name="LostThen">How many were lost when it was noticed, of <paramref name="ActiveThen"/> that had been heard there within the minute before.</param>
/// <param name="Picture">Who was there, as they were last known then; in order of tag.</param>
/// <param name="IsSure">It has lasted for longer than a gateway keeps back, and is an alarm; before that it may come back by itself.</param>
public sealed record AreaLoss(
    string Area, string Level, Point3 Place, Instant Since, Instant Found, Instant? Ended, ImmutableArray<string> Roadways, ImmutableArray<string> Radios,
    int LostThen, int ActiveThen, ImmutableArray<LastSeen> Picture, bool IsSure = false);

/// <summary>A tag as it was last known at a moment.</summary>
/// <param name="Roadway">Id; null off the network.</param>
/// <param name="Offset">Metres from the roadway's first vertex.</param>
/// <param name="Radius95">Radius that held the true place with 95 %, metres.</param>
/// <param name="Heard">When the newest evidence of the place was measured.</param>
public sealed record LastSeen(TagId Tag, Point3 Place, string? Roadway, double? Offset, double Radius95, FixState State, Instant Heard);
