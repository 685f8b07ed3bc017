using Shyraq.Core.Tracking;

namespace Shyraq.Core.History;

/// <summary>
/// A fix as the history keeps it: whole numbers of the steps of <see cref="TrackGrid"/>, which are as fine as the fix was sure. <c>default</c> is no fix.
/// </summary>
/// <param name="Time">Steps of <see cref="TrackGrid.TimeStep"/> since the start of the chunk's ten minutes.</param>
/// <param name="Where">Index of the roadway in the chunk's plan; the complement (<c>~</c>) of the index of the open area.</param>
/// <param name="A">Along the roadway, or east in an open area: steps of <see cref="TrackGrid.LengthStep"/>.</param>
/// <param name="B">North in an open area; 0 on a roadway.</param>
/// <param name="C">Up in an open area; 0 on a roadway.</param>
/// <param name="Speed">Steps of <see cref="TrackGrid.SpeedStep"/>.</param>
/// <param name="Radius">Level on the scale of <see cref="TrackGrid.RadiusOf"/>.</param>
/// <param name="Heard">Steps of <see cref="TrackGrid.HeardStep"/> since the start of the chunk's ten minutes; below 0 when it was heard before.</param>
/// <param name="Alternatives">How many places mattered, 0 when one did; 15 stands for more.</param>
/// <param name="Late">The answer rests on sightings that came late.</param>
public readonly record struct TrackFix(
    int Time, int Where, int A, int B, int C, int Speed, int Radius, FixState State, int Heard, byte Alternatives, bool Late)
{
    /// <summary>On a roadway, not in an open area.</summary>
    public bool OnRoadway => Where >= 0;
}
