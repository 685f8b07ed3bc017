using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Oracle.Runs;
using Shyraq.Simulator.Chances;
using Shyraq.Simulator.People;
using Shyraq.Simulator.Travel;

namespace Shyraq.Oracle.Particles;

/// <summary>
/// How people and vehicles of the simulator move, without their plans: where one goes at a junction is a matter of chance.
/// Mean durations follow from the simulator's: 70 s of standing, metres of milling, some minutes of walking.
/// </summary>
internal sealed class Mobility(SimulatedRun run, Chance chance)
{
    private const double Standing = 70, Walking = 150, Boarding = 400, Riding = 120, Halting = 35, CageWait = 90, Loading = 200, Driving = 150;

    /// <summary>A change of gait is tried at least so often a second.</summary>
    private const double Tried = 0.04;

    /// <summary>Of those who cease to stand, this share goes for a walk and the others mill about.</summary>
    private const double WalkShare = 0.12;

    private static readonly float[] Spans = [6, 8, 10, 15, 15, 20, 20, 20, 25, 30, 30, 30, 120];
    private readonly Network _network = run.Plan.Network;

    /// <summary>Makes up what is not known of a tag that was just found.</summary>
    public void Begin(ref Particle p, bool vehicle)
    {
        p.Pace = vehicle ? (float)(chance.Happens(0.4) ? chance.Between(3.2, 4.5) : chance.Between(1.6, 3.7)) : (float)Math.Clamp(1.25 + 0.12 * chance.Normal(), 1.0, 1.5);
        p.StepScale = vehicle ? 1 : (float)(1 + 0.08 * chance.Normal());
        p.Facing = (float)chance.Between(0, 2 * Math.PI);
        p.Aside = p.Edge < 0 ? 0 : (float)(Widest(p.Edge) * Breadth(vehicle, p.Pace) * chance.Normal());
        p.Span = Spans[chance.Below(Spans.Length)];
        (p.PostEdge, p.Post) = (p.Edge, p.Offset + 0.6 * p.Span * chance.Normal());
        (p.GoalX, p.GoalY, p.Portal) = (p.X, p.Y, -1);
        (p.Gait, p.Rest) = (Gait.Still, (float)chance.Exponential(30));
        var u = chance.Share();
        if (vehicle ? u < 0.4 : u < 0.06) Start(ref p, Gait.Walk, vehicle);
        else if (!vehicle && u < 0.2) Start(ref p, Gait.Mill, false);
        else if (!vehicle && p.Edge >= 0 && u < 0.24 && IsRidden(p.Edge)) Start(ref p, u < 0.22 ? Gait.Halt : Gait.Ride, false);
        p.Speed = (float)SpeedOf(p, vehicle);
    }

    /// <summary>Goes on for a step. Returns the metres gone.</summary>
    public double Step(ref Particle p, double seconds, bool vehicle)
    {
        var share = 1.0;
        if (Next(ref p, vehicle, seconds) is { } next)
        {
            // The change comes somewhere in the step; what is left of the step belongs to what begins, or was before.
            share = chance.Share();
            var gone = Go(ref p, seconds * (1 - share), vehicle);
            Start(ref p, next, vehicle);
            return gone + Go(ref p, seconds * share, vehicle);
        }
        return Go(ref p, seconds, vehicle);
    }

    /// <summary>Speed along the way, metres a second.</summary>
    public double SpeedOf(in Particle p, bool vehicle)
    {
        switch (p.Gait)
        {
            case Gait.Still or Gait.Halt: return 0;
            case Gait.Ride: return p.Edge >= 0 && run.Ways.IsShaft(p.Edge) ? Person.CageSpeed : p.Train;
        }
        if (p.Edge < 0) return vehicle ? Math.Min(p.Pace, 1.5) : p.Gait == Gait.Mill ? 0.6 * p.Pace : p.Pace;
        var roadway = run.Ways.RoadwayOf(p.Edge);
        var slope = roadway.Line.TangentAt(p.Offset).Z * p.Sense;
        if (vehicle) return p.Pace * (1 - Math.Clamp(Math.Abs(slope) * 2, 0, 0.5));
        return p.Pace * (p.Gait == Gait.Mill ? 0.6 : 1) * Math.Min(1, Math.Exp(-3.5 * Math.Abs(slope + 0.05) + 0.175)) * (roadway.Height.Value < 2 ? 0.6 : 1);
    }

    /// <summary>The tag's place beside the line.</summary>
    public Point3 PlaceOf(in Particle p)
    {
        if (p.Edge < 0) return new(p.X, p.Y, run.Ways.Halls[p.Hall].TagZ);
        var line = run.Ways.RoadwayOf(p.Edge).Line;
        var on = line.PointAt(p.Offset);
        var along = line.TangentAt(p.Offset);
        var flat = Math.Sqrt(along.X * along.X + along.Y * along.Y);
        if (flat < 0.1 || p.Aside == 0) return on;
        var widest = Widest(p.Edge);
        var aside = Math.Clamp(p.Aside, -widest, widest) * Math.Min(1, ToVertex(line.VertexOffsets, p.Offset) / 4);
        return on + new Point3(-along.Y / flat * aside, along.X / flat * aside, 0);
    }

    /// <summary>How the distance to an anchor changes as the particle moves along and aside, in a hall east and north.</summary>
    public (double Along, double Aside) Gradient(in Particle p, Point3 at, Point3 anchor)
    {
        var away = at - anchor;
        var unit = away * (1 / Math.Max(0.1, away.Length));
        if (p.Edge < 0) return (unit.X, unit.Y);
        var along = run.Ways.RoadwayOf(p.Edge).Line.TangentAt(p.Offset);
        var flat = Math.Sqrt(along.X * along.X + along.Y * along.Y);
        return (Point3.Dot(unit, along), flat < 0.1 ? 0 : (unit.Y * along.X - unit.X * along.Y) / flat);
    }

    /// <summary>How far beside the line the walls hold it, metres.</summary>
    public double WidestOf(in Particle p) => p.Edge < 0 ? 0 : Widest(p.Edge);

    /// <summary>1-sigma of how far beside the line it may be, metres.</summary>
    public double AsideOf(in Particle p, bool vehicle) => p.Edge < 0 || p.Gait is Gait.Ride or Gait.Halt ? 0 : Breadth(vehicle, p.Pace) * Widest(p.Edge);

    /// <summary>Goes on without any chance at all: where it will be shortly, if nothing changes.</summary>
    public void Extrapolate(ref Particle p, double seconds, bool vehicle)
    {
        var metres = SpeedOf(p, vehicle) * seconds;
        if (metres <= 0) return;
        if (p.Edge < 0) { Across(ref p, metres); return; }
        var e = _network.Edges[p.Edge];
        p.Offset = Math.Clamp(p.Offset + p.Sense * (p.Gait == Gait.Mill ? Math.Min(metres, p.Left) : metres), e.From, e.To);
    }

    private Gait? Next(ref Particle p, bool vehicle, double seconds)
    {
        var weight = 1.0;
        var next = Next(p, vehicle, mean =>
        {
            // Rare changes are tried more often than they come, and weighed down for it: or none would be there when one comes.
            var (p, q) = (seconds / mean, Math.Max(seconds / mean, Tried * seconds));
            var happens = chance.Happens(q);
            weight *= happens ? p / q : (1 - p) / (1 - q);
            return happens;
        });
        p.Weight *= weight;
        return next;
    }

    private Gait? Next(in Particle p, bool vehicle, Func<double, bool> In)
    {
        switch (p.Gait)
        {
            case Gait.Still when vehicle: return In(Loading) ? Gait.Walk : null;
            case Gait.Still when p.Edge >= 0 && run.Ways.IsShaft(p.Edge): return In(CageWait) ? Gait.Ride : null;
            case Gait.Still:
                if (p.Edge >= 0 && IsRidden(p.Edge) && In(Boarding)) return Gait.Halt;
                return In(Standing / (1 - WalkShare)) ? Gait.Mill : In(Standing / WalkShare) ? Gait.Walk : null;
            case Gait.Walk: return In(vehicle ? Driving : Walking) ? Gait.Still : null;
            case Gait.Ride when p.Edge >= 0 && !run.Ways.IsShaft(p.Edge): return In(Riding) ? Gait.Halt : null;
            case Gait.Halt: return In(Halting) ? chance.Happens(0.8) ? Gait.Ride : Gait.Walk : null;
            default: return null;
        }
    }

    private void Start(ref Particle p, Gait gait, bool vehicle)
    {
        p.Gait = gait;
        if (gait is Gait.Still or Gait.Halt) { p.Speed = 0; return; }
        p.Sense = chance.Happens(0.5) ? (sbyte)1 : (sbyte)-1;
        if (p.Edge < 0)
        {
            var points = run.Ways.Portals;
            var leaves = gait == Gait.Walk && !points.IsEmpty && chance.Happens(0.6);
            var portal = leaves ? chance.Below(points.Length) : -1;
            if (leaves && points[portal].Area == p.Hall) (p.Portal, p.GoalX, p.GoalY) = (portal, (float)points[portal].Place.X, (float)points[portal].Place.Y);
            else
            {
                var to = gait == Gait.Mill ? new Point3(p.X + 9 * chance.Normal(), p.Y + 9 * chance.Normal(), 0) : run.Ways.Somewhere(p.Hall, chance).Point;
                (p.Portal, p.GoalX, p.GoalY) = run.Ways.Halls[p.Hall].Contains(to) ? (-1, (float)to.X, (float)to.Y) : (-1, p.X, p.Y);
            }
            return;
        }
        var e = _network.Edges[p.Edge];
        if (gait == Gait.Mill)
        {
            var centre = p.PostEdge == p.Edge ? p.Post : p.Offset;
            var way = Math.Clamp(centre + 0.6 * p.Span * chance.Normal(), e.From, e.To) - p.Offset;
            (p.Left, p.Sense) = ((float)Math.Abs(way), way < 0 ? (sbyte)-1 : (sbyte)1);
        }
        if (gait == Gait.Ride)
        {
            p.Train = (float)chance.Between(3.2, 4.5);
            if (run.Ways.IsShaft(p.Edge)) p.Sense = p.Offset - e.From < e.To - p.Offset ? (sbyte)1 : (sbyte)-1;
        }
        if (gait == Gait.Walk && !vehicle && p.PostEdge != p.Edge && chance.Happens(0.5)) (p.PostEdge, p.Post) = (p.Edge, p.Offset);
    }

    private double Go(ref Particle p, double seconds, bool vehicle)
    {
        var speed = SpeedOf(p, vehicle);
        var (left, gone) = (speed * seconds, 0.0);
        for (var hops = 0; left > 1e-9 && hops < 20 && p.Gait is not (Gait.Still or Gait.Halt); hops++)
        {
            if (p.Edge < 0)
            {
                var step = Across(ref p, left);
                gone += step;
                left -= step;
                if (left > 1e-9) Reached(ref p);
                continue;
            }
            var e = _network.Edges[p.Edge];
            var most = p.Sense > 0 ? e.To - p.Offset : p.Offset - e.From;
            var on = Math.Min(left, p.Gait == Gait.Mill ? Math.Min(most, p.Left) : most);
            p.Offset += p.Sense * on;
            p.Left -= (float)on;
            gone += on;
            left -= on;
            if (p.Gait == Gait.Mill && p.Left <= 1e-4) p.Gait = Gait.Still;
            else if (on >= most) Turn(ref p, p.Sense > 0 ? e.JunctionTo : e.JunctionFrom, vehicle);
        }
        p.Speed = (float)SpeedOf(p, vehicle);
        if (gone > 0)
        {
            p.Rest = (float)(p.Speed > 0 || speed <= 0 ? 0 : left / speed);
            Wander(ref p, gone, vehicle);
            Face(ref p);
        }
        else
        {
            p.Rest += (float)seconds;
            p.Facing += (float)(0.25 * Math.Sqrt(seconds) * chance.Normal());
        }
        return gone;
    }

    /// <summary>First-order Gauss–Markov over the way walked, 25 m correlation.</summary>
    private void Wander(ref Particle p, double metres, bool vehicle)
    {
        if (p.Edge < 0) return;
        var keep = Math.Exp(-metres / 25);
        var breadth = p.Gait is Gait.Ride or Gait.Halt ? 0 : Breadth(vehicle, p.Pace);
        p.Aside = (float)(p.Aside * keep + Math.Sqrt(1 - keep * keep) * breadth * Widest(p.Edge) * chance.Normal());
        if (breadth == 0) p.Aside = 0;
    }

    private void Face(ref Particle p)
    {
        if (p.Edge < 0)
        {
            if (p.GoalX != p.X || p.GoalY != p.Y) p.Facing = MathF.Atan2(p.GoalY - p.Y, p.GoalX - p.X);
            return;
        }
        var along = run.Ways.RoadwayOf(p.Edge).Line.TangentAt(p.Offset);
        p.Facing = (float)Math.Atan2(along.Y * p.Sense, along.X * p.Sense);
    }

    /// <summary>At a junction any other way is as good as another, on rails the straight one.</summary>
    private void Turn(ref Particle p, int junction, bool vehicle)
    {
        var roadway = _network.Edges[p.Edge].Roadway;
        var from = p.Edge;
        var (count, pick) = (0, -1);
        var ridden = p.Gait == Gait.Ride && !run.Ways.IsShaft(p.Edge);
        if (p.Gait == Gait.Mill) { p.Gait = Gait.Still; return; }
        foreach (var edge in _network.Junctions[junction].Edges)
        {
            if (edge == from || (ridden && _network.Edges[edge].Roadway != roadway) || (vehicle && !run.Ways.IsOpen(edge, Traffic.OnWheels))) continue;
            if (chance.Below(++count) == 0) pick = edge;
        }
        if (!ridden)
            for (var i = 0; i < run.Ways.Portals.Length; i++)
                if (run.Ways.Portals[i].Junction == junction && chance.Below(++count) == 0) pick = -1 - i;
        if (count == 0) { p.Gait = ridden ? Gait.Halt : Gait.Still; return; }
        if (pick < 0)
        {
            var portal = run.Ways.Portals[-1 - pick];
            (p.Edge, p.Hall, p.X, p.Y) = (-1, portal.Area, (float)portal.Place.X, (float)portal.Place.Y);
            p.Gait = Gait.Walk;
            Start(ref p, Gait.Walk, vehicle);
            return;
        }
        Enter(ref p, pick, junction);
    }

    private void Enter(ref Particle p, int edge, int junction)
    {
        var e = _network.Edges[edge];
        var wasShaft = p.Edge >= 0 && run.Ways.IsShaft(p.Edge);
        (p.Edge, p.Offset, p.Sense) = e.JunctionFrom == junction ? (edge, e.From, (sbyte)1) : (edge, e.To, (sbyte)-1);
        var shaft = run.Ways.IsShaft(edge);
        // One waits for the cage, and walks on from it.
        if (shaft && !wasShaft) p.Gait = Gait.Still;
        else if (wasShaft && !shaft) p.Gait = Gait.Walk;
    }

    private double Across(ref Particle p, double metres)
    {
        var (dx, dy) = (p.GoalX - p.X, p.GoalY - p.Y);
        var way = MathF.Sqrt(dx * dx + dy * dy);
        var step = Math.Min(metres, way);
        if (way > 0) (p.X, p.Y) = ((float)(p.X + dx * step / way), (float)(p.Y + dy * step / way));
        return step;
    }

    private void Reached(ref Particle p)
    {
        if (p.Portal < 0) { p.Gait = Gait.Still; return; }
        var junction = run.Ways.Portals[p.Portal].Junction;
        var edges = _network.Junctions[junction].Edges;
        p.Edge = -1;
        Enter(ref p, edges[chance.Below(edges.Length)], junction);
    }

    private double Widest(int edge) => Math.Max(0, run.Ways.RoadwayOf(edge).Width.Value / 2 - 0.5);

    private static double Breadth(bool vehicle, double pace) => vehicle ? pace > 3.7 ? 0 : 0.25 : 0.5;

    private bool IsRidden(int edge) => run.Ways.RoadwayOf(edge) is { Use: "haulage", Line.Length: >= 500 };

    private static double ToVertex(ReadOnlySpan<double> offsets, double offset)
    {
        var i = offsets.BinarySearch(offset);
        if (i >= 0) return 0;
        i = ~i;
        return Math.Min(i < offsets.Length ? offsets[i] - offset : double.PositiveInfinity, i > 0 ? offset - offsets[i - 1] : double.PositiveInfinity);
    }
}
