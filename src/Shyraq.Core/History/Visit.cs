using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.History;

/// <summary>One tag on one roadway without leaving it: the cells of <see cref="Visits.Cell"/> metres that it came into, and when.</summary>
/// <param name="Steps">Times in order; a cell is held until the next step, the last one until <paramref name="Out"/>.</param>
public sealed record Visit(TagId Tag, ImmutableArray<VisitStep> Steps, Instant Out)
{
    /// <summary>When it came.</summary>
    public Instant In => Steps[0].Time;
}

/// <summary>A tag came into a cell of a roadway, counted from the roadway's first vertex.</summary>
public readonly record struct VisitStep(Instant Time, int Cell);

/// <summary>Who was on one roadway within the ten minutes from <paramref name="Start"/> on, in order of tag.</summary>
public sealed record RoadwayVisits(RoadwayId Roadway, Instant Start, ImmutableArray<Visit> Visits);
