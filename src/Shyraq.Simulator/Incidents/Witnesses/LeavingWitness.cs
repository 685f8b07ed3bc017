using Shyraq.Core.Units;

namespace Shyraq.Simulator.Incidents.Witnesses;

/// <summary>
/// Who was ordered to leave and has not set out. Out of the radios' reach it is borderline: nobody can know whether they go. Who is at a refuge has done
/// what could be done.
/// </summary>
internal sealed class LeavingWitness : IWitness
{
    private const double Grace = 300, Unheard = 60, AtRefuge = 15;
    private readonly Dictionary<string, double> _orderedAt = [];

    public void Look(World world)
    {
        foreach (var person in world.Workforce.People)
        {
            var ordered = world.Truth.Lasts(TrueKind.Ordered, person.Tag);
            if (ordered) _orderedAt.TryAdd(person.Tag, world.Elapsed);
            else if (!_orderedAt.ContainsKey(person.Tag)) continue;
            var stays = ordered && !person.IsLeaving && world.Elapsed - _orderedAt[person.Tag] > Grace && !world.Refuges.Any(spot => Point3.Distance(world.Ways.PlaceOf(spot), person.Place) < AtRefuge);
            world.Truth.Stand(TrueKind.NotLeaving, person.Tag, stays, person.Place, world.Now, isSure: false);
            if (stays && world.Elapsed - world.HeardAt(person.Tag) < Unheard) world.Truth.Change(TrueKind.NotLeaving, person.Tag, e => e with { IsSure = true });
        }
    }
}
