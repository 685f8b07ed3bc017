using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evaluation;

/// <summary>Where a tag really was at one time.</summary>
/// <param name="Position">Where on the network; null when the truth names no roadway.</param>
public readonly record struct TruthPoint(Instant Time, TagId Tag, Point3 Place, NetworkPosition? Position);
