using Shyraq.Core.Units;

namespace Shyraq.Simulator.Incidents.Witnesses;

/// <summary>
/// Who was ordered to leave and has not set out. Out of the radios' reach it is borderline: nobody can know whether they go. Who is at a refuge has done
/// what could be done.
/// </summary>
internal sealed class LeavingWitness : IWitness
{
    /// <summary>Heard without a gap of the first for as long as the second, it can be known that somebody stays, seconds.</summary>
    private const double Gap = 30, Known = 120;

    private const double Grace = 300, AtRefuge = 15;
    private readonly Dictionary<string, double> _orderedAt = [], _heardSince = [];

    public void Look(World world)
    {
        foreach (var person in world.Workforce.People)
        {
            var ordered = world.Truth.Lasts(TrueKind.Ordered, person.Tag);
            if (ordered) _orderedAt.TryAdd(person.Tag, world.Elapsed);
            else if (!_orderedAt.ContainsKey(person.Tag)) continue;
            var stays = ordered && !person.IsLeaving && world.Elapsed - _orderedAt[person.Tag] > Grace && !world.Refuges.Any(spot => Point3.Distance(world.Ways.PlaceOf(spot), person.Place) < AtRefuge);
            world.Truth.Stand(TrueKind.NotLeaving, person.Tag, stays, person.Place, world.Now, isSure: false);
            if (world.Elapsed - world.HeardAt(person.Tag) > Gap) _heardSince[person.Tag] = world.Elapsed;
            if (stays && world.Elapsed - _heardSince.GetValueOrDefault(person.Tag, _orderedAt[person.Tag]) >= Known) world.Truth.Change(TrueKind.NotLeaving, person.Tag, e => e with { IsSure = true });
        }
    }
}
