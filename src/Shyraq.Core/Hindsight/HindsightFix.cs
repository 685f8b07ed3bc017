using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;

namespace Shyraq.Core.Hindsight;

/// <summary>Where a tag was, as it is known afterwards.</summary>
/// <param name="Plan">The plan in force then, on which the fix lies.</param>
/// <param name="IsLate">
/// The answer rests on sightings that arrived more than <see cref="Clocks.HeldBack"/> after they were measured: one of them is the nearest
/// evidence before or after it, or lies within <see cref="TrackingOptions.LiveFor"/>.
/// </param>
public sealed record HindsightFix(Fix Fix, MinePlan Plan, bool IsLate);
