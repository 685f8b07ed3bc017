using System.Runtime.ExceptionServices;
using Shyraq.Core;
using Shyraq.Core.Evaluation;
using Shyraq.Core.Hindsight;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;

namespace Shyraq.Verbs.Accuracy;

/// <summary>Locates and scores sets, two at a time. What a set comes to depends on nothing but itself.</summary>
public static class AccuracyRun
{
    private const int AtOnce = 2;

    /// <summary>The figures of each set by name.</summary>
    /// <param name="done">Told how many sets are done, from any thread.</param>
    /// <exception cref="BadInputException">A recording cannot be read.</exception>
    public static SortedDictionary<string, ScoredSet> Of(IReadOnlyList<AccuracySet> sets, Action<int> done, CancellationToken stop)
    {
        var scored = new ScoredSet[sets.Count];
        var count = 0;
        try
        {
            Parallel.For(0, sets.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, i =>
            {
                scored[i] = Score(sets[i], stop);
                done(Interlocked.Increment(ref count));
            });
        }
        catch (AggregateException several)
        {
            // Of several recordings that cannot be read one is told, as by every other verb.
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }
        var byName = new SortedDictionary<string, ScoredSet>(StringComparer.Ordinal);
        for (var i = 0; i < sets.Count; i++) byName.Add(sets[i].Name, scored[i]);
        return byName;
    }

    private static ScoredSet Score(AccuracySet set, CancellationToken stop)
    {
        var input = set.Open(stop);
        var options = new TrackingOptions { Survey = input.Survey };
        FiledSighting[] sightings = [.. input.Sightings];
        TruthPoint[] truth = [.. input.Truth];
        var locating = new Locating(Locating.Following(input.Plan, input.Carriers, options));
        var smoothing = new Smoothing(input.Plan, input.Carriers, options);
        return ScoredSet.Of(set, Scored(locating.Walk(sightings)), Scored(smoothing.Walk(sightings).Select(told => told.Fix)));

        Scorer Scored(IEnumerable<Fix> fixes)
        {
            var scorer = new Scorer(input.Plan, truth);
            foreach (var fix in fixes)
            {
                stop.ThrowIfCancellationRequested();
                scorer.Add(fix);
            }
            return scorer;
        }
    }
}
