using System.Collections.Concurrent;
using Shyraq.Core.Plan;
using Shyraq.Protocols.Plan;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.History;

/// <summary>The plans that were in force, as they are asked for: reading one takes a while, and it never changes. Thread-safe.</summary>
internal sealed class PlanShelf
{
    /// <summary>More are not kept in memory.</summary>
    private const int Most = 16;

    private readonly ConcurrentDictionary<(string Mine, int Plan), MinePlan> _plans = new();

    /// <summary>A plan by its version; null when the history has none of it.</summary>
    public MinePlan? Find(string mine, int plan, HistoryReading history)
    {
        if (_plans.TryGetValue((mine, plan), out var known)) return known;
        if (history.Scene.PlanSource(plan) is not { } source || PlanReader.Read(source, plan) is not PlanReading.Read read) return null;
        if (_plans.Count >= Most) _plans.Clear();
        return _plans[(mine, plan)] = read.Plan;
    }
}
