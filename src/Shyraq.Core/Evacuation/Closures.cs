using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Plan;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation;

/// <summary>Closes a section of roadway: nobody is sent into it.</summary>
public sealed record CloseSection(RoadwayId Roadway, double From, double To, ClosureCause Cause, string Why = "") : Act;

/// <summary>Opens a section that was closed with the same ends.</summary>
public sealed record OpenSection(RoadwayId Roadway, double From, double To) : Act;

/// <summary>The sections that people closed.</summary>
internal sealed class Closures
{
    private readonly List<Closure> _closed = [];

    public IReadOnlyList<Closure> All => _closed;

    public ActRefusal? Close(CloseSection act, MinePlan plan, string by, Instant at)
    {
        if (plan.RoadwayIndex(act.Roadway) is not (>= 0 and var index)) return new("unknownRoadway", $"the plan has no roadway '{act.Roadway}'");
        var length = plan.Roadways[index].Line.Length;
        if (!(act.From >= 0 && act.To <= length + 0.5 && act.From < act.To))
            return new("noSection", $"found from {act.From} to {act.To}; expected 0 ≤ from < to ≤ {length:0.0}, the length of {act.Roadway} in metres");
        _closed.RemoveAll(c => c.Roadway == act.Roadway && c.From == act.From && c.To == Math.Min(act.To, length));
        _closed.Add(new(act.Roadway, act.From, Math.Min(act.To, length), act.Cause, act.Why, by, at));
        return null;
    }

    public ActRefusal? Open(OpenSection act) =>
        _closed.RemoveAll(c => c.Roadway == act.Roadway && Math.Abs(c.From - act.From) < 0.05 && Math.Abs(c.To - act.To) < 0.05) > 0
            ? null : new("notClosed", $"{act.Roadway} is not closed from {act.From} to {act.To}");

    public void Write(StateWriter to)
    {
        to.Write((long)_closed.Count);
        foreach (var one in _closed)
        {
            to.Write(one.Roadway.Value);
            to.Write(one.From);
            to.Write(one.To);
            to.Write((byte)one.Cause);
            to.Write(one.Why);
            to.Write(one.By);
            to.Write(one.Since);
        }
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--)
            _closed.Add(new(new(from.ReadWord()), from.ReadDouble(), from.ReadDouble(), (ClosureCause)from.ReadByte(), from.ReadWord(), from.ReadWord(), from.ReadInstant()));
    }
}
