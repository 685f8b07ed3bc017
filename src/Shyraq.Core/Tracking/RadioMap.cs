using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking.Clouds;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>
/// What a radio survey says beyond the path-loss model: the shadow of walls and furniture about each surveyed place, by
/// Gaussian-process regression of the differences (Rasmussen and Williams 2006, algorithm 2.1) with the kernel
/// k(a, b) = s² exp(−|a − b|² / 2 l²).
/// </summary>
internal sealed class RadioMap
{
    /// <summary>l: shadows are alike over this distance, metres.</summary>
    private const double Length = 2.5;

    /// <summary>s: 1-sigma of the shadow, dB; and of the error of a surveyed mean, dB.</summary>
    private const double Sigma = 5, SurveyError = 2;

    /// <summary>Shadows that are looked up again and again are kept for squares of this size, metres.</summary>
    private const float Square = 0.25f;

    /// <summary>More squares than this are not kept: they are worked out anew.</summary>
    private const int MostKnown = 500_000;

    private readonly Dictionary<int, (Point3[] Places, double[] Alpha)> _anchors = [];
    private readonly Dictionary<(int Anchor, int X, int Y), float> _known = [];

    private RadioMap() { }

    /// <summary>The map of a survey on a plan; null when no survey point names an anchor of the plan.</summary>
    public static RadioMap? Of(MinePlan plan, ImmutableArray<SurveyPoint> survey)
    {
        var map = new RadioMap();
        foreach (var points in survey.GroupBy(p => plan.AnchorIndex(p.Anchor)).Where(g => g.Key >= 0))
        {
            var anchor = plan.Anchors[points.Key];
            Point3[] places = [.. points.Select(p => p.Place)];
            double[] shadow = [.. points.Select(p => p.Mean.Value - PathLoss.Strength(anchor, Point3.Distance(p.Place, anchor.Place)))];
            double[] error = [.. points.Select(p => SurveyError * SurveyError + p.DeviationDb * p.DeviationDb / Math.Max(1, p.Samples))];
            map._anchors[points.Key] = (places, Solve(places, shadow, error));
        }
        return map._anchors.Count == 0 ? null : map;
    }

    /// <summary>Was this anchor surveyed?</summary>
    public bool Covers(int anchor) => _anchors.ContainsKey(anchor);

    /// <summary>The shadow of an anchor about a place in the plane, dB; 0 when it was not surveyed.</summary>
    public float Shadow(int anchor, float x, float y)
    {
        if (!_anchors.TryGetValue(anchor, out var survey)) return 0;
        var key = (anchor, (int)MathF.Round(x / Square), (int)MathF.Round(y / Square));
        if (_known.TryGetValue(key, out var known)) return known;
        if (_known.Count >= MostKnown) _known.Clear();
        return _known[key] = (float)At(anchor, new(key.Item2 * Square, key.Item3 * Square, survey.Places[0].Z)).Shadow;
    }

    /// <summary>The shadow at a place, dB, its slope, dB a metre, and how much of its variance is left, dB².</summary>
    public (double Shadow, Point3 Gradient, double Variance) At(int anchor, Point3 place)
    {
        var (places, alpha) = _anchors[anchor];
        var (sum, gradient, nearest) = (0.0, default(Point3), 0.0);
        for (var i = 0; i < places.Length; i++)
        {
            var d = place - places[i];
            var like = Math.Exp(-0.5 * Point3.Dot(d, d) / (Length * Length));
            var k = Sigma * Sigma * like * alpha[i];
            sum += k;
            gradient += d * (-k / (Length * Length));
            nearest = Math.Max(nearest, like);
        }
        // The exact variance needs the whole matrix; that of the nearest place alone is never too small by much.
        return (sum, gradient, Sigma * Sigma * (1 - nearest * nearest) + SurveyError * SurveyError);
    }

    /// <summary>α = (K + E)⁻¹ y by Cholesky factors; E holds the variance of each surveyed mean.</summary>
    private static double[] Solve(Point3[] places, double[] y, double[] error)
    {
        var n = places.Length;
        var l = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k <= i; k++)
            {
                var d = places[i] - places[k];
                var sum = Sigma * Sigma * Math.Exp(-0.5 * Point3.Dot(d, d) / (Length * Length)) + (i == k ? error[i] : 0);
                for (var j = 0; j < k; j++) sum -= l[i, j] * l[k, j];
                l[i, k] = i == k ? Math.Sqrt(sum) : sum / l[k, k];
            }
        }
        var alpha = (double[])y.Clone();
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++) alpha[i] -= l[i, k] * alpha[k];
            alpha[i] /= l[i, i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) alpha[i] -= l[k, i] * alpha[k];
            alpha[i] /= l[i, i];
        }
        return alpha;
    }
}

/// <summary>The log-distance model of signal strength: rssi = rssiAt1m − 10 n log10(d).</summary>
internal static class PathLoss
{
    /// <summary>Nearer than this a strength no longer grows, metres.</summary>
    private const double NearField = 0.7;

    /// <summary>Expected strength at a distance, dBm.</summary>
    public static double Strength(Anchor anchor, double metres) =>
        (anchor.RssiAt1m?.Value ?? RadioModel.AssumedRssiAt1m) - 10 * Exponent(anchor) * Math.Log10(Math.Max(metres, NearField));

    /// <summary>Its slope, dB a metre.</summary>
    public static double Slope(Anchor anchor, double metres) => metres > NearField ? -10 * Exponent(anchor) / (Math.Log(10) * metres) : 0;

    private static double Exponent(Anchor anchor) => anchor.PathLossExponent ?? RadioModel.AssumedPathLossExponent;
}

/// <summary>What a measurement is held against: the plan, the radio map where there was a survey, and who would be heard where.</summary>
internal sealed record Ground(MinePlan Plan, RadioMap? Map, Hearing Hearing, Crossings Crossings, HypothesisPool Pool)
{
    /// <summary>What each anchor reaches, by anchor index: from where it was found, where that is not where the plan has it.</summary>
    public AnchorView[] Views { get; } = [.. Plan.Views];

    /// <summary>The radio survey, where it tells the shadows of this anchor (index); null where it does not.</summary>
    public RadioMap? MapOf(int anchor) => Map is { } map && map.Covers(anchor) ? map : null;
}
