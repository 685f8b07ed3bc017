using Microsoft.Extensions.Logging.Abstractions;
using Shyraq.Core;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Mines;

/// <summary>The beliefs of a mine after a block.</summary>
/// <param name="Digest">Hexadecimal SHA-256 of them; "" when there was no plan yet.</param>
public sealed record Beliefs(long Sequence, string Digest);

/// <summary>Follows a journal from its first block on, without snapshots: what a run that never stopped would have arrived at.</summary>
public static class JournalReplay
{
    /// <summary>The beliefs after a block.</summary>
    /// <param name="folder">The mine's folder; it is only read.</param>
    /// <param name="at">The last block to follow; null for all.</param>
    /// <param name="progress">Told each block followed.</param>
    /// <exception cref="JournalDamagedException">A block is missing, changed or unreadable.</exception>
    public static Beliefs Follow(string folder, MineId mine, long? at, TrackingOptions tracking, Action<long>? progress = null, CancellationToken stop = default)
    {
        var line = new StraightLine(tracking, NullLogger.Instance);
        foreach (var block in JournalReader.ReadFolder(folder, mine))
        {
            stop.ThrowIfCancellationRequested();
            if (block.Sequence > (at ?? long.MaxValue)) break;
            Recovery.Walk(line, block);
            progress?.Invoke(block.Sequence);
        }
        return new(line.Followed.Sequence, line.Mine is { } state ? DigestOf(state) : "");
    }

    internal static string DigestOf(Mine mine) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(mine.Snapshot()));
}
