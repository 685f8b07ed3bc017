using Shyraq.Core.Evacuation;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Plan;
using Shyraq.Simulator.People;
using Shyraq.Simulator.Travel;
using Shyraq.Simulator.Ventilation;

namespace Shyraq.Simulator.Incidents;

/// <summary>Roof comes down over a stretch of roadway. Who is under it lies; who is behind it has no way out; the air finds other ways.</summary>
/// <param name="Place">The middle of the fall, if nobody is near.</param>
/// <param name="Length">Metres.</param>
/// <param name="Near">It comes down on somebody who is within this of the place, metres.</param>
/// <param name="Reported">So long after it the dispatcher knows where the way is blocked and closes it on the plan, seconds.</param>
public sealed record RoofFall(double At, Spot Place, double Length, double Near = 0, double Reported = 90) : Incident(At)
{
    private CloseSection? _report;

    internal override void Begin(World world)
    {
        var edge = world.Plan.Network.Edges[Place.Edge];
        var middle = Casting.Anybody(world, p => p.Spot.Edge == Place.Edge && Math.Abs(p.Spot.Offset - Place.Offset) < Near)?.Spot.Offset ?? Place.Offset;
        var (from, to) = (Math.Max(edge.From, middle - Length / 2), Math.Min(edge.To, middle + Length / 2));
        world.Ways.Blocked.Add(edge.Index, from, to);
        world.Flow.Choke(edge.Index);
        _report = new(world.Plan.Roadways[edge.Roadway].Id, Math.Floor(from), Math.Ceiling(to), ClosureCause.Blocked, "roof fall");
        world.Truth.Begin(TrueKind.RoofFall, world.Plan.Roadways[edge.Roadway].Id.Value, world.Ways.PlaceOf(Spot.OnEdge(edge.Index, middle)), world.Now);
        foreach (var person in world.Workforce.People)
            if (person.Spot.Edge == edge.Index && person.Spot.Offset >= from && person.Spot.Offset <= to && person.IsOn) person.Fall();
        if (Workforce.Home(world.Ways) is not { } home) return;
        foreach (var person in world.Workforce.People)
            if (person is { IsOn: true, IsInert: false } && world.Ways.Find(person.Spot, home, Traffic.OnFoot) is null)
                world.Truth.Begin(TrueKind.Trapped, person.Tag, person.Place, world.Now);
    }

    internal override void Continue(World world)
    {
        if (_report is not { } report || world.Elapsed < At + Reported) return;
        world.Do(report);
        _report = null;
    }
}

/// <summary>A belt or a machine burns: a growing source of carbon monoxide, which the draught carries on.</summary>
/// <param name="Growth">The source grows by this with each second up to <see cref="Most"/>, cubic metres a second.</param>
public sealed record Fire(double At, Spot Place, double Growth = 2e-5) : Incident(At)
{
    /// <summary>Cubic metres of carbon monoxide a second from some ten metres of burning belt.</summary>
    private const double Most = 0.02;

    internal override void Begin(World world) => world.Truth.Begin(TrueKind.Fire, "fire", world.Ways.PlaceOf(Place), world.Now);

    internal override void Continue(World world) =>
        world.Gas.Release(Gas.CarbonMonoxide, Place.Edge, Place.Offset, Math.Min(Most, Growth * (world.Elapsed - At)));
}

/// <summary>Gas and coal burst out of the face: thousands of cubic metres of methane in a minute, then an hour's afterflow.</summary>
/// <param name="CubicMetres">Methane of the burst.</param>
public sealed record Outburst(double At, Spot Place, double CubicMetres = 4000) : Incident(At)
{
    private const double Burst = 60, Afterflow = 0.3;

    internal override void Begin(World world) => world.Truth.Begin(TrueKind.Outburst, "outburst", world.Ways.PlaceOf(Place), world.Now);

    internal override void Continue(World world) =>
        world.Gas.Release(Gas.Methane, Place.Edge, Place.Offset, world.Elapsed - At <= Burst ? CubicMetres / Burst : Afterflow);
}

/// <summary>
/// An explosion: the blast runs along the roadways, kills radios and sensors, throws people down, breaks tags and leaves afterdamp.
/// </summary>
/// <param name="Radius">How far along the roadways it breaks things, metres. Within a third of it everybody falls; beyond, one in four.</param>
/// <param name="AnchorShare">Share of all anchors of the mine that go: cables burn and supply fails further out, 0..1.</param>
public sealed record Explosion(double At, Spot Place, double Radius, double AnchorShare) : Incident(At)
{
    private const double BreaksTag = 0.3, FallsOutside = 0.25, Afterdamp = 0.01;

    internal override void Begin(World world)
    {
        world.Truth.Begin(TrueKind.Explosion, "explosion", world.Ways.PlaceOf(Place), world.Now);
        new AnchorsLost(At, Place, AnchorShare, Radius).Begin(world);
        foreach (var person in world.Workforce.People)
        {
            if (!person.IsOn || Away(world, person.Spot) is var away && away > Radius) continue;
            if ((away < Radius / 3 || world.Chance.Happens(FallsOutside)) && person.Fall() && world.Chance.Happens(BreaksTag)) Break(world, person);
        }
        foreach (var sensor in world.Plan.Sensors)
        {
            if (world.SpotAt(sensor.Place) is not { } spot || Away(world, spot) > Radius) continue;
            world.Sensors.Die(sensor.Id);
            world.Truth.Begin(TrueKind.SensorLost, sensor.Id, sensor.Place, world.Now);
        }
        foreach (var edge in world.Plan.Network.Edges)
            for (var offset = edge.From + 5; offset < edge.To; offset += 10)
                if (Away(world, Spot.OnEdge(edge.Index, offset)) <= Radius) world.Gas.Release(Gas.CarbonMonoxide, edge.Index, offset, Afterdamp * world.Flow.Area(edge.Index) * 10);
    }

    private static void Break(World world, Person person)
    {
        world.TagOf(person.Tag).DiesAt = world.Elapsed;
        world.Truth.End(TrueKind.TagLost, person.Tag, world.Now);
        world.Truth.Begin(TrueKind.TagLost, person.Tag, person.Place, world.Now);
    }

    /// <summary>Metres along the roadways from the seat of the explosion.</summary>
    private double Away(World world, Spot spot) =>
        spot.Edge < 0 ? double.PositiveInfinity : world.Plan.Network.Distance(On(world, Place), On(world, spot), Radius + 1);

    private static NetworkPosition On(World world, Spot spot) => new(world.Plan.Network.Edges[spot.Edge].Roadway, spot.Offset);
}
