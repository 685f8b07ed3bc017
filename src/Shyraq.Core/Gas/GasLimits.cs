using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Plan;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Gas;

/// <summary>Between which values the air is good, in the quantity's own unit.</summary>
/// <param name="Low">Less is bad; null: never.</param>
/// <param name="High">More is bad; null: never.</param>
public readonly record struct GasLimit(double? Low, double? High);

/// <summary>Sets the limit of one sensor, or of all that measure a quantity in an air. Neither bound: back to the built-in limit.</summary>
/// <param name="Sensor">Id of a fixed sensor; null for all in <paramref name="Air"/>.</param>
/// <param name="Air">Where the sensors hang, when no sensor is named; null for those worn with a tag.</param>
public sealed record SetGasLimit(Quantity Quantity, string? Sensor, Air? Air, double? Low, double? High) : Act;

/// <summary>A limit that the mine has set itself.</summary>
public sealed record SetLimit(Quantity Quantity, string? Sensor, Air? Air, GasLimit Limit, string By, Instant Time);

/// <summary>
/// The limits in force. Built in are those of the safety rules for coal mines of Kazakhstan and Russia, which name the same figures; the sources
/// stand in <c>docs/gas.md</c>.
/// </summary>
internal sealed class GasLimits
{
    /// <summary>Beyond these no mine may set its limits: more methane than a local accumulation may have, less oxygen than people can work in, %.</summary>
    private const double MostCh4 = 2, LeastO2 = 18;

    private readonly SortedDictionary<(Quantity Quantity, string Sensor, int Air), SetLimit> _set = [];

    /// <summary>What the mine has set itself.</summary>
    public ImmutableArray<SetLimit> Set => [.. _set.Values];

    /// <summary>The limit of a sensor.</summary>
    /// <param name="sensor">Null for one worn with a tag.</param>
    /// <param name="air">The air it hangs in; not asked for one worn with a tag.</param>
    public GasLimit Of(Quantity quantity, string? sensor, Air air)
    {
        if (sensor is not null && _set.TryGetValue((quantity, sensor, -1), out var own)) return own.Limit;
        return _set.TryGetValue((quantity, "", sensor is null ? -1 : (int)air), out var ofAir) ? ofAir.Limit : BuiltIn(quantity, sensor is null ? null : air);
    }

    /// <summary>Sets or takes back a limit; otherwise says why not.</summary>
    public ActRefusal? Do(SetGasLimit act, string by, MinePlan plan, Scene scene)
    {
        if (act.Sensor is { } sensor && !plan.Sensors.Any(one => one.Id == sensor && Quantities.Of(one.Measures) == act.Quantity))
            return new("unknownSensor", $"the plan has no sensor '{sensor}' of {Quantities.NameOf(act.Quantity)}");
        if (act.Low is { } low && (!double.IsFinite(low) || low < 0) || act.High is { } high && (!double.IsFinite(high) || high <= 0) || act.Low >= act.High)
            return new("badLimit", "a limit is a number; the lower bound is 0 or more and below the upper one");
        if (act.Quantity == Quantity.Ch4 && act.High > MostCh4) return new("unsafeLimit", $"no limit of methane is over {MostCh4} %");
        if (act.Quantity == Quantity.Ch4 && act is { Low: not null, High: null }) return new("unsafeLimit", "methane has an upper limit");
        if (act.Quantity == Quantity.O2 && (act.Low < LeastO2 || act is { Low: null, High: not null })) return new("unsafeLimit", $"no lower limit of oxygen is under {LeastO2} %");
        var key = (act.Quantity, act.Sensor ?? "", act.Sensor is null && act.Air is { } air ? (int)air : -1);
        if (act is { Low: null, High: null }) _set.Remove(key);
        else _set[key] = new(act.Quantity, act.Sensor, act.Sensor is null ? act.Air : null, new(act.Low, act.High), by, scene.Now);
        scene.Happened("gasLimitChanged", act.Sensor ?? "", "", Phrase.Join(by, act is { Low: null, High: null } ? Phrase.Of(PhraseCode.LimitAsBuilt, Quantities.NameOf(act.Quantity))
            : Phrase.Of(PhraseCode.LimitSet, Quantities.NameOf(act.Quantity), act.Low ?? (object)"", act.High ?? (object)"", Quantities.NameOf(Quantities.UnitOf(act.Quantity)))));
        return null;
    }

    /// <summary>As the rules have it.</summary>
    /// <param name="air">Null for one worn with a tag.</param>
    public static GasLimit BuiltIn(Quantity quantity, Air? air) => quantity switch
    {
        Quantity.Ch4 => new(null, air switch { null => 2, Air.Intake => 0.5, _ => 1 }),
        Quantity.Co => new(null, 17),
        Quantity.O2 => new(20, null),
        Quantity.Co2 => new(null, 0.5),
        Quantity.H2 => new(null, 0.5),
        Quantity.AirSpeed => new(0.25, null),
        _ => default,
    };

    public void Write(StateWriter to)
    {
        to.Write((long)_set.Count);
        foreach (var one in _set.Values)
        {
            to.Write((byte)one.Quantity);
            to.Write(one.Sensor);
            to.Write(one.Air is { } air ? (byte)(1 + (int)air) : (byte)0);
            to.Write(one.Limit.Low);
            to.Write(one.Limit.High);
            to.Write(one.By);
            to.Write(one.Time);
        }
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var (quantity, sensor, air) = (from.ReadEnum<Quantity>(), from.ReadText(), from.ReadByte());
            var one = new SetLimit(quantity, sensor, air is > 0 and <= 4 ? (Air)(air - 1) : null, new(from.ReadDoubleOrNull(), from.ReadDoubleOrNull()), from.ReadText() ?? "", from.ReadInstant());
            _set[(quantity, sensor ?? "", air - 1)] = one;
        }
    }
}
