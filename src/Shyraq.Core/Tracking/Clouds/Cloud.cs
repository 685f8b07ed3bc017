using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Clouds;

/// <summary>How a particle moves.</summary>
internal enum Gait : byte { Stands, Walks, Rides }

/// <summary>
/// A belief by many weighted places: a Rao-Blackwellised particle filter (Doucet, de Freitas, Murphy, Russell 2000). It follows
/// what no Gaussian does: signal strengths, zonal reads, and where somebody nobody hears may have gone. Each particle is a place
/// on an edge or in an open area with a velocity, and carries, for each receiver, what shadow it has met on its way: shadows stay
/// the same over metres, so many readings at one place are worth one.
/// </summary>
internal sealed partial class Cloud
{
    /// <summary>Enough for strengths to be followed within some per cent of what thousands give. Particles are reckoned eight at a time: a multiple of eight, as is <see cref="Few"/>.</summary>
    public const int Most = 512;

    /// <summary>Enough to tell where a silent tag may have gone.</summary>
    public const int Few = 256;

    /// <summary>Receivers whose shadows are carried; the least recently heard gives way.</summary>
    private const int MostReceivers = 12;

    private readonly Ground _ground;
    private readonly MinePlan _plan;
    private readonly float[] _weight;

    // Edge ≥ 0: x is the offset and u the speed along; below: area ~edge, place (x, y), velocity (u, v).
    private readonly int[] _edge;
    private readonly float[] _x, _y, _u, _v;
    private readonly Gait[] _gait;

    // For a mute particle the silence of anchors says nothing: they are dead, or held back by their gateway, or the tag's battery is flat.
    private readonly bool[] _mute;
    private readonly List<Shadow> _shadows = [];
    private Dice _dice;

    /// <summary>The shadow of one receiver: its mean by particle, and a common variance, dB².</summary>
    private sealed class Shadow
    {
        public int Anchor;
        public long Heard;
        public float Variance;
        public readonly float[] Mean = new float[Most];
    }

    private Cloud(Ground ground, Instant time, ulong seed, int count)
    {
        (_ground, _plan, Time, Since, _dice) = (ground, ground.Plan, time, time, new(seed));
        (_weight, _edge, _x, _u, _gait, _mute) = (new float[count], new int[count], new float[count], new float[count], new Gait[count], new bool[count]);
        // Only in an open area there is a second direction.
        (_y, _v) = _plan.Areas.IsEmpty ? ([], []) : (new float[count], new float[count]);
    }

    /// <summary>How many particles there are.</summary>
    private int Count => _weight.Length;

    /// <summary>The particles stand at this time.</summary>
    public Instant Time { get; private set; }

    /// <summary>The time at which the cloud began.</summary>
    public Instant Since { get; }

    /// <summary>A cloud spread evenly over an open area.</summary>
    public static Cloud Over(Ground ground, int area, Instant time, ulong seed)
    {
        var cloud = new Cloud(ground, time, seed, Most);
        var shape = ground.Plan.Areas[area];
        var (lowX, lowY, highX, highY) = Outline.Box(shape.Rings[0]);
        for (var i = 0; i < cloud.Count; i++)
        {
            // A polygon fills a fair part of its box; a sliver that is never hit gets the nearest place in it.
            var place = default(Point3);
            for (var tries = 0; tries < 50; tries++)
            {
                place = new(lowX + cloud._dice.Even() * (highX - lowX), lowY + cloud._dice.Even() * (highY - lowY), 0);
                if (shape.Contains(place.X, place.Y)) break;
            }
            cloud.PutInArea(i, area, shape.Confine(place), 0, 0, MotionModel.Calm.Speed);
        }
        return cloud;
    }

    /// <summary>A cloud that stands for a belief.</summary>
    /// <param name="count">How many particles.</param>
    /// <param name="doubt">Added to the variance of each place, m²: what the belief does not know of itself.</param>
    public static Cloud Of(Ground ground, Belief belief, MotionModel motion, ulong seed, int count, double doubt = 0)
    {
        var cloud = new Cloud(ground, belief.Time, seed, count);
        var (index, sum, next) = (0, WeightOf(belief, 0), cloud._dice.Even());
        for (var i = 0; i < count; i++)
        {
            // Systematic: each hypothesis gets its share of particles.
            while ((i + next) / count > sum && index < belief.Count - 1) sum += WeightOf(belief, ++index);
            if (index < belief.RoadwayCount) cloud.PutOnRoadway(i, belief.Roadway[index], doubt, motion);
            else
            {
                ref readonly var area = ref belief.Area[index - belief.RoadwayCount];
                var (l11, l21, l22) = Factor(area.Variance(0) + doubt, area.P[1], area.Variance(1) + doubt);
                var (a, b) = (cloud._dice.Normal(), cloud._dice.Normal());
                var place = area.Place + new Point3(l11 * a, l21 * a + l22 * b, 0);
                cloud.PutInArea(i, area.Area, ground.Plan.Areas[area.Area].Confine(place), area.Mean[AreaHypothesis.Velocity], area.Mean[AreaHypothesis.Velocity + 1],
                    Math.Sqrt(area.Variance(AreaHypothesis.Velocity)));
            }
        }
        return cloud;
    }

    /// <summary>A copy of fewer particles to look ahead with, that draws numbers of its own.</summary>
    public Cloud Ahead()
    {
        var ahead = new Cloud(_ground, Time, _dice.State ^ 0x5DEECE66D, Few);
        Span<int> parents = stackalloc int[Few];
        Draw(parents, ref ahead._dice);
        for (var i = 0; i < Few; i++)
        {
            var parent = parents[i];
            (ahead._edge[i], ahead._x[i], ahead._u[i], ahead._gait[i], ahead._mute[i], ahead._weight[i]) = (_edge[parent], _x[parent], _u[parent], _gait[parent], _mute[parent], 1f / Few);
            if (_y.Length > 0) (ahead._y[i], ahead._v[i]) = (_y[parent], _v[parent]);
        }
        return ahead;
    }

    private static double WeightOf(Belief belief, int index) =>
        index < belief.RoadwayCount ? belief.Roadway[index].Weight : belief.Area[index - belief.RoadwayCount].Weight;

    private static (double L11, double L21, double L22) Factor(double xx, double xy, double yy)
    {
        var l11 = Math.Sqrt(Math.Max(xx, 1e-9));
        var l21 = xy / l11;
        return (l11, l21, Math.Sqrt(Math.Max(yy - l21 * l21, 0)));
    }

    private void PutInArea(int i, int area, Point3 place, double east, double north, double deviation)
    {
        _edge[i] = ~area;
        (_x[i], _y[i]) = ((float)place.X, (float)place.Y);
        (_u[i], _v[i]) = ((float)(east + deviation * _dice.Normal()), (float)(north + deviation * _dice.Normal()));
        _weight[i] = 1f / Count;
        _mute[i] = _dice.Even() < Mute;
    }

    private void PutOnRoadway(int i, in RoadwayHypothesis hypothesis, double doubt, MotionModel motion)
    {
        var edge = _plan.Network.Edges[hypothesis.Edge];
        var speed = (float)(hypothesis.V + Math.Sqrt(hypothesis.Pvv) * _dice.Normal());
        (_edge[i], _u[i]) = (hypothesis.Edge, speed);
        _weight[i] = 1f / Count;
        _mute[i] = _dice.Even() < Mute;
        var known = Math.Abs(hypothesis.V) > Math.Sqrt(hypothesis.Pvv);
        _gait[i] = hypothesis.Stands || Math.Abs(known ? hypothesis.V : speed) < SlowestWalk || (!known && _dice.Even() < 0.5f) ? Gait.Stands
            : !motion.OnFoot || (known && Math.Abs(speed) > FastestWalk) ? Gait.Rides : Gait.Walks;
        if (_gait[i] == Gait.Stands) _u[i] = 0;
        else if (_gait[i] == Gait.Walks && Math.Abs(speed) > FastestWalk) _u[i] = Math.Sign(speed) * WalkingPace();
        // From inside the edge to where the deviation leads, over junctions where it must.
        _x[i] = (float)Math.Clamp(hypothesis.S, edge.From, edge.To);
        var aside = (float)(hypothesis.S + Math.Sqrt(hypothesis.Pss + doubt) * _dice.Normal()) - _x[i];
        var kept = _u[i];
        Shift(i, aside);
        if (_edge[i] == hypothesis.Edge && _gait[i] != Gait.Stands) _u[i] = kept;
    }
}
