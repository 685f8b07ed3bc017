using Shyraq.Core.Plan;

namespace Shyraq.Simulator.Incidents.Witnesses;

/// <summary>A gas, or the draught, beyond its limit where a sensor hangs. Near the limit, or for less than half a minute, it is borderline.</summary>
internal sealed class GasWitness(MinePlan plan) : IWitness
{
    private const double Brief = 30;
    private readonly Dictionary<string, bool> _clear = [];
    private readonly HashSet<string> _inIntake = [.. plan.Sensors.Where(sensor => plan.Roadways.MinBy(road => road.Line.Nearest(sensor.Place).Distance)?.Air == Air.Intake).Select(sensor => sensor.Id)];

    /// <summary>
    /// The limit of a sensor and what is clearly beyond it: methane 0.5 % in intake air and 1 % elsewhere, carbon monoxide 17 ppm, oxygen 20 %, draught
    /// 0.25 m/s (the usual ones of coal mines).
    /// </summary>
    private (double Limit, double Clearly)? LimitOf(Sensor sensor) => sensor.Measures switch
    {
        "CH4" => _inIntake.Contains(sensor.Id) ? (0.5, 0.6) : (1.0, 1.2),
        "CO" => (17, 25),
        "O2" => (20, 19.5),
        "AIR" => (0.25, 0.15),
        _ => null,
    };

    public void Look(World world)
    {
        foreach (var (sensor, value) in world.Sensors.Truth)
        {
            if (LimitOf(sensor) is not { } limit) continue;
            bool Beyond(double mark) => sensor.Measures is "O2" or "AIR" ? value < mark : value > mark;
            var (beyond, isNear) = (Beyond(limit.Limit), Near(sensor.Measures, value, limit.Limit));
            world.Truth.Stand(TrueKind.GasOver, sensor.Id, beyond || isNear, sensor.Place, world.Now, isSure: false);
            _clear[sensor.Id] = beyond && (_clear.GetValueOrDefault(sensor.Id) || Beyond(limit.Clearly));
            if (_clear[sensor.Id]) world.Truth.Change(TrueKind.GasOver, sensor.Id, e => e with { IsSure = e.IsSure || world.Now.SecondsSince(e.From) > Brief });
        }
    }

    /// <summary>So near the limit that what a sensor adds to the truth may carry it beyond.</summary>
    private static bool Near(string measures, double value, double limit) => measures switch
    {
        "CH4" => value > limit - 0.04,
        "CO" => value > limit - 2,
        "O2" => value < limit + 0.2,
        _ => value < limit + 0.12,
    };
}
