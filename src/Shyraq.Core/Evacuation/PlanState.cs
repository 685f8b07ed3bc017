using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Plan;
using Shyraq.Core.State;

namespace Shyraq.Core.Evacuation;

/// <summary>Checks the emergency plan, and writes and reads it with the state.</summary>
internal static class PlanState
{
    /// <summary>What is wrong with a plan; null when nothing is.</summary>
    public static ActRefusal? Check(EmergencyPlan plan, MinePlan mine)
    {
        if (!(plan.SelfRescuerMinutes is > 0 and <= 600)) return new("badPlan", $"selfRescuerMinutes: found {plan.SelfRescuerMinutes}; expected minutes over 0, at most 600");
        if (plan.MetresPerMinute is { } pace && !(pace is >= 5 and <= 300)) return new("badPlan", $"metresPerMinute: found {pace}; expected 5 to 300");
        for (var i = 0; i < plan.Positions.Length; i++)
        {
            var position = plan.Positions[i];
            if (position.Id.Length == 0 || plan.Positions.Count(p => p.Id == position.Id) > 1) return new("badPlan", $"positions[{i}].id: found '{position.Id}'; expected a text, each once");
            foreach (var section in position.Sections)
            {
                if (mine.RoadwayIndex(section.Roadway) < 0) return new("badPlan", $"position {position.Id}: the plan of the mine has no roadway '{section.Roadway}'");
                if (!(section.From >= 0 && section.To >= section.From)) return new("badPlan", $"position {position.Id}, section of {section.Roadway}: found from {section.From} to {section.To}; expected 0 ≤ from ≤ to");
            }
            foreach (var roadway in position.Routes.SelectMany(r => r.Roadways))
                if (mine.RoadwayIndex(roadway) < 0) return new("badPlan", $"position {position.Id}, routes: the plan of the mine has no roadway '{roadway}'");
        }
        return null;
    }

    public static void Write(StateWriter to, EmergencyPlan? plan)
    {
        to.Write(plan?.Edition);
        if (plan is null) return;
        to.Write(plan.SelfRescuerMinutes);
        to.Write(plan.MetresPerMinute);
        to.Write((long)plan.Positions.Length);
        foreach (var p in plan.Positions)
        {
            to.Write(p.Id);
            to.Write(p.Name);
            Each(p.Sections, s => { to.Write(s.Roadway.Value); to.Write(s.From); to.Write(s.To); });
            Each(p.Kinds, kind => to.Write((byte)kind));
            Each(p.Actions, to.Write);
            Each(p.Routes, r => { to.Write(r.Who); Each(r.Roadways, id => to.Write(id.Value)); });
            Each(p.Call, c => { to.Write(c.Who); to.Write(c.Phone); });
        }

        void Each<T>(ImmutableArray<T> all, Action<T> write)
        {
            to.Write((long)all.Length);
            foreach (var one in all) write(one);
        }
    }

    public static EmergencyPlan? Read(ref StateReader from)
    {
        if (from.ReadText() is not { } edition) return null;
        var (minutes, pace) = (from.ReadDouble(), from.ReadDoubleOrNull());
        var positions = ImmutableArray.CreateBuilder<PlanPosition>();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var (id, name) = (from.ReadWord(), from.ReadWord());
            var sections = ImmutableArray.CreateBuilder<PlanSection>();
            for (var n = from.ReadCount(); n > 0; n--) sections.Add(new(new(from.ReadWord()), from.ReadDouble(), from.ReadDouble()));
            var kinds = ImmutableArray.CreateBuilder<EmergencyKind>();
            for (var n = from.ReadCount(); n > 0; n--) kinds.Add((EmergencyKind)from.ReadByte());
            var actions = ImmutableArray.CreateBuilder<string>();
            for (var n = from.ReadCount(); n > 0; n--) actions.Add(from.ReadWord());
            var routes = ImmutableArray.CreateBuilder<PlanRoute>();
            for (var n = from.ReadCount(); n > 0; n--)
            {
                var who = from.ReadWord();
                var roadways = ImmutableArray.CreateBuilder<Units.RoadwayId>();
                for (var k = from.ReadCount(); k > 0; k--) roadways.Add(new(from.ReadWord()));
                routes.Add(new(who, roadways.ToImmutable()));
            }
            var call = ImmutableArray.CreateBuilder<PlanCall>();
            for (var n = from.ReadCount(); n > 0; n--) call.Add(new(from.ReadWord(), from.ReadWord()));
            positions.Add(new(id, name, sections.ToImmutable(), kinds.ToImmutable(), actions.ToImmutable(), routes.ToImmutable(), call.ToImmutable()));
        }
        return new(edition, minutes, pace, positions.ToImmutable());
    }
}
