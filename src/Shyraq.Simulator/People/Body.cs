using Shyraq.Core.Units;
using Shyraq.Simulator.Chances;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.People;

/// <summary>Somebody or something that moves along ways and carries a tag.</summary>
public abstract class Body
{
    private readonly Queue<Leg> _legs = new();
    private Leg _leg = Leg.Across(-1, default, default);
    private double _done;
    private double _lateral;

    protected Body(string tag, Ways ways, Chance chance, Spot at)
    {
        (Tag, Ways, Chance, Spot) = (tag, ways, chance, at);
        Facing = chance.Between(0, 2 * Math.PI);
        Place = Previous = ways.PlaceOf(at);
    }

    public string Tag { get; }

    /// <summary>Where it is on the ways.</summary>
    public Spot Spot { get; private set; }

    /// <summary>Where the tag is now, with the few decimetres that one walks beside the centre line.</summary>
    public Point3 Place { get; private set; }

    /// <summary>Where it was one step of the world ago.</summary>
    public Point3 Previous { get; private set; }

    /// <summary>Metres a second over the last step, along the way.</summary>
    public double Speed { get; private set; }

    /// <summary>The way the body faces, radians anticlockwise from east.</summary>
    public double Facing { get; private set; }

    /// <summary>The tag is worn or mounted and switched on.</summary>
    public abstract bool IsOn { get; }

    /// <summary>Who bears the tag makes small movements that its sensors feel.</summary>
    public virtual bool IsStirring => false;

    /// <summary>Nothing at all moves the tag: its sensors feel but gravity.</summary>
    public virtual bool IsInert => false;

    /// <summary>The way ahead is blocked; it stands before what blocks it.</summary>
    public bool IsHeldUp { get; private set; }

    /// <summary>It is carried along and its own sensors feel no step: speed is unknown to them.</summary>
    public abstract bool IsRiding { get; }

    protected Ways Ways { get; }
    protected Chance Chance { get; }

    /// <summary>There is still way to go.</summary>
    protected bool IsUnderWay => _legs.Count > 0 || _done < _leg.Length;

    /// <summary>The leg that it is on.</summary>
    protected Leg CurrentLeg => _leg;

    /// <summary>Sets out on a way that starts where it is.</summary>
    protected void SetOut(IEnumerable<Leg> legs)
    {
        _legs.Clear();
        foreach (var leg in legs) _legs.Enqueue(leg);
        _leg = _legs.Count > 0 ? _legs.Dequeue() : Leg.Across(-1, Place, Place);
        _done = 0;
        IsHeldUp = false;
    }

    /// <summary>Goes on for a step at a speed, metres a second.</summary>
    protected void Go(double speed, double seconds)
    {
        var (from, metres) = (Spot, speed * seconds);
        var gone = 0.0;
        while (metres > 0)
        {
            if (_done >= _leg.Length)
            {
                if (_legs.Count == 0) break;
                (_leg, _done) = (_legs.Dequeue(), 0);
            }
            var step = Math.Min(metres, _leg.Length - _done);
            if (_leg.Edge >= 0 && Ways.Blocked.FreeAhead(_leg.Edge, _leg.After(_done).Offset, _leg.To) is var free && free < step)
            {
                (step, metres, IsHeldUp) = (free, free, true);
            }
            _done += step;
            metres -= step;
            gone += step;
        }
        if (gone > 0) Spot = _leg.After(_done);
        Settle(gone / seconds, seconds, from);
    }

    /// <summary>Stays where it is for a step.</summary>
    protected void Stay(double seconds) => Settle(0, seconds, Spot);

    /// <summary>Is carried to where something else is.</summary>
    protected void CarriedTo(Spot spot, Point3 place, double speed, double facing)
    {
        Previous = Place;
        (Spot, Place, Speed, Facing, _lateral) = (spot, place, speed, facing, 0);
        SetOut([]);
    }

    /// <summary>Is put somewhere without travelling.</summary>
    protected void PutAt(Spot spot)
    {
        SetOut([]);
        Spot = spot;
        Place = Previous = Ways.PlaceOf(spot);
        Speed = 0;
    }

    /// <summary>Share of the roadway's width that it uses: 0 on rails.</summary>
    protected virtual double Breadth => 0.5;

    private void Settle(double speed, double seconds, Spot from)
    {
        Previous = Place;
        Speed = speed;
        var moved = speed > 0;
        if (!moved && from == Spot && Place != default)
        {
            // One who stands turns about now and then.
            Facing += Chance.Normal() * 0.25 * Math.Sqrt(seconds);
            return;
        }
        Place = Spot.Edge < 0 ? Spot.Point : Beside(speed * seconds);
        var step = Place - Previous;
        if (moved && step.X * step.X + step.Y * step.Y > 1e-10) Facing = Math.Atan2(step.Y, step.X);
    }

    /// <summary>The place beside the centre line: wanders as one walks, and comes back to the line where roadways meet or bend.</summary>
    private Point3 Beside(double metres)
    {
        var roadway = Ways.RoadwayOf(Spot.Edge);
        var line = roadway.Line;
        var widest = Math.Max(0, roadway.Width.Value / 2 - 0.5);
        // First-order Gauss–Markov over the way walked, 25 m correlation.
        var keep = Math.Exp(-metres / 25);
        _lateral = _lateral * keep + Math.Sqrt(1 - keep * keep) * Breadth * widest * Chance.Normal();
        var (on, along) = (line.PointAt(Spot.Offset), line.TangentAt(Spot.Offset));
        var flat = Math.Sqrt(along.X * along.X + along.Y * along.Y);
        if (flat < 0.1 || Breadth == 0) return on;
        var aside = Math.Clamp(_lateral, -widest, widest) * Math.Min(1, ToVertex(line.VertexOffsets, Spot.Offset) / 4);
        return on + new Point3(-along.Y / flat * aside, along.X / flat * aside, 0);
    }

    private static double ToVertex(ReadOnlySpan<double> offsets, double offset)
    {
        var i = offsets.BinarySearch(offset);
        if (i >= 0) return 0;
        i = ~i;
        return Math.Min(i < offsets.Length ? offsets[i] - offset : double.PositiveInfinity, i > 0 ? offset - offsets[i - 1] : double.PositiveInfinity);
    }
}
