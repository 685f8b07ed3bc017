using Shyraq.Oracle.Radios;
using Shyraq.Simulator.Radios;

namespace Shyraq.Oracle.Bound;

/// <summary>How much one range tells of the distance: the Fisher information of its error's density, 1/m². A normal error has 1/σ².</summary>
public sealed class RangeInformation(Noise noise)
{
    private const double Step = 0.004, Cell = 2;
    private readonly Densities _densities = new(noise);
    private readonly Dictionary<(int, int), double> _known = [];

    /// <summary>Of a range over a path; nobody stands in between.</summary>
    public double Of(RadioPath path)
    {
        var key = ((int)(path.Distance / Cell), path.IsLineOfSight ? -1 : (int)(path.Hidden / Cell));
        if (_known.TryGetValue(key, out var known)) return known;
        var (distance, hidden) = ((key.Item1 + 0.5) * Cell, path.IsLineOfSight ? 0 : (key.Item2 + 0.5) * Cell);
        double Density(double e) => _densities.Range(e, 0, distance, hidden, path.IsLineOfSight, false);
        var sum = 0.0;
        for (var e = -2.0; e < 15; e += Step)
        {
            var f = Density(e);
            if (f < 1e-9) continue;
            var slope = (Density(e + Step / 2) - Density(e - Step / 2)) / Step;
            sum += slope * slope / f * Step;
        }
        return _known[key] = sum;
    }
}
