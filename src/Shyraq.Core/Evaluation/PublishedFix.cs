using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evaluation;

/// <summary>A fix as a file of answers has it, ours or another system's.</summary>
/// <param name="Position">Where on the network; null when the answer names no roadway.</param>
/// <param name="Speed">Metres a second, 0 or more.</param>
/// <param name="Radius95">Radius in metres, 0 or more, of the circle that is said to hold the true place with 95 %.</param>
public readonly record struct PublishedFix(Instant Time, TagId Tag, Point3 Place, NetworkPosition? Position, double Speed, double Radius95, FixState State);
