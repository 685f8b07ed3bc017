using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>Weighted mean and covariance.</summary>
internal struct Moments
{
    private Point3 _squares;
    private double _xy;
    private Point3 _first;

    public double Weight { get; private set; }

    public readonly Point3 Mean => _first + _m * (1 / Weight);

    private Point3 _m;

    public void Add(double weight, Point3 place)
    {
        if (Weight == 0) _first = place;
        var d = place - _first;
        Weight += weight;
        _m += d * weight;
        _squares += new Point3(d.X * d.X, d.Y * d.Y, d.Z * d.Z) * weight;
        _xy += weight * d.X * d.Y;
    }

    public readonly double Covariance(int i, int k)
    {
        var m = _m * (1 / Weight);
        return (i, k) switch
        {
            (0, 0) => _squares.X / Weight - m.X * m.X,
            (0, 1) => _xy / Weight - m.X * m.Y,
            (1, 1) => _squares.Y / Weight - m.Y * m.Y,
            _ => _squares.Z / Weight - m.Z * m.Z,
        };
    }
}
