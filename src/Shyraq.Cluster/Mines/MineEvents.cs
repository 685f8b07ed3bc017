using System.Collections.Immutable;
using Shyraq.Core;
using Shyraq.Core.Zones;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.Mines;

/// <summary>What happened, as the history and the feed name them.</summary>
internal static class MineEvents
{
    /// <summary>Adds what one input made happen, counting on within its block.</summary>
    public static void Add(ImmutableArray<HistoryEvent>.Builder to, long sequence, Judged judged)
    {
        foreach (var crossing in judged.Placed.Crossings)
            to.Add(new(sequence, to.Count, crossing.Time, NameOf(crossing.Kind), crossing.Zone.Value, crossing.Tag.Value, ""));
        foreach (var one in judged.Occurrences)
            to.Add(new(sequence, to.Count, one.Time, one.Kind, one.What, one.Subject, one.Detail));
    }

    /// <summary>As the feed has it.</summary>
    public static EventRow Row(HistoryEvent happened) =>
        new(happened.Sequence, happened.Time.UnixMicroseconds, happened.Kind, happened.What, happened.Tag, happened.Detail);

    private static string NameOf(CrossingKind kind) => kind switch
    {
        CrossingKind.Entered => "entered",
        CrossingKind.Left => "left",
        CrossingKind.Passed => "passed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
