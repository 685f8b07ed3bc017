using Shyraq.Core.Units;
using Shyraq.Simulator.Radios;

namespace Shyraq.Simulator.Incidents.Witnesses;

/// <summary>Anchors that are dead, tags that no anchor hears, and who is lost from sight for long.</summary>
internal sealed class RadioWitness : IWitness
{
    /// <summary>Not heard for so long a tag is missed, seconds.</summary>
    private const double Missed = 60;

    /// <summary>A dead anchor is found out by the tags that pass it and are heard by others: as near as this, metres, for as long as this in sum, seconds.</summary>
    private const double Passes = 15, Passing = 120;

    private readonly Dictionary<string, int> _passed = [];

    public void Look(World world)
    {
        foreach (var person in world.Workforce.People) Look(world, world.TagOf(person.Tag), world.Truth.Lasts(TrueKind.Underground, person.Tag));
        foreach (var unit in world.Anchors.Units)
            if (unit.DiesAt <= world.Elapsed) Look(world, unit);
    }

    private static void Look(World world, TagUnit tag, bool isBelow)
    {
        var (id, place) = (tag.Body.Tag, tag.Body.Place);
        var unheard = isBelow ? world.Elapsed - Math.Max(0, world.HeardAt(id)) : 0;
        // What is destroyed stays so.
        if (tag.DiesAt > world.Elapsed || unheard > Missed) world.Truth.Stand(TrueKind.TagLost, id, unheard > Missed, place, world.Now, isSure: false);
        world.Truth.Stand(TrueKind.Unaccounted, id, unheard > TrueEvents.UnaccountedAfter, place, world.Now, isSure: !double.IsInfinity(world.HeardAt(id)));
    }

    private void Look(World world, AnchorUnit unit)
    {
        var id = unit.Anchor.Id.Value;
        world.Truth.Begin(TrueKind.AnchorLost, id, unit.Anchor.Place, world.Now, isSure: false);
        if (_passed.GetValueOrDefault(id) > Passing) return;
        foreach (var tag in world.Tags)
            if (tag.Body.IsOn && world.Elapsed - tag.HeardAt < 3 && Point3.Distance(tag.Body.Place, unit.Anchor.Place) < Passes) _passed[id] = _passed.GetValueOrDefault(id) + 1;
        if (_passed.GetValueOrDefault(id) > Passing) world.Truth.Change(TrueKind.AnchorLost, id, e => e with { IsSure = true });
    }
}
