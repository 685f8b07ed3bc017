using System.Collections.Immutable;
using Shyraq.Core.Plan;

namespace Shyraq.Core.Zones;

/// <summary>All zones that are watched: those of the plan in its order, then the drawn ones by id. Derived from a plan and a set of rules, immutable.</summary>
internal sealed class ZonesInForce
{
    private readonly Dictionary<string, int> _byId;
    private readonly Dictionary<int, int[]> _byRoadway;

    public ZonesInForce(MinePlan plan, RuleSet set)
    {
        var ofPlan = plan.Zones.Select(zone => zone.Id.Value).ToHashSet(StringComparer.Ordinal);
        All =
        [
            .. plan.Zones.Select(zone => new ZoneInForce(plan, zone, set.Zones.TryGetValue(zone.Id.Value, out var ruled) ? ruled.Rules : zone.Rules, false, [])),
            .. set.Zones.Values.Where(zone => zone.Shape is not null && !ofPlan.Contains(zone.Id.Value))
                .Select(zone => new ZoneInForce(plan, OnPlan(plan, zone, zone.Shape!), zone.Rules, true, zone.Shape!.Levels)),
        ];
        _byId = All.Select((zone, i) => (zone, i)).ToDictionary(p => p.zone.Id.Value, p => p.i, StringComparer.Ordinal);
        _byRoadway = All.SelectMany((zone, i) => zone.Roadways.Select(roadway => (roadway, i))).GroupBy(p => p.roadway, p => p.i).ToDictionary(g => g.Key, g => g.ToArray());
        WithAreas = [.. Enumerable.Range(0, All.Length).Where(i => All[i].HasAreas)];
    }

    /// <summary>In the order in which crossings of one fix are told.</summary>
    public ImmutableArray<ZoneInForce> All { get; }

    /// <summary>The indices of those that lie in open areas.</summary>
    public ImmutableArray<int> WithAreas { get; }

    /// <summary>The index of a zone; −1 when none has that id.</summary>
    public int IndexOf(string id) => _byId.GetValueOrDefault(id, -1);

    /// <summary>A zone by its id; null when none has it.</summary>
    public ZoneInForce? Of(string id) => IndexOf(id) is >= 0 and var index ? All[index] : null;

    /// <summary>The indices of the zones on a roadway.</summary>
    public ReadOnlySpan<int> OnRoadway(int roadway) => _byRoadway.GetValueOrDefault(roadway);

    private static Zone OnPlan(MinePlan plan, RuledZone zone, ZoneShape shape)
    {
        var bare = new Zone(zone.Id, zone.Name, shape.Outline, [], "", ImmutableDictionary<string, string>.Empty);
        if (shape.Outline.Length > 2)
        {
            var found = ZoneSections.Complete(bare, plan.Roadways);
            return found with { Sections = [.. found.Sections.Where(s => shape.Levels.IsEmpty || IsOn(plan.Roadways[s.Roadway].Level))] };
        }
        if (shape.Sections.IsEmpty)
            return bare with
            {
                Sections = [.. plan.Roadways.Select((r, i) => (r, i)).Where(p => IsOn(p.r.Level)).Select(p => new Section(p.i, 0, p.r.Line.Length))],
                Areas = [.. plan.Areas.Select((a, i) => (a, i)).Where(p => IsOn(p.a.Level)).Select(p => p.i)],
            };
        return bare with { Sections = [.. shape.Sections.Select(s => (Index: plan.RoadwayIndex(s.Roadway), s.From, s.To)).Where(s => s.Index >= 0).Select(s => Cut(s.Index, s.From, s.To)).Where(s => s.To > s.From)] };

        bool IsOn(string level) => shape.Levels.Contains(level, StringComparer.Ordinal);

        Section Cut(int roadway, double from, double to)
        {
            var length = plan.Roadways[roadway].Line.Length;
            return new(roadway, Math.Min(from, length), Math.Min(to, length));
        }
    }
}
