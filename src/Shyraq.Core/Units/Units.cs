using System.Globalization;

namespace Shyraq.Core.Units;

/// <summary>A length in metres. <c>default</c> is zero metres.</summary>
public readonly record struct Metres(double Value) : IComparable<Metres>
{
    /// <inheritdoc/>
    public int CompareTo(Metres other) => Value.CompareTo(other.Value);
    public static Metres operator +(Metres a, Metres b) => new(a.Value + b.Value);
    public static Metres operator -(Metres a, Metres b) => new(a.Value - b.Value);
    public static bool operator <(Metres a, Metres b) => a.Value < b.Value;
    public static bool operator >(Metres a, Metres b) => a.Value > b.Value;
    public static bool operator <=(Metres a, Metres b) => a.Value <= b.Value;
    public static bool operator >=(Metres a, Metres b) => a.Value >= b.Value;
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("0.##", CultureInfo.InvariantCulture) + " m";
}

/// <summary>A speed in metres a second. <c>default</c> is standing still.</summary>
public readonly record struct MetresPerSecond(double Value);

/// <summary>A radio power in dBm. <c>default</c> is 0 dBm, one milliwatt: stronger than any tag is heard.</summary>
public readonly record struct Dbm(double Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("0.#", CultureInfo.InvariantCulture) + " dBm";
}

/// <summary>A voltage in volts. <c>default</c> is zero.</summary>
public readonly record struct Volts(double Value);

/// <summary>A compass direction in degrees clockwise from grid north. <c>default</c> is north.</summary>
public readonly record struct Degrees(double Value)
{
    /// <summary>The same direction in radians clockwise from grid north.</summary>
    public double Radians => Value * (Math.PI / 180);
}

/// <summary>A rate of turn in degrees a second, clockwise positive. <c>default</c> is no turn.</summary>
public readonly record struct DegreesPerSecond(double Value);
