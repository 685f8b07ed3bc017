using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.History;

/// <summary>The fixes of one tag within the ten minutes from <paramref name="Start"/> on, on one plan, in order of time.</summary>
/// <param name="Plan">The version of the plan that roadways and areas are counted by.</param>
public sealed record TrackChunk(TagId Tag, Instant Start, int Plan, ImmutableArray<TrackFix> Fixes)
{
    /// <summary>When the first fix is.</summary>
    public Instant First => Start.PlusSeconds(Fixes[0].Time * TrackGrid.TimeStep);

    /// <summary>When the last fix is.</summary>
    public Instant Last => Start.PlusSeconds(Fixes[^1].Time * TrackGrid.TimeStep);
}
