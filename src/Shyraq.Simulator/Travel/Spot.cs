using Shyraq.Core.Units;

namespace Shyraq.Simulator.Travel;

/// <summary>Where somebody is: on an edge of the network, or at a point of an open area.</summary>
/// <param name="Edge">Index of the edge; −1 in an open area.</param>
/// <param name="Offset">Metres from the first vertex of the edge's roadway; 0 in an open area.</param>
/// <param name="Area">Index of the open area; −1 on the network.</param>
/// <param name="Point">The point in the open area, at the height of a carried tag; of no meaning on the network.</param>
public readonly record struct Spot(int Edge, double Offset, int Area, Point3 Point)
{
    /// <summary>A spot on the network.</summary>
    public static Spot OnEdge(int edge, double offset) => new(edge, offset, -1, default);

    /// <summary>A spot in an open area.</summary>
    public static Spot InArea(int area, Point3 point) => new(-1, 0, area, point);
}

/// <summary>A straight piece of a way: along one edge, or across an open area.</summary>
/// <param name="Edge">Index of the edge; −1 across an open area.</param>
/// <param name="From">Offset on the edge's roadway where it starts; 0 across an area.</param>
/// <param name="To">Offset where it ends; the length across an area.</param>
/// <param name="Area">Index of the area; −1 along an edge.</param>
/// <param name="A">Where it starts in the area.</param>
/// <param name="B">Where it ends in the area.</param>
public readonly record struct Leg(int Edge, double From, double To, int Area, Point3 A, Point3 B)
{
    public static Leg Along(int edge, double from, double to) => new(edge, from, to, -1, default, default);
    public static Leg Across(int area, Point3 a, Point3 b) => new(-1, 0, Point3.Distance(a, b), area, a, b);

    /// <summary>Metres.</summary>
    public double Length => Math.Abs(To - From);

    /// <summary>The spot this many metres from its start.</summary>
    public Spot After(double metres) => Edge >= 0
        ? Spot.OnEdge(Edge, From + Math.Sign(To - From) * Math.Min(metres, Length))
        : Spot.InArea(Area, Length > 0 ? Point3.Lerp(A, B, Math.Min(1, metres / Length)) : B);
}
