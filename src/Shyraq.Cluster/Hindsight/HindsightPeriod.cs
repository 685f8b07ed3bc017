using Shyraq.Core.Units;

namespace Shyraq.Cluster.Hindsight;

/// <summary>What is asked of hindsight.</summary>
/// <param name="To">Not before <paramref name="From"/>.</param>
/// <param name="Tags">Only these; all when empty.</param>
/// <param name="Lag">How far beyond a moment at least the sightings count for it, at most twice as far, seconds. More bridges longer silences, and costs memory and time.</param>
public sealed record HindsightPeriod(Instant From, Instant To, IReadOnlySet<string> Tags, double Lag = HindsightPeriod.UsualLag)
{
    /// <summary>Bridges silences of ten minutes.</summary>
    public const double UsualLag = 600;

    /// <summary>Following begins so much earlier, that nothing hangs on where it began, seconds.</summary>
    private const double RunUp = 600;

    /// <summary>The first moment that is followed.</summary>
    internal Instant Begin => From.PlusSeconds(-RunUp);

    /// <summary>The last moment of which sightings can count.</summary>
    internal Instant End => To.PlusSeconds(2 * Lag);

    /// <summary>Is a tag asked for?</summary>
    internal bool Wants(TagId tag) => Tags.Count == 0 || Tags.Contains(tag.Value);
}
