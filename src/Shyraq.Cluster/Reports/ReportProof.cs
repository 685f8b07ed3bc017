using Shyraq.Core.Reports;
using Shyraq.Core.Units;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Reports;

/// <summary>Walks over the blocks that a report stands on: a report of a record that was meddled with has to say so.</summary>
internal static class ReportProof
{
    /// <summary>So much of the chain is walked over for a look at the screen, bytes of blocks: some tenths of a second.</summary>
    public const long Look = 64L << 20;

    /// <summary>And for a file, which somebody may stand on later: a shift of a thousand tags, some seconds.</summary>
    public const long File = 2L << 30;

    /// <summary>The chain from the first block of a period to the last, and what signed checkpoints say of it.</summary>
    /// <param name="head">The newest block of which the report tells.</param>
    /// <param name="checkpoints">Those whose lines can be read, in order.</param>
    /// <param name="most">Walks over no more bytes than these.</param>
    public static ChainState Of(IJournalBlocks journal, ReportPeriod period, JournalHead head, IReadOnlyList<Checkpoint> checkpoints, long most)
    {
        var witnesses = checkpoints.Where(one => one.Head.Sequence <= head.Sequence && one.Mine == journal.Mine).GroupBy(one => one.Head.Sequence).ToDictionary(g => g.Key, g => g.Last());
        Instant? contradicted = null;
        long first = 1, last = 0, of = head.Sequence, bytes = 0;
        Instant? before = null;
        try
        {
            // Where the order of time is broken already, the blocks from the beginning on show where.
            first = journal.FirstSince(period.From) is { } since ? Math.Max(1, since - 1) : Math.Max(1, head.Sequence);
            last = first - 1;
            of = Math.Max(first, Math.Min(head.Sequence, journal.FirstSince(period.To) ?? head.Sequence));
            foreach (var block in journal.ReadFrom(first))
            {
                (last, before) = (block.Sequence, block.Time);
                if (witnesses.TryGetValue(block.Sequence, out var witness) && witness.Head.Hash != block.Hash && witness.IsSigned) contradicted ??= witness.Made;
                if (last >= of || (bytes += block.Body.Length) > most) break;
            }
            // The newest of them speaks for all blocks up to it.
            if (witnesses.Count > 0 && witnesses.MaxBy(w => w.Key) is (var sequence, var newest) && journal.HashOf(sequence) != newest.Head.Hash && newest.IsSigned) contradicted ??= newest.Made;
        }
        // Signatures are looked at where a line says otherwise than the journal: one that agrees proves nothing more by being signed.
        catch (JournalDamagedException)
        {
            return new(first, last, of, last + 1, before, contradicted);
        }
        return new(first, last, of, last < Math.Min(of, first) ? first : null, before, contradicted);
    }
}
