using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>
/// What the ranges of all tags of a mine are too long by in common: the antenna delay of a make of radios that nobody set. Each tag's bias is taken as
/// bₜ = B + dₜ with B the mine's and dₜ its own. What a tag's own ranges say of bₜ, without what it was told beforehand, is told on to the others (expectation
/// propagation, Minka 2001, exact here since all is Gaussian): a tag that says much teaches those that say little, and each begins with what the rest know.
/// </summary>
internal sealed class SharedBias
{
    /// <summary>1-sigma of dₜ, metres. With that of B it makes up <see cref="RadioModel.TagBiasSigma"/>: a tag alone is as it would be without the others.</summary>
    private const double OwnSigma = 0.05;

    /// <summary>However many tags say so, B is not known better than this, 1-sigma, metres: they all hear the same anchors.</summary>
    private const double LeastSigma = 0.02;

    /// <summary>A tag tells and is told once in so long, seconds.</summary>
    private const double Every = 2;

    /// <summary>What a tag says counts for less beyond this many deviations from what the others say (Huber 1964), and a bias beyond so many metres is none.</summary>
    private const double Doubtful = 2, Most = 1;

    /// <summary>What is believed of B before anybody says anything: 1 / variance.</summary>
    private static readonly double Before = 1 / (RadioModel.TagBiasSigma * RadioModel.TagBiasSigma - OwnSigma * OwnSigma);

    /// <summary>Sum of what the tags say: of 1 / variance, and of that times the bias.</summary>
    private double _weight, _sum;

    /// <summary>It is time for a tag to tell and to be told.</summary>
    public static bool IsDue(TagTrack track, Instant now) => Math.Abs(now.SecondsSince(track.BiasTold.At)) >= Every;

    /// <summary>A tag says what it has learnt of its bias, and is told what the others have learnt of theirs.</summary>
    /// <param name="isScaled">All ranges are mended by a scale: then a length that they have in common is not told from it, and each tag is on its own.</param>
    /// <returns>By how much what is said changes: it counts once it is learnt.</returns>
    public BiasLesson Exchange(TagTrack track, Instant now, bool isScaled)
    {
        if (isScaled)
        {
            var forgotten = Forget(track);
            track.BiasTold = (now, 0, 0);
            track.Belief.ExpectBias(0, RadioModel.TagBiasSigma * RadioModel.TagBiasSigma);
            return forgotten;
        }
        var before = track.BiasTold;
        var (others, othersSum) = (Before + _weight - before.Weight, _sum - before.Sum);
        var (mean, variance) = (othersSum / others, Math.Max(1 / others, LeastSigma * LeastSigma));
        var (weight, sum) = track.Belief.IsOnePlace && Said(track.Belief.Bias, mean, variance) is { } said ? said : (before.Weight, before.Sum);
        track.BiasTold = (now, weight, sum);
        track.Belief.ExpectBias(mean, variance + OwnSigma * OwnSigma);
        return new(weight - before.Weight, sum - before.Sum);
    }

    /// <summary>What a tag has said is said no longer: its ranges are mended otherwise from now on.</summary>
    /// <returns>By how much what is said changes: it counts once it is learnt.</returns>
    public static BiasLesson Forget(TagTrack track)
    {
        var before = track.BiasTold;
        track.BiasTold = default;
        return new(-before.Weight, -before.Sum);
    }

    /// <summary>What a tag says has changed.</summary>
    public void Learn(BiasLesson lesson)
    {
        _weight += lesson.Weight;
        _sum += lesson.Sum;
    }

    /// <summary>What the ranges of a tag say of B; null while they say nothing.</summary>
    private static (double Weight, double Sum)? Said(in BiasBelief bias, double others, double variance)
    {
        // What was known is divided by what was told beforehand: 1/v = 1/P − 1/P₀.
        var inverse = 1 / bias.Variance - 1 / bias.PriorVariance;
        if (inverse <= 1) return null;
        var value = (bias.Mean / bias.Variance - bias.PriorMean / bias.PriorVariance) / inverse;
        if (!(Math.Abs(value) < Most)) return null;
        var own = 1 / inverse + OwnSigma * OwnSigma;
        var off = Math.Abs(value - others) / Math.Sqrt(own + variance);
        var weight = Math.Min(1, Doubtful / off) / own;
        return (weight, weight * value);
    }

    /// <summary>Goes on with what was known on the plan before.</summary>
    public void Carry(SharedBias before) => (_weight, _sum) = (before._weight, before._sum);

    public void Write(StateWriter to)
    {
        to.Write(_weight);
        to.Write(_sum);
    }

    public void Read(ref StateReader from) => (_weight, _sum) = (from.ReadDouble(), from.ReadDouble());
}

/// <summary>By how much the sums of what all tags say of B change.</summary>
internal readonly record struct BiasLesson(double Weight, double Sum);

/// <summary>What is believed of the bias of a tag's ranges, metres, and what was believed before its own ranges said anything.</summary>
internal readonly record struct BiasBelief(double Mean, double Variance, double PriorMean, double PriorVariance);
