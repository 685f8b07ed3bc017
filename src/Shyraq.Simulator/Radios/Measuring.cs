using Shyraq.Simulator.Chances;

namespace Shyraq.Simulator.Radios;

/// <summary>What one radio would say of one path: the physics without tags, clocks or delivery. Metres and dBm.</summary>
public static class Measuring
{
    /// <summary>Sensitivity of UWB, and of the other radios, dBm.</summary>
    public const double WeakestRssi = -97;

    private const double ShadowingCell = 6;

    /// <summary>How likely a UWB exchange comes about at all.</summary>
    public static double UwbOdds(Noise noise, RadioPath path) => path.IsLineOfSight
        ? 1 / (1 + Math.Exp((path.Distance - noise.UwbReach) / 6))
        : 0.8 * Math.Exp(-path.Hidden / noise.CornerReach) / (1 + Math.Exp((path.Distance - 0.7 * noise.UwbReach) / 6));

    /// <summary>The error of a range on top of the path's length; always the noise, and what lengthens the path.</summary>
    public static double RangeError(Noise noise, RadioPath path, bool bodyBetween, Chance chance)
    {
        var error = (noise.RangeSigma + noise.RangeSigmaPerMetre * path.Distance) * chance.Normal();
        if (!path.IsLineOfSight) return 1.5 * error + chance.Exponential(noise.CornerBias + noise.CornerBiasPerMetre * path.Hidden);
        if (chance.Happens(noise.Reflections)) error += chance.Exponential(noise.ReflectionBias);
        // Round a body the first path creeps: a decimetre or two longer.
        return bodyBetween && noise.BodyLoss > 0 ? error + chance.Exponential(0.15) : error;
    }

    /// <summary>Power of a UWB frame and of its first path. In a tunnel the exponent is below that of free space.</summary>
    public static (double Power, double FirstPath) UwbPower(RadioPath path, bool bodyBetween, Chance chance)
    {
        var power = -63 - 17 * Math.Log10(Math.Max(1, path.Distance)) - (bodyBetween ? 6 : 0) - (path.IsLineOfSight ? 0 : 6 + 0.3 * path.Hidden) + 1.2 * chance.Normal();
        var apart = path.IsLineOfSight ? (bodyBetween ? 4 : 1) : 8;
        return (power, power - apart - Math.Abs(chance.Normal()));
    }

    /// <summary>Signal strength: log-distance along the radio's way, a loss at the corner, the shadowing field, the body, fading.</summary>
    /// <param name="place">Where the tag is, along the roadways: equal places have equal shadowing.</param>
    public static double Rssi(Noise noise, AnchorUnit unit, RadioPath path, double place, int edge, bool bodyBetween, Chance chance)
    {
        var (at1m, exponent) = (unit.Anchor.RssiAt1m?.Value ?? -59, unit.Anchor.PathLossExponent ?? 2.0);
        var corner = path.IsLineOfSight ? 0 : 8 + 0.35 * path.Hidden;
        return at1m - 10 * exponent * Math.Log10(Math.Max(0.5, path.Distance)) - corner - (bodyBetween && noise.BodyLoss > 0 ? 7 : 0)
            + noise.Shadowing * Shadow(unit.Key, edge, place) + noise.Fading * chance.Normal();
    }

    /// <summary>How likely a zonal reader reads a tag: sure inside its radius, a fuzzy edge, little round corners.</summary>
    public static double ReadOdds(Noise noise, AnchorUnit unit, RadioPath path) =>
        noise.ReadOdds / (1 + Math.Exp((path.Distance - unit.Radius) / (0.08 * unit.Radius))) * (path.IsLineOfSight ? 1 : Math.Exp(-path.Hidden / 4));

    /// <summary>A smooth random field of deviation 1 over the place, with a correlation length of some 6 m (Gudmundson 1991 in kind).</summary>
    private static double Shadow(ulong anchor, int edge, double place)
    {
        var cell = Math.Floor(place / ShadowingCell);
        var t = place / ShadowingCell - cell;
        var (a, b) = (Lattice(anchor, edge, (long)cell), Lattice(anchor, edge, (long)cell + 1));
        return (a * (1 - t) + b * t) / Math.Sqrt((1 - t) * (1 - t) + t * t);
    }

    /// <summary>A fixed, nearly normal number for a lattice point (the sum of four even ones).</summary>
    private static double Lattice(ulong anchor, int edge, long cell)
    {
        var bits = Chance.Hash(anchor, (ulong)edge, (ulong)cell);
        var sum = 0.0;
        for (var i = 0; i < 4; i++) sum += ((bits >> (16 * i)) & 0xFFFF) / 65536.0;
        return (sum - 2) * Math.Sqrt(3);
    }
}
