using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation.Routes;

/// <summary>Why nobody is sent through a section of roadway.</summary>
public enum ClosureCause
{
    /// <summary>A fall, an explosion's wreckage, a closed door: there is no way through.</summary>
    Blocked,

    /// <summary>Gas that suffocates or poisons.</summary>
    Gas,

    /// <summary>Smoke.</summary>
    Smoke,

    /// <summary>Water or mud.</summary>
    Flooded,

    /// <summary>For another reason, such as a hoist that does not run.</summary>
    Forbidden,
}

/// <summary>A section of roadway that is not entered. Whoever is within it leaves it: nobody knows on which side of a fall they are.</summary>
/// <param name="From">Offset, metres from the roadway's first vertex.</param>
/// <param name="To">Offset, metres, over <paramref name="From"/>.</param>
/// <param name="Why">For people; "" when nothing was said.</param>
/// <param name="By">Who closed it; "" when gas did.</param>
/// <param name="Sensor">The gas sensor that closed it; "" when a person did.</param>
public sealed record Closure(RoadwayId Roadway, double From, double To, ClosureCause Cause, string Why, string By, Instant Since, string Sensor = "")
{
    /// <summary>Nobody gets through, whatever they breathe.</summary>
    public bool IsImpassable => Cause is ClosureCause.Blocked or ClosureCause.Flooded;
}
