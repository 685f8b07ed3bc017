using System.Globalization;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Storage;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Rerun;

/// <summary>What is asked of a rerun.</summary>
/// <param name="Name">Of the version; no other may have it.</param>
/// <param name="By">Who asks, for the record.</param>
/// <param name="RunUp">What was heard more than this before <paramref name="From"/> is left out, seconds; null: nothing is.</param>
public sealed record RerunOrder(Instant From, Instant To, string Name, string By, RerunChanges Changes, double? RunUp);

/// <summary>What a rerun came to.</summary>
/// <param name="Version">As it stands in the history.</param>
/// <param name="Journal">The last block that was followed.</param>
/// <param name="Seconds">Of the mine's time that were followed, from the first block to the last.</param>
/// <param name="Apart">How far it is from what was shown live; null when the history holds nothing of that.</param>
public sealed record RerunReport(HistoryVersion Version, JournalHead Journal, long Fixes, long Events, double Seconds, VersionDistance? Apart);

/// <summary>The journal does not let itself be followed so. The message says why.</summary>
public sealed class RerunRefusedException(string message) : Exception(message);

/// <summary>Follows a journal again with something changed, and keeps fixes, crossings and alarms as a named version beside the live one, which stays as it is.</summary>
public static class Rerunning
{
    /// <summary>Runs it.</summary>
    /// <param name="made">Now.</param>
    /// <param name="progress">Told the sequence of each block, and the seconds of the mine's time up to it.</param>
    /// <param name="keeps">Told of the version before it counts; what it throws keeps it from counting. Null when nobody has to know.</param>
    /// <exception cref="RerunRefusedException">There is no plan, none has an anchor that is moved, or the plan given has other roadways than those of the journal.</exception>
    /// <exception cref="VersionExistsException">There is a version of this name.</exception>
    /// <exception cref="IOException">The journal cannot be read, or the history not written.</exception>
    public static RerunReport Run(IMineStore store, MineId mine, RerunOrder order, Instant made, Action<long, double> progress, CancellationToken stop, Action<HistoryVersion>? keeps = null)
    {
        var record = store.Read(mine);
        using var history = store.OpenHistory(mine, record.Journal.HashOf);
        var version = new VersionWriter(history, order.Name);
        using var crew = new Crew();
        var refollowing = new Refollowing(record.Journal, order.Changes, order.RunUp is { } seconds ? order.From.PlusSeconds(-seconds) : null, crew: crew);
        var (events, first, begun) = (0L, 0L, default(Instant?));
        // Packing and writing take a quarter of the time that following takes: they go on behind.
        using var behind = new Behind($"rerun of {mine}");
        foreach (var walked in refollowing.Walk(order.To, stop))
        {
            progress(walked.Block.Sequence, walked.Block.Time.SecondsSince(begun ??= walked.Block.Time));
            if (first == 0 && walked.Block.Time >= order.From) first = walked.Block.Sequence;
            foreach (var step in walked.Steps)
            {
                if (step?.Placed.Followed.Input is not TickInput { Arrived: var at } || at < order.From) continue;
                var (plan, fixes) = (OnJournalled(refollowing), step.Placed.Fixes);
                behind.Do(() => version.Take(at, plan, fixes));
            }
            foreach (var happened in walked.Events)
            {
                if (happened.Time < order.From) continue;
                behind.Do(() => version.Take(happened));
                events++;
            }
        }
        if (refollowing.Mine is null || first == 0) throw new RerunRefusedException($"{record.Name}: the journal holds no plan, or nothing from {order.From} to {order.To}");
        if (order.Changes.Anchors.Keys.FirstOrDefault(id => !refollowing.Journalled.Values.Append(refollowing.Mine.Plan).Any(plan => plan.AnchorIndex(new(id)) >= 0)) is { } unknown)
            throw new RerunRefusedException($"no plan has an anchor '{unknown}'");
        behind.Finish();
        var head = refollowing.Followed;
        var told = new HistoryVersion(order.Name, order.From, Instant.Min(order.To, head.Time), made, order.By,
            string.Create(CultureInfo.InvariantCulture, $"{order.Changes.What}; blocks {first} to {head.Sequence}, head {head.Hash}{(order.RunUp is { } runUp ? $"; without what was heard more than {runUp:0} s before" : "")}"));
        keeps?.Invoke(told);
        version.Finish(told);
        return new(told, head, version.Fixes, events, head.Time.SecondsSince(begun ?? head.Time), Compare(record, told, refollowing.Journalled));
    }

    /// <summary>How far a version is from what was shown live; null when the history holds nothing of that.</summary>
    internal static VersionDistance? Compare(IMineRecord record, HistoryVersion version, IReadOnlyDictionary<int, MinePlan> plans)
    {
        using var reading = record.OpenHistory();
        return reading is not null && VersionDistance.Of(reading, version.Name, HistoryVersion.Live, version.From, version.To, plans) is { Fixes: > 0 } apart ? apart : null;
    }

    /// <summary>The journal's plan on which the fixes are told: the changed one must have its ground.</summary>
    private static MinePlan OnJournalled(Refollowing refollowing)
    {
        if (refollowing.Ground is { } journalled) return journalled;
        throw new RerunRefusedException("the plan given has other roadways or open areas than that of the journal: anchors and zones may be other ones, the ground must be the same");
    }
}
