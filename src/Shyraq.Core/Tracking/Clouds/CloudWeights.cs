using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Clouds;

/// <summary>How evidence, and the lack of it, weighs the particles.</summary>
internal sealed partial class Cloud
{
    /// <summary>Share of readings that are nonsense, spread over so many dB.</summary>
    private const float Odd = 0.03f, OddSpan = 80;

    /// <summary>The shadow of an anchor that did not hear the tag for this long is forgotten, seconds: shorter than shadows last, to save room; five times as long makes no difference.</summary>
    private const double ShadowKept = 120;

    /// <summary>Takes in a strength or a zonal read. Returns the probability that it was honest.</summary>
    public double Update(in Evidence evidence)
    {
        var honest = evidence.Kind == EvidenceKind.Rssi ? ByStrength(evidence) : ByRead(evidence);
        if (Effective() < Count / 2) Draw();
        return honest;
    }

    /// <summary>Anchors that did not hear the tag for this long, though somebody did: seconds, and by whom it was heard (indices).</summary>
    public void WeighSilence(float seconds, ReadOnlySpan<int> heard)
    {
        var sum = 0f;
        for (var i = 0; i < Count; i++)
        {
            if (_edge[i] >= 0 && !_mute[i])
            {
                foreach (var (anchor, chance) in _ground.Hearing.At(_edge[i], _x[i]))
                    if (!heard.Contains(anchor)) _weight[i] *= seconds == 1 ? 1 - 0.6f * chance : MathF.Pow(1 - 0.6f * chance, seconds);
            }
            sum += _weight[i];
        }
        if (sum < 1e-20f)
        {
            Array.Fill(_weight, 1f / Count);
            return;
        }
        ShareOut(sum);
        if (Effective() < Count / 2) Draw();
    }

    /// <summary>
    /// The shadows that the particles would have to lie in are too deep to be true: the tag is elsewhere. Told from the mean squared
    /// shadow over receivers, in units of its variance.
    /// </summary>
    public bool IsStrained
    {
        get
        {
            const int fewest = 4;
            const float tooDeep = 2.5f;
            if (_shadows.Count < fewest) return false;
            var sum = 0f;
            foreach (var shadow in _shadows)
                for (var i = 0; i < Count; i++) sum += _weight[i] * shadow.Mean[i] * shadow.Mean[i];
            return sum > tooDeep * _shadows.Count * (float)(RadioModel.ShadowSigma * RadioModel.ShadowSigma);
        }
    }

    private float ByStrength(in Evidence evidence)
    {
        var anchor = _ground.Views[evidence.Anchor].Anchor;
        var model = RadioModel.RssiModelSigma(anchor);
        var shadow = ShadowOf(evidence.Anchor, evidence.Time, (float)(RadioModel.ShadowSigma * RadioModel.ShadowSigma + model * model));
        var exponent = _ground.MapOf(evidence.Anchor) is not null ? 1 : (float)RadioModel.LikelihoodExponent(evidence.Value);
        var late = LateOf(evidence);
        var (sum, honest, left) = (0f, 0f, 0f);
        // Neighbours mostly stand on the same edge, and those of one parent are the same until they move.
        var (edge, along) = (-1, default(StrengthAlong));
        var (before, innovation, bell, density, factor, gain) = (float.NaN, 0f, 0f, 0f, 0f, 0f);
        for (var i = 0; i < Count; i++)
        {
            if (shadow.Mean[i] != before || !IsWhere(i, i - 1))
            {
                if (_edge[i] >= 0 && _edge[i] != edge) (edge, along) = (_edge[i], new(_ground, evidence.Anchor, _edge[i]));
                var (expected, extra) = _edge[i] >= 0 ? along.At(_x[i] - late * _u[i]) : StrengthInArea(i, late, evidence.Anchor);
                before = shadow.Mean[i];
                innovation = (float)evidence.Value - expected - before;
                var s = shadow.Variance + extra + (float)(RadioModel.FadingSigma * RadioModel.FadingSigma);
                bell = float.IsNaN(expected) ? 0 : (1 - Odd) / MathF.Sqrt(2 * MathF.PI * s) * MathF.Exp(-0.5f * innovation * innovation / s);
                density = bell + Odd / OddSpan;
                factor = exponent < 1 ? MathF.Pow(density, exponent) : density;
                gain = (shadow.Variance + extra) / s * (bell / density);
            }
            if (bell > 0) shadow.Mean[i] += gain * innovation;
            _weight[i] *= factor;
            sum += _weight[i];
            honest += _weight[i] * bell / density;
            left += _weight[i] * gain;
        }
        shadow.Variance *= 1 - left / sum;
        ShareOut(sum);
        return honest / sum;
    }

    /// <summary>Evidence tells where each particle was so many seconds ago, not where it has come to since.</summary>
    private float LateOf(in Evidence evidence) => (float)Math.Max(0, Time.SecondsSince(evidence.Time));

    /// <summary>Two particles are at the same place, and were.</summary>
    private bool IsWhere(int i, int other) => _x[i] == _x[other] && _u[i] == _u[other] && _edge[i] == _edge[other] && (_edge[i] >= 0 || (_y[i] == _y[other] && _v[i] == _v[other]));

    /// <summary>The strength expected where a particle in an area was so many seconds ago, dBm, and the variance that its place adds, dB²; NaN out of reach.</summary>
    private (float Strength, float Extra) StrengthInArea(int i, float late, int index)
    {
        var area = _plan.Areas[~_edge[i]];
        var view = _ground.Views[index];
        var anchor = view.Anchor;
        var (x, y) = (_x[i] - late * _u[i], _y[i] - late * _v[i]);
        if (view.Area != ~_edge[i] && view.Foot is not null)
        {
            if (!view.IsHeardIn(~_edge[i], new(x, y, area.Floor.Value + area.TagHeight.Value), out var way)) return (float.NaN, 0);
            return ((float)(PathLoss.Strength(anchor, way.Length) - Expectation.CornerLoss), (float)(Expectation.CornerLossSigma * Expectation.CornerLossSigma));
        }
        var (dx, dy, dz) = (x - anchor.Place.X, y - anchor.Place.Y, area.Floor.Value + area.TagHeight.Value - anchor.Place.Z);
        var strength = PathLoss.Strength(anchor, Math.Sqrt(dx * dx + dy * dy + dz * dz)) + (_ground.Map?.Shadow(index, x, y) ?? 0);
        return ((float)strength, 0);
    }

    private Shadow ShadowOf(int anchor, Instant time, float variance)
    {
        for (var i = _shadows.Count - 1; i >= 0; i--)
            if ((time.UnixMicroseconds - _shadows[i].Heard) / 1e6 > ShadowKept) _shadows.RemoveAt(i);
        var oldest = default(Shadow);
        foreach (var shadow in _shadows)
        {
            if (shadow.Anchor == anchor)
            {
                shadow.Heard = time.UnixMicroseconds;
                return shadow;
            }
            if (oldest is null || shadow.Heard < oldest.Heard) oldest = shadow;
        }
        if (_shadows.Count < MostReceivers || oldest is null) _shadows.Add(oldest = new());
        Array.Clear(oldest.Mean);
        (oldest.Anchor, oldest.Heard, oldest.Variance) = (anchor, time.UnixMicroseconds, variance);
        return oldest;
    }

    /// <summary>Weights of this sum become weights of the sum 1.</summary>
    private void ShareOut(float sum)
    {
        foreach (ref var eight in MemoryMarshal.Cast<float, Vector256<float>>(_weight.AsSpan())) eight /= sum;
    }

    private float Effective()
    {
        var square = 0f;
        for (var i = 0; i < Count; i++) square += _weight[i] * _weight[i];
        return 1 / square;
    }

    /// <summary>Draws the particles anew by their weights.</summary>
    private void Draw()
    {
        Span<int> parents = stackalloc int[Count];
        Draw(parents, ref _dice);
        Span<float> before = stackalloc float[Count];
        foreach (var numbers in (ReadOnlySpan<float[]>)[_x, _y, _u, _v]) Take(numbers, before, parents);
        foreach (var shadow in _shadows) Take(shadow.Mean, before, parents);
        foreach (var reads in _reads) Take(reads.Farthest, before, parents);
        Take(_edge, stackalloc int[Count], parents);
        Take(_gait, stackalloc Gait[Count], parents);
        Take(_mute, stackalloc bool[Count], parents);
        Array.Fill(_weight, 1f / Count);
    }

    /// <summary>Draws so many of the particles by their weights (systematic resampling: Kitagawa 1996).</summary>
    private void Draw(Span<int> parents, ref Dice dice)
    {
        var (point, sum, parent) = (dice.Even() / parents.Length, _weight[0], 0);
        for (var i = 0; i < parents.Length; i++)
        {
            while (sum < point && parent < Count - 1) sum += _weight[++parent];
            parents[i] = parent;
            point += 1f / parents.Length;
        }
    }

    private static void Take<T>(T[] values, Span<T> before, ReadOnlySpan<int> parents)
    {
        if (values.Length == 0) return;
        values.CopyTo(before);
        for (var i = 0; i < parents.Length; i++) values[i] = before[parents[i]];
    }
}
