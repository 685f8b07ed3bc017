using System.Collections;
using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>Tells quickly that a place is near none of some others, seen from above. Of one that is near none it may say otherwise; of one that is near some it never does.</summary>
/// <param name="reach">What is near, metres.</param>
internal sealed class Surroundings(double reach)
{
    private const int Size = 4096;

    // Squares of the reach; many have the same bit.
    private readonly BitArray _squares = new(Size);

    public void Clear() => _squares.SetAll(false);

    /// <summary>Adds a place.</summary>
    public void Add(Point3 place)
    {
        var (x, y) = SquareOf(place);
        for (var i = -1; i <= 1; i++)
            for (var k = -1; k <= 1; k++) _squares[BitOf(x + i, y + k)] = true;
    }

    /// <summary>A place may be near one of them.</summary>
    public bool Holds(Point3 place)
    {
        var (x, y) = SquareOf(place);
        return _squares[BitOf(x, y)];
    }

    private (int X, int Y) SquareOf(Point3 place) => ((int)Math.Floor(place.X / reach), (int)Math.Floor(place.Y / reach));

    private static int BitOf(int x, int y) => (int)((uint)(x * 73856093 ^ y * 19349663) % Size);
}
