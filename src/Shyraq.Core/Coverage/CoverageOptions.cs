using System.Collections.Immutable;
using Shyraq.Core.Plan;

namespace Shyraq.Core.Coverage;

/// <summary>What is asked of a prediction.</summary>
public sealed record CoverageOptions
{
    /// <summary>How often a tag speaks, a second. Oftener is sharper and costs battery. Over 0 to 100, default 1.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Roadway counts as good where the radius is at most this. Metres, default 5.</summary>
    public double Target { get; init; } = 5;

    /// <summary>The longest cell for which a radius is predicted. Shorter is finer and slower. Metres, default 1.</summary>
    public double Step { get; init; } = 1;

    /// <summary>How many places for one more anchor are looked for. Default 5.</summary>
    public int Add { get; init; } = 5;

    /// <summary>What the anchors to be added are. Default UWB.</summary>
    public AnchorTechnology Technology { get; init; } = AnchorTechnology.Uwb;
}

/// <summary>The classes by which lengths of roadway are told: radius at most 1, 2, 5, 10, 25 m, and more.</summary>
public static class RadiusClass
{
    /// <summary>The largest radius of each class but the last, metres.</summary>
    public static readonly ImmutableArray<double> Bounds = [1, 2, 5, 10, 25];

    /// <summary>How many there are.</summary>
    public static int Count => Bounds.Length + 1;

    /// <summary>The class of a radius, from 0.</summary>
    public static int Of(double radius)
    {
        for (var i = 0; i < Bounds.Length; i++)
            if (radius <= Bounds[i]) return i;
        return Bounds.Length;
    }
}
