namespace Shyraq.Core.Units;

/// <summary>A place in the mine's own grid: metres east, north and up. <c>default</c> is the grid's origin.</summary>
public readonly record struct Point3(double X, double Y, double Z)
{
    /// <summary>Straight-line distance in metres.</summary>
    public static double Distance(Point3 a, Point3 b) => (a - b).Length;

    /// <summary>Straight-line distance in the plane, metres.</summary>
    public static double HorizontalDistance(Point3 a, Point3 b)
    {
        var (dx, dy) = (a.X - b.X, a.Y - b.Y);
        return Math.Sqrt(dx * dx + dy * dy);
    }

    /// <summary>Length of this as a vector, metres.</summary>
    public double Length => Math.Sqrt(X * X + Y * Y + Z * Z);

    /// <summary>The point a share <paramref name="t"/> (0..1) of the way from <paramref name="a"/> to <paramref name="b"/>.</summary>
    public static Point3 Lerp(Point3 a, Point3 b, double t) => a + (b - a) * t;

    /// <summary>Scalar product.</summary>
    public static double Dot(Point3 a, Point3 b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;

    public static Point3 operator +(Point3 a, Point3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
    public static Point3 operator -(Point3 a, Point3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);
    public static Point3 operator *(Point3 a, double s) => new(a.X * s, a.Y * s, a.Z * s);
}
