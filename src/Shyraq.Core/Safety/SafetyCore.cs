using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Plan;
using Shyraq.Core.Rescue;
using Shyraq.Core.State;

namespace Shyraq.Core.Safety;

/// <summary>The parts that decide what a mine's state means for the people in it, in the order in which they are judged.</summary>
public sealed class SafetyCore
{
    private readonly ImmutableArray<ISafetyPart> _parts;

    internal SafetyCore(MinePlan plan)
    {
        Evacuation = new(plan);
        Rescue = new(plan);
        _parts = [Evacuation, Rescue];
    }

    internal EvacuationPart Evacuation { get; }

    internal RescuePart Rescue { get; }

    /// <summary>How often each board has changed, by the name of the part.</summary>
    public IReadOnlyDictionary<string, long> Revisions => _parts.ToDictionary(part => part.Name, part => part.Revision, StringComparer.Ordinal);

    /// <summary>Does an act; otherwise says why not.</summary>
    internal ActRefusal? Take(ActInput act, Scene scene)
    {
        foreach (var part in _parts)
            if (part.Take(act, scene, out var refusal)) return refusal;
        return new("unknownAct", $"no part of this version does '{act.Act.GetType().Name}'");
    }

    /// <summary>Judges an input, part after part.</summary>
    internal void Judge(Scene scene)
    {
        foreach (var part in _parts) part.Judge(scene);
    }

    /// <summary>Carries everything over to a new plan.</summary>
    internal void Change(MinePlan before, MinePlan plan)
    {
        foreach (var part in _parts) part.Change(before, plan);
    }

    internal void Write(StateWriter to)
    {
        foreach (var part in _parts)
        {
            to.Write(part.Name);
            part.Write(to);
        }
    }

    internal void Read(ref StateReader from)
    {
        foreach (var part in _parts)
        {
            if (from.ReadText() != part.Name) throw new FormatException($"The snapshot lacks the part '{part.Name}'.");
            part.Read(ref from);
        }
    }
}
