using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Simulator.Chances;
using Shyraq.Simulator.Feeds;

namespace Shyraq.Simulator.Ventilation;

/// <summary>The fixed sensors of the plan: an ordinary day at each place, what an incident adds, and how a sensor tells it.</summary>
public sealed class GasSensors
{
    /// <summary>Each sensor speaks so often, and follows a change with this time constant, seconds.</summary>
    public const double Every = 10, Lag = 8;

    private readonly AirField _field;
    private readonly AirFlow _flow;
    private readonly List<Unit> _units = [];

    public GasSensors(MinePlan plan, AirFlow flow, AirField field, long seed)
    {
        (_flow, _field) = (flow, field);
        foreach (var sensor in plan.Sensors)
        {
            if (Nearest(plan, sensor.Place) is not { } at) continue;
            var chance = new Chance(seed, "sensor " + sensor.Id);
            _units.Add(new(sensor, at.Edge, at.Offset, chance, chance.Between(0, Every), Ordinary(sensor, plan.Roadways[plan.Network.Edges[at.Edge].Roadway].Air, chance)));
        }
    }

    /// <summary>The sensors with what is truly at them now, in the unit of the plan.</summary>
    public IEnumerable<(Sensor Sensor, double Value)> Truth => _units.Where(u => !u.IsDead).Select(u => (u.Sensor, True(u)));

    /// <summary>A sensor says nothing any more.</summary>
    internal void Die(string sensor)
    {
        foreach (var unit in _units) if (unit.Sensor.Id == sensor) unit.IsDead = true;
    }

    /// <summary>Goes on by a second and tells what is due.</summary>
    /// <param name="now">Seconds since the start.</param>
    internal IEnumerable<SensorReading> Step(double now, Func<double, Instant> at)
    {
        foreach (var unit in _units)
        {
            if (double.IsNaN(unit.Shown)) unit.Shown = True(unit);
            unit.Shown += (True(unit) - unit.Shown) * (1 - Math.Exp(-1 / Lag));
            if (now < unit.Next) continue;
            unit.Next += Every;
            if (unit.IsDead) continue;
            var (noise, step) = Grain(unit.Sensor.Measures);
            var told = Math.Max(0, Math.Round((unit.Shown + noise * unit.Chance.Normal()) / step) * step);
            yield return new SensorReading(at(now), unit.Sensor.Id, unit.Sensor.Measures, Math.Round(told, 3), unit.Sensor.Unit, "ok");
        }
    }

    private double True(Unit unit)
    {
        double Methane() => 100 * _field.At(Gas.Methane, unit.Edge, unit.Offset);
        return unit.Sensor.Measures switch
        {
            "CH4" => Math.Min(100, unit.Ordinary + Methane()),
            "CO" => unit.Ordinary + 1e6 * _field.At(Gas.CarbonMonoxide, unit.Edge, unit.Offset),
            "O2" => unit.Ordinary * (1 - Methane() / 100) - 100 * 3 * _field.At(Gas.CarbonMonoxide, unit.Edge, unit.Offset),
            "AIR" => Math.Abs(_flow.Velocity(unit.Edge)),
            _ => unit.Ordinary,
        };
    }

    private static double Ordinary(Sensor sensor, Air air, Chance chance) => sensor.Measures switch
    {
        "CH4" => air == Air.Return ? chance.Between(0.25, 0.55) : chance.Between(0.05, 0.25),
        "CO" => chance.Between(0, 3),
        "O2" => chance.Between(20.6, 20.9),
        _ => 0,
    };

    /// <summary>Noise of a reading and the step in which it is told.</summary>
    private static (double Noise, double Step) Grain(string measures) => measures switch
    {
        "CH4" => (0.01, 0.01),
        "CO" => (0.5, 1),
        "O2" => (0.05, 0.1),
        _ => (0.03, 0.01),
    };

    private static (int Edge, double Offset)? Nearest(MinePlan plan, Point3 place)
    {
        var best = (Distance: 12.0, At: ((int, double)?)null);
        for (var r = 0; r < plan.Roadways.Length; r++)
        {
            var near = plan.Roadways[r].Line.Nearest(place);
            if (near.Distance < best.Distance) best = (near.Distance, (plan.Network.EdgeAt(new(r, near.Offset)), near.Offset));
        }
        return best.At;
    }

    private sealed class Unit(Sensor sensor, int edge, double offset, Chance chance, double next, double ordinary)
    {
        public Sensor Sensor => sensor;
        public int Edge => edge;
        public double Offset => offset;
        public Chance Chance => chance;
        public double Ordinary { get; } = ordinary;
        public double Next { get; set; } = next;
        public double Shown { get; set; } = double.NaN;
        public bool IsDead { get; set; }
    }
}
