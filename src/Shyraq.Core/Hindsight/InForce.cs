using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Units;

namespace Shyraq.Core.Hindsight;

/// <summary>What holds from a time on: the plan, and who carries which tag.</summary>
public sealed record InForce(Instant From, MinePlan Plan, ImmutableSortedDictionary<string, Carrier> Carriers)
{
    /// <summary>The inputs that bring a mine on which the other holds to this, at a time.</summary>
    internal IEnumerable<Sightings.MineInput> Instead(InForce other, Instant at)
    {
        if (!ReferenceEquals(Plan, other.Plan)) yield return new Sightings.PlanInput(at, Plan, default);
        if (!ReferenceEquals(Carriers, other.Carriers)) yield return new Sightings.CarriersInput(at, Carriers);
    }
}
