using Shyraq.Core.Plan;

namespace Shyraq.Simulator.Incidents.Witnesses;

/// <summary>A gas beyond its limit where a sensor hangs. Near the limit, or for less than half a minute, it is borderline.</summary>
internal sealed class GasWitness : IWitness
{
    private const double Brief = 30;
    private readonly Dictionary<string, bool> _clear = [];

    /// <summary>The limit of a quantity and what is clearly beyond it: methane 1 %, carbon monoxide 17 ppm, oxygen 20 % (the usual ones of coal mines).</summary>
    internal static (double Limit, double Clearly)? LimitOf(Sensor sensor) => sensor.Measures switch
    {
        "CH4" => (1.0, 1.2),
        "CO" => (17, 25),
        "O2" => (20, 19.5),
        _ => null,
    };

    public void Look(World world)
    {
        foreach (var (sensor, value) in world.Sensors.Truth)
        {
            if (LimitOf(sensor) is not { } limit) continue;
            bool Beyond(double mark) => sensor.Measures == "O2" ? value < mark : value > mark;
            var beyond = Beyond(limit.Limit);
            world.Truth.Stand(TrueKind.GasOver, sensor.Id, beyond, sensor.Place, world.Now, isSure: false);
            _clear[sensor.Id] = beyond && (_clear.GetValueOrDefault(sensor.Id) || Beyond(limit.Clearly));
            if (_clear[sensor.Id]) world.Truth.Change(TrueKind.GasOver, sensor.Id, e => e with { IsSure = world.Now.SecondsSince(e.From) > Brief });
        }
    }
}
