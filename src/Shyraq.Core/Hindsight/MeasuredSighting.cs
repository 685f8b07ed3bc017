using Shyraq.Core.Sightings;

namespace Shyraq.Core.Hindsight;

/// <summary>A sighting at the time at which it was measured, by clocks as right as their delays show them to be.</summary>
/// <param name="Sighting">Its time is the mended one, and it arrives then.</param>
/// <param name="Line">Of the file that it came from, if it came from one.</param>
/// <param name="IsLate">It arrived more than <see cref="Clocks.HeldBack"/> after its time: what was shown live did not have it.</param>
public readonly record struct MeasuredSighting(Sighting Sighting, int? Line, bool IsLate);
