using Microsoft.Extensions.Logging.Abstractions;
using Shyraq.Core;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Storage;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Mines;

/// <summary>The beliefs of a mine after a block.</summary>
/// <param name="Digest">Hexadecimal SHA-256 of them; "" when there was no plan yet.</param>
public sealed record Beliefs(long Sequence, string Digest);

/// <summary>Follows a journal from its first block on, without snapshots: what a run that never stopped would have arrived at.</summary>
public static class JournalReplay
{
    /// <summary>The beliefs after a block.</summary>
    /// <param name="at">The last block to follow; null for all.</param>
    /// <param name="progress">Told each block followed.</param>
    /// <exception cref="JournalDamagedException">A block is missing, changed or unreadable.</exception>
    public static Beliefs Follow(IMineRecord record, long? at, TrackingOptions tracking, Action<long>? progress = null, CancellationToken stop = default)
    {
        var line = new StraightLine(tracking, NullLogger.Instance);
        foreach (var block in record.Journal.ReadFrom(1))
        {
            stop.ThrowIfCancellationRequested();
            if (block.Sequence > (at ?? long.MaxValue)) break;
            Recovery.Walk(line, block);
            progress?.Invoke(block.Sequence);
        }
        return new(line.Followed.Sequence, line.Mine is { } state ? DigestOf(state) : "");
    }

    /// <summary>Tells what came of each input in turn: all that the mine ever told, as it told it.</summary>
    /// <param name="until">What arrived later is left out.</param>
    /// <param name="each">Told each input that was judged.</param>
    /// <returns>The mine at the end; null when the journal holds no plan.</returns>
    /// <exception cref="JournalDamagedException">A block is missing, changed or unreadable.</exception>
    public static Mine? Judge(IMineRecord record, Instant until, TrackingOptions tracking, Action<Mine, Judged> each, CancellationToken stop = default)
    {
        var line = new StraightLine(tracking, NullLogger.Instance);
        foreach (var block in record.Journal.ReadFrom(1))
        {
            stop.ThrowIfCancellationRequested();
            if (block.Time > until) break;
            foreach (var step in Recovery.Walk(line, block).Steps)
                if (step is not null) each(line.Mine!, step);
        }
        return line.Mine;
    }

    /// <summary>The rescue sheet of a mine whose server is gone: from the newest snapshot that can be used on through the rest of the journal, which is only read.</summary>
    /// <param name="language">One of <see cref="Protocols.Rescue.SheetWords.Languages"/>.</param>
    /// <param name="at">The time that the sheet tells; null for the last that the journal tells of.</param>
    /// <returns>Null when the journal holds no plan.</returns>
    /// <exception cref="JournalDamagedException">A block is missing, changed or unreadable.</exception>
    public static byte[]? RescueSheet(IMineRecord record, SheetForm form, string language, Instant? at, TrackingOptions tracking, CancellationToken stop = default)
    {
        var line = FollowNewest(record, tracking, null, stop);
        if (line.Mine is not { } followed) return null;
        return RescueFiles.Write(Core.Rescue.RescueSheet.Of(followed, Instant.Max(at ?? followed.Clock, followed.Clock), line.Followed.Sequence), form, language);
    }

    /// <summary>The state at the head of a journal, from the newest snapshot that can be used on.</summary>
    /// <param name="each">Told each block that was walked through.</param>
    /// <param name="toDamage">Follows up to the first block that is damaged, if there is one, instead of refusing the whole.</param>
    /// <exception cref="JournalDamagedException">A block is missing, changed or unreadable.</exception>
    internal static StraightLine FollowNewest(IMineRecord record, TrackingOptions tracking, Action<Walked>? each, CancellationToken stop, bool toDamage = false)
    {
        var line = new StraightLine(tracking, NullLogger.Instance);
        foreach (var snapshot in record.Snapshots())
        {
            try
            {
                if (record.Journal.ReadFrom(Math.Max(1, snapshot.Sequence)).FirstOrDefault() is not { } block || block.Sequence != snapshot.Sequence || block.Hash != snapshot.Block) continue;
                var kept = KeptState.Read(snapshot.Body, tracking);
                line.StartFrom(kept, new(snapshot.Sequence, kept.Mine.Clock, snapshot.Block));
                break;
            }
            catch (Exception unusable) when (unusable is FormatException || toDamage && unusable is JournalDamagedException)
            {
                // Kept by another version: an older one, or the journal from its first block on.
            }
        }
        try
        {
            foreach (var block in record.Journal.ReadFrom(line.Followed.Sequence + 1))
            {
                stop.ThrowIfCancellationRequested();
                var walked = Recovery.Walk(line, block);
                each?.Invoke(walked);
            }
        }
        catch (JournalDamagedException) when (toDamage)
        {
            // What was followed so far stands.
        }
        return line;
    }

    internal static string DigestOf(Mine mine) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(mine.Snapshot()));
}
