using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation;

/// <summary>The emergency plan of a mine: what was thought of beforehand, position by position.</summary>
/// <param name="Edition">As it stands on the paper: a year, a number.</param>
/// <param name="SelfRescuerMinutes">How long a self-rescuer lasts on the way, over 0.</param>
/// <param name="MetresPerMinute">Pace of people who leave, on the level and upright; null for 60.</param>
public sealed record EmergencyPlan(string Edition, double SelfRescuerMinutes, double? MetresPerMinute, ImmutableArray<PlanPosition> Positions)
{
    /// <summary>Used until a plan is loaded, minutes.</summary>
    public const double UsualMinutes = 60;

    /// <summary>The positions that fit a place, best first: those whose sections hold it and that are made for the kind, then those that hold it, then those nearest to it along the network.</summary>
    /// <param name="most">How many at most.</param>
    public ImmutableArray<PlanPosition> Fitting(EmergencyKind kind, EmergencyPlace place, MinePlan plan, int most = 3)
    {
        if (place.Roadway is not { } roadway || plan.RoadwayIndex(roadway) is not (>= 0 and var index)) return [];
        var at = new NetworkPosition(index, Math.Clamp(place.Offset ?? plan.Roadways[index].Line.Length / 2, 0, plan.Roadways[index].Line.Length));
        return [.. Positions.Select((p, i) => (Position: p, Order: i, Metres: p.Sections.Select(s => MetresTo(s, at, place.Offset is null, plan)).DefaultIfEmpty(double.PositiveInfinity).Min()))
            .Where(p => double.IsFinite(p.Metres))
            .OrderBy(p => p.Metres).ThenByDescending(p => p.Position.Kinds.Contains(kind)).ThenBy(p => p.Order).Take(most).Select(p => p.Position)];
    }

    private static double MetresTo(PlanSection section, NetworkPosition at, bool anywhere, MinePlan plan)
    {
        if (plan.RoadwayIndex(section.Roadway) is not (>= 0 and var roadway)) return double.PositiveInfinity;
        if (roadway == at.Roadway && (anywhere || at.Offset >= section.From && at.Offset <= section.To)) return 0;
        var length = plan.Roadways[roadway].Line.Length;
        return Math.Min(plan.Network.Distance(at, new(roadway, Math.Clamp(section.From, 0, length))), plan.Network.Distance(at, new(roadway, Math.Clamp(section.To, 0, length))));
    }
}

/// <summary>One position of the emergency plan.</summary>
/// <param name="Sections">Where it holds.</param>
/// <param name="Kinds">What it is made for.</param>
/// <param name="Actions">What to do, in order.</param>
/// <param name="Call">Whom to call, in order.</param>
public sealed record PlanPosition(string Id, string Name, ImmutableArray<PlanSection> Sections, ImmutableArray<EmergencyKind> Kinds, ImmutableArray<string> Actions, ImmutableArray<PlanRoute> Routes, ImmutableArray<PlanCall> Call);

/// <summary>Part of a roadway, metres from its first vertex.</summary>
public sealed record PlanSection(RoadwayId Roadway, double From, double To);

/// <summary>A way out as the plan has it: who, and by which roadways in order.</summary>
public sealed record PlanRoute(string Who, ImmutableArray<RoadwayId> Roadways);

/// <summary>Somebody to call.</summary>
public sealed record PlanCall(string Who, string Phone);

/// <summary>Puts the emergency plan of the mine in force; it replaces the one before.</summary>
public sealed record PutEmergencyPlan(EmergencyPlan Plan) : Act;
