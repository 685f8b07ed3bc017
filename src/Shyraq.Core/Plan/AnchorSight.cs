using System.Collections.Immutable;

namespace Shyraq.Core.Plan;

/// <summary>Works out what each anchor sees in a straight line and how far the radio's way round corners is.</summary>
internal static class AnchorSight
{
    public static ImmutableArray<AnchorView> Compute(MinePlan plan) => throw new NotImplementedException();
}
