using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evaluation;

/// <summary>Whether what fixes say of their own uncertainty comes true: the probabilities of their hypotheses, and circles other than that of 95 %.</summary>
/// <param name="plan">On which the fixes are.</param>
public sealed class Calibration(MinePlan plan)
{
    /// <summary>Hypotheses are binned by tenths of their probability.</summary>
    public const int Bins = 10;

    /// <summary>The levels of the circles, 0..1, ascending.</summary>
    public static ImmutableArray<double> Levels { get; } = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

    // The radius at each level over that at 95 %: normal quantiles z((1 + p) / 2), and Rayleigh quantiles √(−2 ln(1 − p)).
    private static readonly double[] Line = [.. new[] { 0.674490, 0.841621, 1.036433, 1.281552, 1.644854, 1.959964, 2.575829 }.Select(z => z / 1.959964)];
    private static readonly double[] Plane = [.. Levels.Select(level => Math.Sqrt(Math.Log(1 - level) / Math.Log(1 - 0.95)))];

    /// <summary>Hypotheses this near to a more probable one are one place with it, metres: people walk beside the line, so that the truth cannot tell them apart.</summary>
    private const double OnePlace = 5;

    /// <summary>How far the truth may be beside the line of a roadway that it belongs to, 1-sigma, metres: people walk beside it, and cut corners.</summary>
    private const double Beside = 2;

    /// <summary>The truth is known no better, 1-sigma, metres: added to what a hypothesis says of itself.</summary>
    private const double Grain = 1;

    private readonly Reliability[] _hypotheses = new Reliability[Bins];
    private readonly HashSet<TagId>[] _tags = [.. Enumerable.Range(0, Bins).Select(_ => new HashSet<TagId>())];
    private readonly List<(Point3 Centre, double Probability, double Explains)> _places = [];
    private readonly int[] _inside = new int[Levels.Length];
    private int _fixes;

    /// <summary>
    /// For every place of every fix that says two or more: its probability, and to what share the truth is its own, by tenths. The share is what the place has of the
    /// probability density at the truth, so that its mean is the probability that was said if the hypotheses are honest, as wide as they may be. (The nearest place would be the
    /// wrong measure: beside a wide hypothesis a narrow one is nearest too often.)
    /// </summary>
    public ImmutableArray<Reliability> Hypotheses => [.. _hypotheses.Zip(_tags, (bin, tags) => bin with { Tags = tags.Count })];

    /// <summary>
    /// For each of <see cref="Levels"/> the share of true places within <c>radius95</c> scaled to that level: as a normal error in one direction
    /// scales on a roadway, and as one in the plane does in an open area. Empty when no fix was scored.
    /// </summary>
    public ImmutableArray<double> Inside => _fixes == 0 ? [] : [.. _inside.Select(count => (double)count / _fixes)];

    /// <summary>Compares a fix with the true place at its time.</summary>
    public void Add(Fix fix, Point3 truth)
    {
        _fixes++;
        var error = Point3.HorizontalDistance(fix.Place, truth);
        var scale = fix.Position is null ? Plane : Line;
        for (var i = 0; i < scale.Length; i++)
            if (error <= fix.Radius95 * scale[i]) _inside[i]++;
        if (!fix.Alternatives.IsDefaultOrEmpty) AddPlaces(fix.Tag, fix.Alternatives, truth);
    }

    private void AddPlaces(TagId tag, ImmutableArray<Hypothesis> hypotheses, Point3 truth)
    {
        _places.Clear();
        // Over the best: the truth may be so far from all that every density is too small for a number, and then it belongs to the least far.
        var best = hypotheses.Max(hypothesis => LogWeightAt(hypothesis, truth));
        foreach (var hypothesis in hypotheses.OrderByDescending(h => h.Probability))
        {
            var explains = Math.Exp(LogWeightAt(hypothesis, truth) - best);
            var at = _places.FindIndex(place => Point3.Distance(place.Centre, hypothesis.Place) <= OnePlace);
            if (at < 0) _places.Add((hypothesis.Place, hypothesis.Probability, explains));
            else _places[at] = (_places[at].Centre, _places[at].Probability + hypothesis.Probability, _places[at].Explains + explains);
        }
        if (_places.Count < 2) return;
        var all = _places.Sum(place => place.Explains);
        foreach (var place in _places)
        {
            var bin = Math.Min((int)(place.Probability * Bins), Bins - 1);
            _hypotheses[bin] += new Reliability(1, place.Probability, place.Explains / all);
            _tags[bin].Add(tag);
        }
    }

    /// <summary>Logarithm, but for a constant, of a hypothesis's probability times its density at a place, for each square metre: on a roadway it is as wide as it says along the line alone.</summary>
    private double LogWeightAt(in Hypothesis hypothesis, Point3 place)
    {
        var grained = hypothesis.Deviation * hypothesis.Deviation + Grain * Grain;
        if (hypothesis.Position is not { } on)
        {
            var distance = Point3.HorizontalDistance(hypothesis.Place, place);
            return Math.Log(hypothesis.Probability) - distance * distance / (2 * grained) - Math.Log(grained);
        }
        var (offset, aside) = plan.Roadways[on.Roadway].Line.Nearest(place);
        var along = offset - on.Offset;
        return Math.Log(hypothesis.Probability) - along * along / (2 * grained) - aside * aside / (2 * Beside * Beside) - 0.5 * Math.Log(grained) - Math.Log(Beside);
    }
}
