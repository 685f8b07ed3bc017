namespace Shyraq.Core.Gas;

/// <summary>What a sensor measures. The numbers are written into journals: new ones go to the end.</summary>
public enum Quantity
{
    /// <summary>Methane, per cent by volume.</summary>
    Ch4,

    /// <summary>Carbon monoxide, parts per million.</summary>
    Co,

    /// <summary>Oxygen, per cent by volume.</summary>
    O2,

    /// <summary>Carbon dioxide, per cent by volume.</summary>
    Co2,

    /// <summary>Hydrogen, per cent by volume.</summary>
    H2,

    /// <summary>Dust, milligrams in a cubic metre.</summary>
    Dust,

    /// <summary>Speed of the air, metres a second.</summary>
    AirSpeed,
}

/// <summary>A unit in which sensors speak.</summary>
public enum GasUnit
{
    /// <summary>Per cent by volume.</summary>
    Percent,

    /// <summary>Parts per million by volume; 10,000 are one per cent.</summary>
    Ppm,

    /// <summary>Milligrams in a cubic metre.</summary>
    MilligramsPerCubicMetre,

    /// <summary>Metres a second.</summary>
    MetresPerSecond,
}

/// <summary>Names and units of quantities.</summary>
public static class Quantities
{
    /// <summary>Litres of a mole of gas at 20 °C and 101.3 kPa, and grams of a mole of carbon monoxide: 1 ppm is 1.16 mg/m³.</summary>
    private const double MolarVolume = 24.06, MolarMassOfCo = 28.01;

    /// <summary>The unit in which the core keeps a quantity.</summary>
    public static GasUnit UnitOf(Quantity quantity) => quantity switch
    {
        Quantity.Co => GasUnit.Ppm,
        Quantity.Dust => GasUnit.MilligramsPerCubicMetre,
        Quantity.AirSpeed => GasUnit.MetresPerSecond,
        _ => GasUnit.Percent,
    };

    /// <summary>A value in the core's own unit; null where the unit does not fit the quantity.</summary>
    public static double? InOwnUnit(Quantity quantity, double value, GasUnit unit) => (UnitOf(quantity), unit) switch
    {
        var (own, given) when own == given => value,
        (GasUnit.Percent, GasUnit.Ppm) => value / 10_000,
        (GasUnit.Ppm, GasUnit.Percent) => value * 10_000,
        (GasUnit.Ppm, GasUnit.MilligramsPerCubicMetre) => value * MolarVolume / MolarMassOfCo,
        _ => null,
    };

    /// <summary>What a sensor of the plan measures, by its <c>measures</c>; null when the word is another.</summary>
    public static Quantity? Of(string measures) => measures.ToUpperInvariant() switch
    {
        "CH4" => Quantity.Ch4,
        "CO" => Quantity.Co,
        "O2" => Quantity.O2,
        "CO2" => Quantity.Co2,
        "H2" => Quantity.H2,
        "DUST" => Quantity.Dust,
        "AIR" or "AIRSPEED" => Quantity.AirSpeed,
        _ => null,
    };

    /// <summary>A unit by the usual ways to write it; null when it is another.</summary>
    public static GasUnit? UnitOf(string unit) => unit.Trim().ToUpperInvariant() switch
    {
        "%" or "VOL%" or "%VOL" or "% VOL" or "ОБ.%" or "% ОБ." => GasUnit.Percent,
        "PPM" => GasUnit.Ppm,
        "MG/M3" or "MG/M³" or "МГ/М3" or "МГ/М³" => GasUnit.MilligramsPerCubicMetre,
        "M/S" or "М/С" => GasUnit.MetresPerSecond,
        _ => null,
    };

    /// <summary>As people write it, such as <c>CH4</c>.</summary>
    public static string NameOf(Quantity quantity) => quantity switch
    {
        Quantity.Ch4 => "CH4",
        Quantity.Co => "CO",
        Quantity.O2 => "O2",
        Quantity.Co2 => "CO2",
        Quantity.H2 => "H2",
        Quantity.Dust => "dust",
        Quantity.AirSpeed => "air",
        _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity, null),
    };

    /// <summary>As people write it, such as <c>%</c>.</summary>
    public static string NameOf(GasUnit unit) => unit switch
    {
        GasUnit.Percent => "%",
        GasUnit.Ppm => "ppm",
        GasUnit.MilligramsPerCubicMetre => "mg/m³",
        GasUnit.MetresPerSecond => "m/s",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };
}
