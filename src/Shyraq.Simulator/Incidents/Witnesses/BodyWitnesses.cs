using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Simulator.People;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.Incidents.Witnesses;

/// <summary>
/// Who wears a tag and has not moved at all for a quarter of an hour. A lamp that was left on lies as still and is nobody. Who is not heard is borderline:
/// nobody can know whether they move.
/// </summary>
internal sealed class MotionlessWitness : IWitness
{
    private const double Heard = 60;

    public void Look(World world)
    {
        foreach (var person in world.Workforce.People)
        {
            world.Truth.Stand(TrueKind.Motionless, person.Tag, person.Doing == Doing.Lying && world.Elapsed - person.MovedAt >= TrueEvents.MotionlessAfter, person.Place, world.Now, isSure: false);
            if (world.Elapsed - world.HeardAt(person.Tag) < Heard) world.Truth.Change(TrueKind.Motionless, person.Tag, e => e with { IsSure = true });
        }
    }
}

/// <summary>A machine that is faster than it may be; by less than a fifth or for less than ten seconds it is borderline.</summary>
internal sealed class SpeedWitness : IWitness
{
    /// <summary>Speed limit of machines, metres a second (18 km/h).</summary>
    public const double Limit = 5;

    private const double Clearly = 1.2, Brief = 10;
    private readonly Dictionary<string, double> _fastest = [];

    public void Look(World world)
    {
        foreach (var vehicle in world.Workforce.Vehicles)
        {
            world.Truth.Stand(TrueKind.Speeding, vehicle.Tag, vehicle.Speed > Limit, vehicle.Place, world.Now, isSure: false);
            _fastest[vehicle.Tag] = vehicle.Speed > Limit ? Math.Max(vehicle.Speed, _fastest.GetValueOrDefault(vehicle.Tag)) : 0;
            if (_fastest[vehicle.Tag] > Clearly * Limit)
                world.Truth.Change(TrueKind.Speeding, vehicle.Tag, e => e with { IsSure = world.Now.SecondsSince(e.From) > Brief });
        }
    }
}

/// <summary>
/// A moving machine near a person on foot, by the way along the roadways. Within 5 m it is sure, within 25 m borderline; whoever rides is no pedestrian.
/// </summary>
internal sealed class ProximityWitness(MinePlan plan) : IWitness
{
    private const double Surely = 5, Reach = 25, Moving = 0.5;
    private readonly HashSet<string> _sure = new(StringComparer.Ordinal);

    public void Look(World world)
    {
        foreach (var vehicle in world.Workforce.Vehicles)
            foreach (var person in world.Workforce.People)
            {
                var subject = $"{vehicle.Tag} {person.Tag}";
                var lasts = world.Truth.Lasts(TrueKind.Proximity, subject);
                var near = person is { IsOn: true, IsRiding: false } && Point3.Distance(vehicle.Place, person.Place) < Reach
                    && (lasts || vehicle.Speed > Moving) ? Way(vehicle.Spot, person.Spot) : double.PositiveInfinity;
                if (near > Reach && !lasts) continue;
                world.Truth.Stand(TrueKind.Proximity, subject, near <= Reach, person.Place, world.Now, isSure: false);
                if (near > Reach) _sure.Remove(subject);
                if (near > Surely || vehicle.Speed <= Moving || !_sure.Add(subject)) continue;
                // From here on it is sure; what came before was borderline.
                world.Truth.End(TrueKind.Proximity, subject, world.Now);
                world.Truth.Begin(TrueKind.Proximity, subject, person.Place, world.Now);
            }
    }

    private double Way(Spot a, Spot b)
    {
        if (a.Area >= 0 && a.Area == b.Area) return Point3.Distance(a.Point, b.Point);
        if (a.Edge < 0 || b.Edge < 0) return double.PositiveInfinity;
        return plan.Network.Distance(On(a), On(b), Reach);
    }

    private NetworkPosition On(Spot spot) => new(plan.Network.Edges[spot.Edge].Roadway, spot.Offset);
}

/// <summary>Presses of the SOS button. One that no anchor ever heard of is borderline: nobody can know of it.</summary>
internal sealed class SosWitness : IWitness
{
    private readonly Dictionary<(string Tag, double From), int> _told = [];

    public void Look(World world)
    {
        foreach (var tag in world.Tags)
            foreach (var press in tag.Presses)
            {
                if (press.From > world.Elapsed) continue;
                var (subject, key) = (tag.Body.Tag, (tag.Body.Tag, press.From));
                if (_told.TryAdd(key, 0)) world.Truth.Begin(TrueKind.Sos, subject, tag.Body.Place, world.At(press.From), isSure: false);
                if (_told[key] == 2) continue;
                world.Truth.Change(TrueKind.Sos, subject, e => e with { IsSure = !double.IsNaN(press.ToldAt) });
                _told[key] = 1;
                if (world.Elapsed < press.To || double.IsNaN(press.ToldAt)) continue;
                world.Truth.End(TrueKind.Sos, subject, world.At(Math.Max(press.To, press.ToldAt)));
                _told[key] = 2;
            }
    }
}

/// <summary>Machines below that do not move, whatever the reason.</summary>
internal sealed class StandingWitness : IWitness
{
    private readonly Dictionary<string, double> _movedAt = [];

    public void Look(World world)
    {
        foreach (var vehicle in world.Workforce.Vehicles)
        {
            if (vehicle.Speed > 0.05 || !_movedAt.ContainsKey(vehicle.Tag)) _movedAt[vehicle.Tag] = world.Elapsed;
            world.Truth.Stand(TrueKind.Stuck, vehicle.Tag, vehicle.Spot.Edge >= 0 && world.Elapsed - _movedAt[vehicle.Tag] >= TrueEvents.StuckAfter, vehicle.Place, world.Now);
        }
    }
}
