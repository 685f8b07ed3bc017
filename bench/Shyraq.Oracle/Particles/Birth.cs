using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Oracle.Radios;
using Shyraq.Oracle.Runs;
using Shyraq.Simulator.Chances;

namespace Shyraq.Oracle.Particles;

/// <summary>Finds a tag from the readings of one epoch alone: draws particles from all places in their reach.</summary>
internal sealed class Birth(SimulatedRun run, Places places, Mobility mobility, Chance chance)
{
    private readonly List<(int Edge, int Number, int Hall, double X, double Y, double Sum)> _cells = [];
    private readonly HashSet<int> _edges = [], _halls = [];

    /// <summary>Weighs the places. Returns the mean likelihood over them, metre by metre; 0 when the readings name no place.</summary>
    public double Weigh(ReadOnlySpan<Reading> readings)
    {
        _cells.Clear();
        _edges.Clear();
        _halls.Clear();
        foreach (ref readonly var reading in readings)
        {
            if (reading.Anchor < 0) continue;
            var view = run.Plan.Views[reading.Anchor];
            foreach (var edge in view.Edges) _edges.Add(edge.Edge);
            if (view.Area is { } area) _halls.Add(area);
            foreach (var portal in run.Ways.Portals)
                if (Point3.Distance(portal.Place, view.Anchor.Place) < 120) _halls.Add(portal.Area);
        }
        double sum = 0, metres = 0;
        foreach (var edge in _edges)
        {
            var line = run.Ways.RoadwayOf(edge).Line;
            for (var i = 0; i < places.CountOn(edge); i++)
            {
                var place = places.OnEdge(edge, i);
                metres += Places.Step;
                Add(Likelihood(readings, place, line.PointAt(place.Offset)) * Places.Step, edge, i, -1, 0, 0, ref sum);
            }
        }
        foreach (var hall in _halls)
        {
            var room = run.Ways.Halls[hall];
            for (var x = Math.Floor(room.Low.X) + 0.5; x < room.High.X; x += Places.HallStep)
                for (var y = Math.Floor(room.Low.Y) + 0.5; y < room.High.Y; y += Places.HallStep)
                {
                    if (!room.Contains(new(x, y, 0))) continue;
                    // A person is as likely in a square metre of hall as in a third of a metre of roadway.
                    metres += 0.3;
                    Add(Likelihood(readings, places.InHall(hall, x, y), new(x, y, room.TagZ)) * 0.3, -1, 0, hall, x, y, ref sum);
                }
        }
        return metres > 0 ? sum / metres : 0;
    }

    /// <summary>Draws particles after <see cref="Weigh"/>; each gets the same weight.</summary>
    public void Draw(Span<Particle> into, double weight, bool vehicle)
    {
        var step = _cells[^1].Sum / into.Length;
        var (at, from) = (chance.Share() * step, 0);
        foreach (ref var p in into)
        {
            while (from < _cells.Count - 1 && _cells[from].Sum < at) from++;
            at += step;
            var cell = _cells[from];
            p = new Particle { Weight = weight, Edge = cell.Edge, Hall = cell.Hall, Sense = 1, Portal = -1 };
            if (cell.Edge >= 0)
            {
                var e = run.Plan.Network.Edges[cell.Edge];
                p.Offset = Math.Min(e.To, e.From + (cell.Number + chance.Share()) * Places.Step);
            }
            else (p.X, p.Y) = ((float)(cell.X + chance.Between(-0.5, 0.5)), (float)(cell.Y + chance.Between(-0.5, 0.5)));
            mobility.Begin(ref p, vehicle);
        }
    }

    private void Add(double likelihood, int edge, int number, int hall, double x, double y, ref double sum)
    {
        if (likelihood <= 1e-14) return;
        sum += likelihood;
        _cells.Add((edge, number, hall, x, y, sum));
    }

    /// <summary>Coarse: one does not yet know which way the body faces nor how far beside the line it is.</summary>
    private double Likelihood(ReadOnlySpan<Reading> readings, Place place, Point3 at)
    {
        var likelihood = 1.0;
        foreach (ref readonly var reading in readings)
        {
            if (reading.Anchor < 0) continue;
            var one = 1e-7;
            foreach (ref readonly var link in place.Links.AsSpan())
            {
                if (link.Anchor != reading.Anchor) continue;
                var anchor = run.Plan.Anchors[link.Anchor].Place;
                var distance = link.IsLineOfSight ? Point3.Distance(anchor, at) : link.Distance;
                var density = places.Densities;
                one += reading.Technology switch
                {
                    AnchorTechnology.Rfid => link.Odds,
                    AnchorTechnology.Uwb => link.Odds * (Densities.WithTail(reading.Value - distance, link.IsLineOfSight ? 0.4 : 0.6, link.IsLineOfSight ? 0.15 : 1) + 1e-3)
                        * (double.IsNaN(reading.Apart) ? 1 : 0.7 * Power(reading, distance, link, false) + 0.3 * Power(reading, distance, link, true)),
                    _ => Densities.Normal(reading.Value - density.RssiMean(run.Anchorage.Units[link.Anchor], distance, link.Hidden, link.IsLineOfSight, false), 6),
                };
                break;
            }
            likelihood *= one;
        }
        return likelihood;
    }

    private double Power(in Reading reading, double distance, in Link link, bool body) =>
        places.Densities.Power(reading.Power, reading.Apart, distance, link.Hidden, link.IsLineOfSight, body);
}
