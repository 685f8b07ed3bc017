using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>A time in which the mine did not listen: of it nothing is known.</summary>
public readonly record struct Gap(Instant From, Instant To)
{
    /// <summary>Length, seconds.</summary>
    public double Seconds => To.SecondsSince(From);
}

/// <summary>What walking the hash chain under a report found.</summary>
/// <param name="First">The first block that was walked over.</param>
/// <param name="Last">The last one.</param>
/// <param name="Of">The last block that the report stands on; more than <paramref name="Last"/> where it was too much to walk over all.</param>
/// <param name="BrokenAt">The first block that is missing, changed or unreadable; null when none of those walked over is.</param>
/// <param name="BrokenAfter">The time of the last block before it that holds; null when there is none.</param>
/// <param name="Contradicted">When a signed checkpoint was made that says otherwise than the journal does; null when none does.</param>
public sealed record ChainState(long First, long Last, long Of, long? BrokenAt = null, Instant? BrokenAfter = null, Instant? Contradicted = null)
{
    /// <summary>Nothing speaks against the record, as far as it was walked over.</summary>
    public bool IsWhole => BrokenAt is null && Contradicted is null;
}

/// <summary>How whole the record is on which a report stands, and by what it is proved.</summary>
/// <param name="Sequence">The newest block of the journal that it tells of.</param>
/// <param name="Hash">Of that block, hexadecimal: whoever has the journal can prove that the report stands on it.</param>
/// <param name="Begins">When the record begins; null when it is empty.</param>
/// <param name="Ends">When it ends.</param>
/// <param name="Gaps">Within the period, in order.</param>
/// <param name="Checkpoint">The newest signed statement of where the journal stood, as one line; null when none was made.</param>
/// <param name="EventsTo">The events of all blocks up to this one are recorded; less than <paramref name="Sequence"/> while the history catches up.</param>
/// <param name="Chain">What walking the chain of its blocks found; null when nobody walked over it.</param>
public sealed record RecordState(long Sequence, string Hash, Instant? Begins, Instant? Ends, ImmutableArray<Gap> Gaps, long EventsTo, string? Checkpoint = null, ChainState? Chain = null)
{
    /// <summary>Longer than this between two blocks, and the mine was not listening, seconds: it writes one each second.</summary>
    public const double Break = 5;

    /// <summary>The parts of a period of which nothing is known: before the record, in its gaps, and after it.</summary>
    public ImmutableArray<Gap> Missing(ReportPeriod period)
    {
        if (Begins is not { } begins || Ends is not { } ends) return [new(period.From, period.To)];
        var missing = ImmutableArray.CreateBuilder<Gap>();
        Add(new(period.From, begins));
        foreach (var gap in Gaps) Add(gap);
        Add(new(ends, period.To));
        return missing.ToImmutable();

        void Add(Gap gap)
        {
            // Nothing is counted twice where a gap reaches into the one before it.
            var from = missing.Count > 0 ? Instant.Max(missing[^1].To, period.From) : period.From;
            var cut = new Gap(Instant.Max(gap.From, from), Instant.Min(gap.To, period.To));
            if (cut.Seconds > Break) missing.Add(cut);
        }
    }

    /// <summary>The share of a period that was recorded, 0..1.</summary>
    public double Share(ReportPeriod period) => period.Seconds <= 0 ? 0 : Math.Clamp(1 - Missing(period).Sum(gap => gap.Seconds) / period.Seconds, 0, 1);
}
