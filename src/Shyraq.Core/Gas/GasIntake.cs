using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Gas;

/// <summary>Takes readings to their sensors; what cannot be used is refused by name.</summary>
internal sealed class GasIntake
{
    /// <summary>A reading whose time is ahead of its arrival by more than this is refused, seconds; below it the arrival is taken.</summary>
    private const double FutureTolerance = 60;

    /// <summary>Sensors worn with tags that are remembered.</summary>
    private const int MostWorn = 40_000;

    private readonly SortedDictionary<(bool IsWorn, string Id, Quantity Quantity), GasSensor> _sensors = [];
    private readonly List<GasSensor> _touched = [];

    /// <summary>All that were ever heard: the fixed ones first, each in order of id.</summary>
    public IReadOnlyCollection<GasSensor> All => _sensors.Values;

    /// <summary>Those that the input followed last spoke of, in order of arrival.</summary>
    public IReadOnlyList<GasSensor> Touched => _touched;

    /// <summary>The sensor; null when it was never heard.</summary>
    public GasSensor? Find(string id, Quantity quantity) => _sensors.GetValueOrDefault((false, id, quantity));

    /// <summary>Takes an input.</summary>
    public (int Accepted, ImmutableArray<Refusal> Refusals) Follow(ReadingsInput input, MinePlan plan)
    {
        _touched.Clear();
        var refusals = ImmutableArray.CreateBuilder<Refusal>();
        foreach (var reading in input.Readings)
            if (Take(reading, input.Arrived, plan) is { } refusal) refusals.Add(refusal);
        return (input.Readings.Length - refusals.Count, refusals.DrainToImmutable());
    }

    /// <summary>Nothing was followed.</summary>
    public void Rest() => _touched.Clear();

    /// <summary>Forgets fixed sensors that a plan does not have; what was told of them is handed over.</summary>
    public IReadOnlyList<GasSensor> Change(MinePlan plan)
    {
        var gone = _sensors.Values.Where(one => !one.IsWorn && !plan.Sensors.Any(sensor => sensor.Id == one.Id && (Quantities.Of(sensor.Measures) ?? one.Quantity) == one.Quantity)).ToArray();
        foreach (var one in gone) _sensors.Remove((false, one.Id, one.Quantity));
        _touched.Clear();
        return gone;
    }

    private Refusal? Take(Reading reading, Instant arrived, MinePlan plan)
    {
        var (tag, name) = (reading.Tag?.Value, reading.Sensor);
        Sensor? planned = null;
        if (name is not null && (planned = plan.Sensors.FirstOrDefault(one => one.Id == name)) is null)
            return new(RefusalReason.UnknownSensor, null, name, null, "sensor", $"found \"{name}\"; expected the id of a sensor of the plan");
        var measures = planned is null ? null : Quantities.Of(planned.Measures);
        if ((reading.Quantity ?? measures) is not { } quantity) return new(RefusalReason.MissingProperty, tag, name, null, "quantity", "absent; expected what is measured, such as CH4");
        if (measures is { } known && known != quantity)
            return new(RefusalReason.BadValue, tag, name, null, "quantity", $"found {Quantities.NameOf(quantity)}; the plan says that it measures {Quantities.NameOf(known)}");
        if (reading.Time.SecondsSince(arrived) > FutureTolerance) return new(RefusalReason.FromTheFuture, tag, name, null, "time", $"{reading.Time} is ahead of the arrival {arrived}");
        var unit = reading.Unit ?? (planned is null ? null : Quantities.UnitOf(planned.Unit)) ?? Quantities.UnitOf(quantity);
        var value = reading.Value is { } given ? Quantities.InOwnUnit(quantity, given, unit) : null;
        if (reading.Value is not null && value is null) return new(RefusalReason.BadValue, tag, name, null, "unit", $"found {Quantities.NameOf(unit)}; expected a unit of {Quantities.NameOf(quantity)}");
        var key = (tag is not null, tag ?? name!, quantity);
        if (!_sensors.TryGetValue(key, out var sensor))
        {
            if (tag is not null && _sensors.Count >= MostWorn) return new(RefusalReason.TooManyTags, tag, null, null, "tag", $"the mine knows {_sensors.Count} sensors already");
            _sensors[key] = sensor = new(key.Item2, key.Item1, quantity);
        }
        var time = Instant.Min(reading.Time, arrived);
        if (sensor.Arrived != default && reading.Time == sensor.Time) return new(RefusalReason.Duplicate, tag, name, null, "time", "the same time, sensor and quantity came before");
        if (sensor.Arrived != default && time < sensor.Time) return new(RefusalReason.Late, tag, name, null, "time", $"the sensor has said something newer, at {sensor.Time}");
        sensor.Take(time, arrived, value, reading.Status);
        if (!_touched.Contains(sensor)) _touched.Add(sensor);
        return null;
    }

    public void Write(StateWriter to)
    {
        to.Write((long)_sensors.Count);
        foreach (var sensor in _sensors.Values) sensor.Write(to);
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var sensor = GasSensor.Read(ref from);
            _sensors[(sensor.IsWorn, sensor.Id, sensor.Quantity)] = sensor;
        }
    }
}
