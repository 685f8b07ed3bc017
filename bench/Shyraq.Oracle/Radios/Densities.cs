using Shyraq.Simulator.Radios;

namespace Shyraq.Oracle.Radios;

/// <summary>The densities of what the simulator's radios say of one path; the very counterparts of <see cref="Measuring"/>.</summary>
/// <param name="noise">The true noise.</param>
internal sealed class Densities(Noise noise)
{
    /// <summary>Mean of what a body in between adds to a range, metres; loss of a body in between, dB: as in <see cref="Measuring"/>.</summary>
    public const double BodyBias = 0.15, BodyLossUwb = 6, BodyLossRssi = 7;

    private const double PowerSigma = 1.2;

    /// <summary>Variance of the normal part of a range in sight, m².</summary>
    public double RangeVariance(double distance) => Square(noise.RangeSigma + noise.RangeSigmaPerMetre * distance) + Rounding;

    /// <summary>Density of the honest error of a range, for each metre.</summary>
    /// <param name="constant">Variance of what is not known of its constant part, m².</param>
    public double Range(double error, double constant, double distance, double hidden, bool sight, bool body)
    {
        var variance = RangeVariance(distance);
        if (!sight) return WithTail(error, Math.Sqrt(2.25 * variance + constant), noise.CornerBias + noise.CornerBiasPerMetre * hidden);
        var sigma = Math.Sqrt(variance + constant);
        var plain = body && noise.BodyLoss > 0 ? WithTail(error, sigma, BodyBias) : Normal(error, sigma);
        if (noise.Reflections <= 0) return plain;
        // Behind a body the two tails are taken as one, moved by the shorter mean.
        return (1 - noise.Reflections) * plain + noise.Reflections * WithTail(body ? error - BodyBias : error, sigma, noise.ReflectionBias);
    }

    /// <summary>Density of a gross error: nine of ten 2 to 20 m too short (no range falls below zero), the others 3 to 40 m too long.</summary>
    public static double GrossError(double error, double distance)
    {
        if (error > 0) return error is > 2.5 and < 40.5 ? 0.1 / 37 : 1e-6;
        var cut = distance < 20 && distance + error < 0.3 ? 0.9 * (20 - Math.Max(2, distance)) / 18 / 0.3 : 0;
        return cut + (error is < -1.5 and > -20.5 ? 0.9 / 18 : 1e-6);
    }

    /// <summary>Density of the power of a UWB frame and of how far its first path lies below.</summary>
    public double Power(double power, double apart, double distance, double hidden, bool sight, bool body)
    {
        var mean = -63 - 17 * Math.Log10(Math.Max(1, distance)) - (body ? BodyLossUwb : 0) - (sight ? 0 : 6 + 0.3 * hidden);
        var below = apart - (sight ? body ? 4 : 1 : 8);
        return Normal(power - mean, PowerSigma) * (below > -0.15 ? 2 * Normal(Math.Max(0, below), 1) : 1e-6) + 1e-7;
    }

    /// <summary>The mean signal strength without shadowing, dBm.</summary>
    public double RssiMean(AnchorUnit unit, double distance, double hidden, bool sight, bool body) =>
        (unit.Anchor.RssiAt1m?.Value ?? -59) - 10 * (unit.Anchor.PathLossExponent ?? 2.0) * Math.Log10(Math.Max(0.5, distance))
        - (sight ? 0 : 8 + 0.35 * hidden) - (body && noise.BodyLoss > 0 ? BodyLossRssi : 0);

    /// <summary>Variance of fading and of rounding to whole dB, dB².</summary>
    public double RssiVariance { get; } = noise.Fading * noise.Fading + 1.0 / 12;

    /// <summary>Density of a signal strength, for each dB.</summary>
    /// <param name="shadow">Variance of what is not known of the shadow, dB².</param>
    public double Rssi(double error, double shadow) => Normal(error, Math.Sqrt(RssiVariance + shadow)) + 1e-7;

    /// <summary>How likely an anchor hears a tag, losses left out.</summary>
    public double Odds(AnchorUnit unit, RadioPath path, bool body)
    {
        switch (unit.Anchor.Technology)
        {
            case Core.Plan.AnchorTechnology.Uwb: return Measuring.UwbOdds(noise, path);
            case Core.Plan.AnchorTechnology.Rfid:
                // The radius of each reader is its own: 85 to 115 % of what the plan says.
                var sum = 0.0;
                for (var k = -2; k <= 2; k++)
                {
                    var radius = (unit.Anchor.ReadRadius?.Value ?? 8) * (1 + 0.06 * k);
                    sum += noise.ReadOdds / (1 + Math.Exp((path.Distance - radius) / (0.08 * radius))) * (path.IsLineOfSight ? 1 : Math.Exp(-path.Hidden / 4));
                }
                return sum / 5;
            case Core.Plan.AnchorTechnology.Ble or Core.Plan.AnchorTechnology.Wifi:
                var spread = Math.Sqrt(noise.Shadowing * noise.Shadowing + noise.Fading * noise.Fading);
                return 1 - 0.5 * Erfc((RssiMean(unit, path.Distance, path.Hidden, path.IsLineOfSight, body) - Measuring.WeakestRssi) / spread / Math.Sqrt(2));
            default: return 0;
        }
    }

    /// <summary>The normal density with mean 0.</summary>
    public static double Normal(double x, double sigma) => 0.3989422804014327 / sigma * Math.Exp(-0.5 * x * x / (sigma * sigma));

    /// <summary>Density of a normal error plus an exponential one (exponentially modified Gaussian), for each metre.</summary>
    public static double WithTail(double x, double sigma, double mean)
    {
        var z = (sigma / mean - x / sigma) * 0.7071067811865476;
        // erfc(z) = poly(t) exp(−z²); the squares cancel against the exponential before anything over- or underflows.
        var bell = Series(1 / (1 + 0.3275911 * Math.Abs(z))) * Math.Exp(-0.5 * x * x / (sigma * sigma)) / (2 * mean);
        return z >= 0 ? bell : Math.Exp(0.5 * sigma * sigma / (mean * mean) - x / mean) / mean - bell;
    }

    /// <summary>The complementary error function, to 1.5e-7 (Abramowitz and Stegun 1964, 7.1.26).</summary>
    public static double Erfc(double z)
    {
        var tail = Series(1 / (1 + 0.3275911 * Math.Abs(z))) * Math.Exp(-z * z);
        return z >= 0 ? tail : 2 - tail;
    }

    /// <summary>Variance of rounding to the centimetre, m².</summary>
    private const double Rounding = 0.01 * 0.01 / 12;

    private static double Series(double t) => t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));

    private static double Square(double x) => x * x;
}
