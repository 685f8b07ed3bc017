using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>Where a drawn zone lies: stretches of roadway, or a polygon, or whole levels. One of them; a polygon with levels lies on these levels alone.</summary>
/// <param name="Sections">Stretches, by the ids of their roadways.</param>
/// <param name="Outline">Three or more corners in the plane; heights are of no meaning. None: no polygon.</param>
/// <param name="Levels">Names of levels.</param>
public sealed record ZoneShape(ImmutableArray<Stretch> Sections, ImmutableArray<Point3> Outline, ImmutableArray<string> Levels);

/// <summary>A zone as people ruled it.</summary>
/// <param name="Shape">Null: the plan draws it, and these rules stand for those that the plan gives it.</param>
public sealed record RuledZone(ZoneId Id, string Name, ZoneShape? Shape, ImmutableArray<ZoneRule> Rules);

/// <summary>What a trial of a draft on the journal of a past time has shown.</summary>
/// <param name="Alarms">How many alarms it would have raised.</param>
/// <param name="Crossings">How many borders of zones would have been crossed.</param>
public sealed record TrialNote(string By, Instant At, Instant From, Instant To, int Alarms, int Crossings);

/// <summary>A version of the zones and rules that people set beside the plan. What the plan gives is the base: a set without zones changes nothing of it.</summary>
/// <param name="Version">Counted from 1 as sets go live; 0 is what stood before the first.</param>
/// <param name="By">Who made it live.</param>
/// <param name="Why">Why, in their words.</param>
/// <param name="Trial">What its trial had shown; null when it went live untried.</param>
/// <param name="Zones">By id, in ordinal order.</param>
public sealed record RuleSet(int Version, string By, Instant At, string Why, TrialNote? Trial, ImmutableSortedDictionary<string, RuledZone> Zones)
{
    /// <summary>What stood before anybody set anything.</summary>
    public static readonly RuleSet Base = new(0, "", default, "", null, ImmutableSortedDictionary.Create<string, RuledZone>(StringComparer.Ordinal));
}

/// <summary>Rules that are being edited. They judge nobody.</summary>
/// <param name="Revision">Another with every change; never the same for two drafts of a mine.</param>
/// <param name="By">Who changed it last.</param>
/// <param name="Trial">The newest trial of this very revision; null when it was not tried.</param>
public sealed record RuleDraft(long Revision, string By, Instant At, TrialNote? Trial, ImmutableSortedDictionary<string, RuledZone> Zones);

/// <summary>Somebody may be in a zone for a time.</summary>
/// <param name="Holder">A tag id or a personnel number.</param>
/// <param name="By">Who granted it.</param>
public sealed record Permit(ZoneId Zone, string Holder, Instant Until, string By, Instant At);
