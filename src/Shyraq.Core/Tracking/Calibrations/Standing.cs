using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Calibrations;

/// <summary>Where a tag is whose belief is one place: what its readings can be held against to judge the anchors.</summary>
/// <param name="Edge">Index of the edge, or −1 in an area; <paramref name="Offset"/> on it, metres.</param>
/// <param name="Tangent">Of the roadway; zero in an area.</param>
/// <param name="Along">Variance of the place along the roadway; in an area of each axis, m².</param>
/// <param name="Across">Variance of the place across the roadway: people walk beside the line, m².</param>
/// <param name="Velocity">Metres a second; along the roadway in its first member.</param>
/// <param name="Bias">Of all ranges of the tag, metres, and its variance, m².</param>
/// <param name="AlongBias">Covariance of that with the place along the roadway, m².</param>
internal readonly record struct Standing(int Edge, double Offset, int Area, Point3 Place, Point3 Tangent, double Along, double Across, Point3 Velocity, double Bias, double BiasVariance, double AlongBias = 0)
{
    /// <summary>Of the probability so much must be near the likeliest place, and near is this, metres.</summary>
    private const double Sure = 0.9, Near = 3;

    /// <summary>Where a belief says that the tag is; false when it may be elsewhere.</summary>
    public static bool TryOf(Belief belief, Ground ground, out Standing standing)
    {
        standing = default;
        var (best, weight) = (-1, double.NegativeInfinity);
        for (var i = 0; i < belief.RoadwayCount; i++)
            if (belief.Roadway[i].Weight > weight) (best, weight) = (i, belief.Roadway[i].Weight);
        var area = -1;
        for (var i = 0; i < belief.AreaCount; i++)
            if (belief.Area[i].Weight > weight) (area, weight) = (i, belief.Area[i].Weight);
        return area >= 0 ? InArea(belief, area, out standing) : best >= 0 && OnRoadway(belief, best, ground, out standing);
    }

    /// <summary>What a reading of the tag is expected to say.</summary>
    public Expectation Expect(Ground ground, in Evidence evidence) => Edge >= 0
        ? Expectation.OnRoadway(ground, evidence, Edge, Offset, Place, Tangent)
        : Expectation.InArea(ground, evidence, Area, Place);

    /// <summary>Variance of a range from a direction (a unit vector) that the place and the tag's bias contribute, m².</summary>
    public double Toward(Point3 direction)
    {
        var along = Point3.Dot(direction, Tangent);
        return BiasVariance + (Edge >= 0 ? along * along * Along + 2 * along * AlongBias + (1 - along * along) * Across : Along);
    }

    /// <summary>Where it is some seconds later, or before.</summary>
    public bool TryMove(Ground ground, double seconds, out Standing moved) => TryShift(ground, Velocity.X * seconds, Velocity.Y * seconds, out moved);

    /// <summary>So much farther along the roadway, or east and north in an area; false when that is beyond its end.</summary>
    public bool TryShift(Ground ground, double x, double y, out Standing shifted)
    {
        shifted = this;
        if (Edge < 0)
        {
            shifted = this with { Place = Place + new Point3(x, y, 0) };
            return ground.Plan.Areas[Area].Contains(shifted.Place.X, shifted.Place.Y);
        }
        var edge = ground.Plan.Network.Edges[Edge];
        var offset = Offset + x;
        if (!(offset >= edge.From && offset <= edge.To)) return false;
        var line = ground.Plan.Roadways[edge.Roadway].Line;
        shifted = this with { Offset = offset, Place = line.PointAt(offset, out var tangent), Tangent = tangent };
        return true;
    }

    private static bool OnRoadway(Belief belief, int best, Ground ground, out Standing standing)
    {
        ref var heaviest = ref belief.Roadway[best];
        standing = default;
        var (near, all) = (0.0, 0.0);
        for (var i = 0; i < belief.RoadwayCount; i++)
        {
            ref readonly var other = ref belief.Roadway[i];
            var share = other.Weight;
            all += share;
            if (other.Edge == heaviest.Edge && Math.Abs(other.S - heaviest.S) < Near) near += share;
        }
        for (var i = 0; i < belief.AreaCount; i++) all += belief.Area[i].Weight;
        if (near < Sure * all) return false;
        var roadway = ground.Plan.Roadways[ground.Plan.Network.Edges[heaviest.Edge].Roadway];
        var lateral = RadioModel.LateralSigma(roadway);
        var place = roadway.Line.PointAt(heaviest.S, out var tangent);
        standing = new(heaviest.Edge, heaviest.S, -1, place, tangent, heaviest.Pss, lateral * lateral,
            new(heaviest.V, 0, 0), heaviest.Numbers[RoadwayHypothesis.Bias], heaviest.Covariance[RoadwayHypothesis.Bias * (RoadwayHypothesis.Size + 1)]);
        return true;
    }

    private static bool InArea(Belief belief, int best, out Standing standing)
    {
        ref readonly var heaviest = ref belief.Area[best];
        standing = default;
        var (near, all) = (0.0, 0.0);
        for (var i = 0; i < belief.AreaCount; i++)
        {
            ref readonly var other = ref belief.Area[i];
            var share = other.Weight;
            all += share;
            if (other.Area == heaviest.Area && Point3.HorizontalDistance(other.Place, heaviest.Place) < Near) near += share;
        }
        for (var i = 0; i < belief.RoadwayCount; i++) all += belief.Roadway[i].Weight;
        if (near < Sure * all) return false;
        standing = new(-1, 0, heaviest.Area, heaviest.Place, default, 0.5 * (heaviest.Variance(0) + heaviest.Variance(1)), 0,
            new(heaviest.Mean[AreaHypothesis.Velocity], heaviest.Mean[AreaHypothesis.Velocity + 1], 0), heaviest.Mean[AreaHypothesis.Bias], heaviest.Variance(AreaHypothesis.Bias));
        return true;
    }
}
