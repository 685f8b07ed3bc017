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
        var witnesses = checkpoints.Where(one => one.Mine == journal.Mine).GroupBy(one => one.Head.Sequence).ToDictionary(g => g.Key, g => g.Last());
        Instant? contradicted = null, before = null;
        // Where the order of time is broken already, the blocks from the beginning on show where.
        var first = Math.Max(1, Since(period.From, damaged: 1) - 1);
        var of = Math.Max(first, Math.Min(head.Sequence, Since(period.To, damaged: head.Sequence)));
        var (last, bytes) = (first - 1, 0L);
        try
        {
            foreach (var block in journal.ReadFrom(first))
            {
                (last, before) = (block.Sequence, block.Time);
                // Signatures are looked at where a line says otherwise than the journal: one that agrees proves nothing more by being signed.
                if (witnesses.TryGetValue(block.Sequence, out var witness) && witness.Head.Hash != block.Hash && witness.IsSigned) contradicted ??= witness.Made;
                if (last >= of || (bytes += block.Body.Length) > most) break;
            }
        }
        catch (JournalDamagedException)
        {
            return new(first, last, of, last + 1, before, contradicted);
        }
        // The newest of them speaks for all blocks up to it, and for there being as many.
        if (witnesses.Count > 0 && witnesses.MaxBy(w => w.Key) is (var sequence, var newest) && journal.HashOf(sequence) != newest.Head.Hash && newest.IsSigned) contradicted ??= newest.Made;
        return new(first, last, of, null, before, contradicted);

        long Since(Instant time, long damaged)
        {
            try
            {
                return journal.FirstSince(time) ?? head.Sequence;
            }
            catch (JournalDamagedException)
            {
                return damaged;
            }
        }
    }
}
