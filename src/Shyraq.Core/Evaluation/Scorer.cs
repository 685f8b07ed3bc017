using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;

namespace Shyraq.Core.Evaluation;

/// <summary>
/// Scores answers against the truth as the file formats define it. Fixes come one at a time and in any order; of each
/// only its errors are kept.
/// </summary>
public sealed class Scorer
{
    private readonly SortedDictionary<string, TagScore> _tags = new(StringComparer.Ordinal);
    private int _unscored;

    /// <param name="plan">Its network gives the way along the roadways.</param>
    /// <param name="truth">Of all tags, in any order.</param>
    public Scorer(MinePlan plan, IEnumerable<TruthPoint> truth)
    {
        Calibration = new(plan);
        foreach (var tag in truth.GroupBy(point => point.Tag.Value, StringComparer.Ordinal))
            _tags.Add(tag.Key, new TagScore(new TruthTrack(tag), plan));
    }

    /// <summary>Scores one fix, or counts it as unscored.</summary>
    public void Add(PublishedFix fix) => Truth(fix);

    /// <summary>Scores one fix with all that it says of itself: its alternatives too.</summary>
    public void Add(Fix fix)
    {
        var published = new PublishedFix(fix.Time, fix.Tag, fix.Place, fix.Position, fix.Speed, fix.Radius95, fix.State);
        if (Truth(published) is { } truth) Calibration.Add(fix, truth.Place);
    }

    /// <summary>How honest the whole fixes were; nothing of those that were read from a file.</summary>
    public Calibration Calibration { get; }

    /// <summary>Horizontal errors of all scored fixes, ascending, metres.</summary>
    public double[] HorizontalErrors() => [.. _tags.Values.SelectMany(tag => tag.Horizontal).Order()];

    /// <summary>The scores of all fixes so far.</summary>
    public EvaluationReport Report() =>
        new(TagScore.Of(_tags.Values), _tags.ToImmutableSortedDictionary(t => t.Key, t => TagScore.Of([t.Value]), StringComparer.Ordinal), _unscored);

    private TruthPoint? Truth(PublishedFix fix)
    {
        var truth = _tags.TryGetValue(fix.Tag.Value, out var tag) ? tag.Add(fix) : null;
        if (truth is null) _unscored++;
        return truth;
    }
}
