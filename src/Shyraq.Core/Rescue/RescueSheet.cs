using Shyraq.Core.Evacuation;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Rescue;

/// <summary>All that rescuers need when there is no server any more, at one moment.</summary>
/// <param name="Sequence">The journal block up to which it was followed.</param>
/// <param name="Picture">T0; null when no emergency was declared.</param>
public sealed record RescueSheet(MinePlan Plan, Instant At, long Sequence, EvacuationBoard Evacuation, RescueBoard Rescue, FrozenPicture? Picture)
{
    /// <summary>As it stands at a time not before the mine's clock.</summary>
    public static RescueSheet Of(Mine mine, Instant at, long sequence) => new(mine.Plan, at, sequence, mine.EvacuationBoard(at), mine.RescueBoard(at), mine.Picture);
}
