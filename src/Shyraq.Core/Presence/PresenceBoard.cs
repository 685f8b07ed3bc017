using System.Collections.Immutable;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>The one list of who is not out, with everything that does not fit together.</summary>
/// <param name="Counts">Sums over <paramref name="People"/>, and over nothing else.</param>
/// <param name="People">Whoever is not out, has a lamp, or is out for less than 12 h; disagreements first.</param>
/// <param name="Lamps">The tags that are out of the lamp room, by tag.</param>
/// <param name="LampLog">What the lamp room did last, newest first, at most 50.</param>
public sealed record PresenceBoard(
    Instant Time, PresenceCounts Counts, ImmutableArray<PresenceRow> People, ImmutableArray<ShiftRow> Shifts, ImmutableArray<Clearance> Clearances,
    ImmutableArray<TwinsRow> Twins, ImmutableArray<Hold> Lamps, ImmutableArray<LampEntry> LampLog);

/// <summary>How many stand where. Every person of the list is in exactly one of the first five.</summary>
/// <param name="NotOut">Going down, underground or unaccounted.</param>
/// <param name="Disagreements">People of whom something does not fit together.</param>
public sealed record PresenceCounts(int Out, int OnSurface, int GoingDown, int Underground, int Unaccounted, int NotOut, int Disagreements)
{
    /// <summary>Counts a list.</summary>
    public static PresenceCounts Of(ImmutableArray<PresenceRow> people)
    {
        int Count(PresenceState state) => people.Count(p => p.State == state);
        var (down, below, lost) = (Count(PresenceState.GoingDown), Count(PresenceState.Underground), Count(PresenceState.Unaccounted));
        return new(Count(PresenceState.Out), Count(PresenceState.OnSurface), down, below, lost, down + below + lost, people.Count(p => p.Disagreements.Length > 0));
    }
}

/// <summary>One person of the list.</summary>
/// <param name="Id">Of the person, the tag or the number, by <paramref name="Kind"/>.</param>
/// <param name="Name">"" when nobody knows it.</param>
/// <param name="Because">On what the state was entered; null when nothing is known at all.</param>
/// <param name="Seen">The newest sign that the person is below: a tag, a passage, a word; null when there is none.</param>
/// <param name="Place">The last place of the newest tag; null when there is none.</param>
/// <param name="Shift">The shift that the person went down for or is planned on now; "" when there is none.</param>
/// <param name="Sources">Everything that is known, newest first.</param>
public sealed record PresenceRow(
    AccountKind Kind, string Id, string Name, string Number, string Company, string Crew, string Role, bool RescueTeam,
    PresenceState State, Instant Since, EvidenceSource? Because, Instant? Seen, ImmutableArray<TagId> Tags, LastPlace? Place, string Shift, Leave? Leave,
    ImmutableArray<Evidence> Sources, ImmutableArray<Disagreement> Disagreements);

/// <summary>Where a tag was last.</summary>
/// <param name="Heard">The newest evidence of the place: its age is the distance to the time of the board.</param>
/// <param name="Radius95">Metres.</param>
public sealed record LastPlace(double X, double Y, double Z, RoadwayId? Roadway, double? Offset, string Level, double Radius95, FixState State, Instant Heard);

/// <summary>A shift: planned against what is known. The lists name people by their ids.</summary>
/// <param name="Down">Went down for it, planned or not, and are not out.</param>
/// <param name="Up">Went down for it and are out again.</param>
/// <param name="NotDown">Planned, and not seen going down.</param>
/// <param name="Unplanned">Went down for it without being planned.</param>
public sealed record ShiftRow(
    string Shift, Instant Start, Instant End, string PlannedBy, ImmutableArray<string> Planned, ImmutableArray<string> Down, ImmutableArray<string> Up,
    ImmutableArray<string> NotDown, ImmutableArray<string> Unplanned);

/// <summary>Two tags that are always together.</summary>
/// <param name="Chance">That one person carries both, 0..1.</param>
/// <param name="Way">Metres they went together.</param>
/// <param name="Farthest">Metres between them at most, when they were looked at.</param>
public sealed record TwinsRow(TagId A, TagId B, Instant Since, double Chance, double Way, int Occasions, double Farthest, bool IsTold, bool IsSettled);
