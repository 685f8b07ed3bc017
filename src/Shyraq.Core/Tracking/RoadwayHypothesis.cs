using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Shyraq.Core.Plan;

namespace Shyraq.Core.Tracking;

/// <summary>Eight numbers, one vector: the state of a tag on a roadway, see <see cref="RoadwayHypothesis"/>.</summary>
[InlineArray(RoadwayHypothesis.Size)]
internal struct RoadwayState
{
    private float _first;
}

/// <summary>An 8 × 8 matrix by rows.</summary>
[InlineArray(RoadwayHypothesis.Size * RoadwayHypothesis.Size)]
internal struct RoadwayCovariance
{
    private float _first;
}

/// <summary>
/// One hypothesis on the network: a Gaussian with a weight, on this edge, in the offset s and the speed v along the roadway and, jointly, in
/// what is slowly wrong with the ranges: one reads d + b + eᵢ with the bias b of the tag and the error eᵢ of its anchor.
/// </summary>
internal struct RoadwayHypothesis
{
    /// <summary>s, v, b, and five eᵢ.</summary>
    public const int Size = 8;

    /// <summary>Where in the state the speed, b (metres) and the first eᵢ (metres) stand.</summary>
    public const int Speed = 1, Bias = 2, Errors = 3;

    /// <summary>How many eᵢ there are.</summary>
    public const int Slots = Size - Errors;

    /// <summary>No variance falls below this, so that rounding makes none negative.</summary>
    private const float LeastVariance = 1e-6f;

    /// <summary>Bytes in the beginning that an <see cref="Outlook"/> is taken from.</summary>
    public const int OutlookSize = 128;

    /// <summary>Index of the edge.</summary>
    public int Edge;

    /// <summary>The tag stands still rather than moves.</summary>
    public bool Stands;

    /// <summary>Its probability once the belief is tidy, 0..1; until then beside the others alone.</summary>
    public double Weight;

    /// <summary>Mean offset on the roadway, metres: kept apart, since it alone is large.</summary>
    public double S;

    /// <summary>What was believed of b before the tag's own ranges said anything: metres and m².</summary>
    public float PriorBias, PriorBiasVariance;

    private RoadwayState _mean;
    private RoadwayCovariance _p;

    /// <summary>A new hypothesis: metres and metres a second, with their variances and covariance.</summary>
    public static RoadwayHypothesis At(int edge, double weight, double s, double v, double pss, double psv, double pvv)
    {
        var hypothesis = new RoadwayHypothesis { Edge = edge, Weight = weight, S = s, V = v, Pss = pss, Pvv = pvv };
        hypothesis._p[Speed] = hypothesis._p[Speed * Size] = (float)psv;
        hypothesis.PriorBiasVariance = (float)Square(RadioModel.TagBiasSigma);
        hypothesis.Set(Bias, Square(RadioModel.TagBiasSigma));
        for (var i = Errors; i < Size; i++) hypothesis.Set(i, Square(RadioModel.AnchorErrorSigma));
        return hypothesis;
    }

    /// <summary>Mean speed towards growing offset, metres a second.</summary>
    public double V { readonly get => _mean[Speed]; set => _mean[Speed] = (float)value; }

    /// <summary>Variance of s, covariance with v, and variance of v.</summary>
    public double Pss { readonly get => _p[0]; set => Set(0, value); }
    public readonly double Psv => _p[Speed];
    public double Pvv { readonly get => _p[Speed * (Size + 1)]; set => Set(Speed, value); }

    /// <summary>V, and of the covariance what belongs to s and v, by rows.</summary>
    public readonly (float V, float Pss, float Psv, float Pvs, float Pvv) SpeedAndPlace => (_mean[Speed], _p[0], _p[Speed], _p[Speed * Size], _p[Speed * (Size + 1)]);

    /// <summary>The part of the variance of s that the errors of the radios contribute, m²; less than all of it.</summary>
    public readonly double CommonVariance
    {
        get
        {
            var sum = 0.0;
            for (var i = Bias; i < Size; i++) sum += Square(_p[i]) / _p[i * (Size + 1)];
            return Math.Min(sum, 0.9 * Pss);
        }
    }

    /// <summary>Moves the hypothesis on: x ← F x, P ← F P Fᵀ + Q with F = [1 b; 0 a] for (s, v), and a fading of the errors of anchors.</summary>
    /// <param name="keeps">What is left of the errors of anchors, see <see cref="Keeps"/>.</param>
    public void Predict(float keeps, in MotionStep step)
    {
        S += step.B * V;
        var (a, b) = ((float)step.A, (float)step.B);
        var fade = Vector256.Create(1, 1, 1, keeps, keeps, keeps, keeps, keeps);
        Mean = (Mean * fade).WithElement(Speed, (float)(V * step.A));
        // F P by rows, then P Fᵀ within each: its speed is added to its offset, and fades.
        var within = fade.WithElement(Speed, a);
        var carried = Vector256<float>.Zero.WithElement(0, b);
        var rows = Rows;
        rows[0] += rows[Speed] * b;
        rows[Speed] *= a;
        for (var i = 0; i < Errors; i++) rows[i] = rows[i] * within + SpeedOf(rows[i]) * carried;
        rows[0] += Vector256<float>.Zero.WithElement(0, (float)step.Qss).WithElement(Speed, (float)step.Qsv);
        rows[Speed] += Vector256<float>.Zero.WithElement(0, (float)step.Qsv).WithElement(Speed, (float)step.Qvv);
        var grows = (float)((1 - keeps * keeps) * Square(RadioModel.AnchorErrorSigma));
        for (var i = Errors; i < Size; i++)
        {
            var row = rows[i] * keeps;
            rows[i] = row * within + SpeedOf(row) * carried + Unit(i) * grows;
        }
    }

    /// <summary>What a row has for the speed, at the place of the offset as well.</summary>
    private static Vector256<float> SpeedOf(Vector256<float> row) => Vector256.Shuffle(row, Vector256.Create(Speed, Speed, Speed, Speed, 4 + Speed, 4 + Speed, 4 + Speed, 4 + Speed));

    /// <summary>What is left of the errors of anchors after some seconds, 0..1.</summary>
    public static float Keeps(double seconds) => (float)Math.Exp(-seconds / RadioModel.AnchorErrorMemory);

    /// <summary>The same place with the other gait: who stands has no speed, and who sets off has any.</summary>
    public readonly RoadwayHypothesis Changed(in MotionModel motion)
    {
        var changed = this;
        changed.Stands = !Stands;
        changed.Rest(Stands ? motion.Speed : MotionModel.RestSpeed);
        return changed;
    }

    /// <summary>A speed of zero, known so well, metres a second.</summary>
    private void Rest(double sigma)
    {
        V = 0;
        foreach (ref var row in Rows) row = row.WithElement(Speed, 0);
        Rows[Speed] = Vector256<float>.Zero.WithElement(Speed, (float)(sigma * sigma));
    }

    /// <summary>Takes in a measurement of where the tag is: a Kalman update by the share that is honest, the weight by the whole mixture.</summary>
    /// <param name="extraVariance">Variance added because the measurement is older than the belief.</param>
    /// <param name="slots">Which eᵢ belong to its anchors; without one where it is −1 or beyond them.</param>
    /// <param name="seen">What the anchor of a range sees of the edge; null for other evidence, and where it sees nothing.</param>
    /// <param name="about">The offset at which the measurement is made linear; the mean by default.</param>
    public Weighed Update(Ground ground, in Evidence evidence, double extraVariance, (int Anchor, int Reference) slots, EdgeView? seen = null, double? about = null)
    {
        var plan = ground.Plan;
        var edge = plan.Network.Edges[Edge];
        var line = plan.Roadways[edge.Roadway].Line;
        var offset = about ?? S;
        var place = line.PointAt(offset, out var tangent);
        if (evidence.Kind == EvidenceKind.Fix) return Weighed.Only(UpdateByFix(plan, evidence, extraVariance, edge, place, tangent));

        var expected = Expectation.OnRoadway(ground, evidence, Edge, offset, place, tangent, seen);
        var along = (float)expected.Along;
        var h = Vector256.CreateScalar(along);
        var noise = evidence.Variance + expected.ExtraVariance * RadioModel.Correlation(RadioModel.Memory(evidence.Kind), evidence.Gap) + extraVariance * along * along;
        var innovation = (evidence.Kind == EvidenceKind.Seen ? 0 : evidence.Value) - expected.Value - expected.Along * (S - offset);
        if (evidence.Kind is EvidenceKind.Range or EvidenceKind.Tdoa)
        {
            // A difference is of two lengths of the same tag: its bias cancels.
            if (evidence.Kind == EvidenceKind.Range) h += Unit(Bias);
            if (slots.Anchor is >= 0 and < Slots) h += Unit(Errors + slots.Anchor);
            else noise += Square(RadioModel.AnchorErrorSigma);
            if (slots.Reference is >= 0 and < Slots) h -= Unit(Errors + slots.Reference);
            innovation -= Vector256.Dot(h, Mean);
        }
        var ph = Times(h);
        var variance = Vector256.Dot(h, ph) + noise;
        var likelihood = Likelihood.Of(evidence.Kind, innovation, variance, expected, evidence.Corner);
        Weight *= likelihood.Density;
        if (likelihood.Honest >= 0.01) Apply(ph, variance - noise + noise / likelihood.Honest, innovation);
        return new(likelihood.Honest, innovation, variance, variance - along * ph[0], expected.Value, expected.Sight);
    }

    /// <summary>
    /// Does a range to an anchor in this roadway allow both sides of it? Near an anchor's foot the range has no slope, and a Gaussian
    /// that lies across it would be pulled to one side by chance.
    /// </summary>
    /// <param name="sides">The two offsets at which the range is read.</param>
    /// <param name="seen">What the anchor sees of the edge.</param>
    public readonly bool LiesAcross(in Evidence evidence, EdgeView? seen, out (double Below, double Above) sides)
    {
        const double enough = 0.7, deviations = 2.5;
        sides = default;
        if (evidence.Kind != EvidenceKind.Range || seen is not { } view || double.IsNaN(view.FootOffset)) return false;
        if (Math.Abs(S - view.FootOffset) > deviations * Math.Sqrt(Pss)) return false;
        var along = Math.Sqrt(Math.Max(0, evidence.Value * evidence.Value - view.FootDistance * view.FootDistance));
        sides = (view.FootOffset - along, view.FootOffset + along);
        return along > enough && along < 4 * Math.Sqrt(Pss) + 3 && sides.Below >= view.From && sides.Above <= view.To;
    }

    /// <summary>Takes in a speed along the roadway, metres a second towards growing offset, robustly: one in twenty may be nonsense.</summary>
    /// <returns>The squared innovation, and the variance that it should have.</returns>
    public (double Square, double Variance) UpdateSpeed(double speed, double variance)
    {
        var s = Pvv + variance;
        var innovation = speed - V;
        var gaussian = 0.95 * Math.Exp(-0.5 * innovation * innovation / s) / Math.Sqrt(2 * Math.PI * s);
        var density = gaussian + 0.05 / 20;
        Weight *= density;
        if (gaussian / density >= 0.01) Apply(Rows[Speed], s - variance + variance * density / gaussian, innovation);
        return (innovation * innovation, s);
    }

    /// <summary>Weighs a pace of unknown direction, metres a second.</summary>
    public void WeighPace(double pace, double variance)
    {
        var s = Pvv + variance;
        var bell = (Math.Exp(-0.5 * (pace - V) * (pace - V) / s) + Math.Exp(-0.5 * (pace + V) * (pace + V) / s)) / Math.Sqrt(2 * Math.PI * s);
        Weight *= 0.95 * bell + 0.05 / 20;
    }

    /// <summary>Forgets what was learnt of an anchor: its place in the state goes to another.</summary>
    public void Release(int slot)
    {
        var member = Errors + slot;
        _mean[member] = 0;
        Rows[member] = default;
        for (var i = 0; i < Size; i++) _p[i * Size + member] = 0;
        Set(member, Square(RadioModel.AnchorErrorSigma));
    }

    /// <summary>What is believed of b.</summary>
    public readonly BiasBelief BiasBelief => new(_mean[Bias], _p[Bias * (Size + 1)], PriorBias, PriorBiasVariance);

    /// <summary>Has been told otherwise of b beforehand: the one prior is divided out, the other multiplied in (Δ of 1 / variance, d of mean / variance).</summary>
    public void ExpectBias(double mean, double variance)
    {
        var delta = 1 / variance - 1 / PriorBiasVariance;
        var d = mean / variance - PriorBias / PriorBiasVariance;
        var fading = 1 + delta * _p[Bias * (Size + 1)];
        if (fading < 0.1) return;
        var ph = Rows[Bias];
        var shift = (d - delta * _mean[Bias]) / fading;
        S += ph[0] * shift;
        Mean = (Mean + ph * (float)shift).WithElement(0, 0);
        Lessen(ph, ph * (float)(delta / fading));
        (PriorBias, PriorBiasVariance) = ((float)mean, (float)variance);
    }

    /// <summary>The hypothesis as one that goes on along an edge on which the offset grows the other way.</summary>
    public void TurnAbout()
    {
        foreach (var member in (ReadOnlySpan<int>)[0, Speed])
        {
            Rows[member] = -Rows[member];
            for (var i = 0; i < Size; i++) _p[i * Size + member] = -_p[i * Size + member];
        }
        V = -V;
    }

    /// <summary>One Gaussian of the same weight, mean and covariance as both together; the gait is that of the heavier.</summary>
    public void MergeWith(in RoadwayHypothesis other)
    {
        var weight = Weight + other.Weight;
        var share = weight > 0 ? (float)(other.Weight / weight) : 0;
        var d = other.Mean - Mean;
        d = d.WithElement(0, (float)(other.S - S));
        var spread = d * (share * (1 - share));
        ReadOnlySpan<Vector256<float>> theirs = MemoryMarshal.Cast<float, Vector256<float>>((ReadOnlySpan<float>)other._p);
        RoadwayState each = default;
        d.CopyTo(each);
        var rows = Rows;
        for (var i = 0; i < Size; i++) rows[i] += (theirs[i] - rows[i]) * share + spread * each[i];
        if (other.Weight > Weight) (Stands, PriorBias, PriorBiasVariance) = (other.Stands, other.PriorBias, other.PriorBiasVariance);
        S += share * (other.S - S);
        Mean = (Mean + d * share).WithElement(0, 0);
        Weight = weight;
    }

    /// <summary>The numbers of the state beside the offset, for the snapshot.</summary>
    [UnscopedRef]
    public Span<float> Numbers => _mean;

    /// <summary>The covariance by rows, for the snapshot.</summary>
    [UnscopedRef]
    public Span<float> Covariance => _p;

    private double UpdateByFix(MinePlan plan, in Evidence evidence, double extraVariance, in Edge edge, Units.Point3 place, Units.Point3 tangent)
    {
        var d = evidence.Place - place;
        if (!evidence.HasHeight) d = d with { Z = 0 };
        var along = Units.Point3.Dot(d, tangent);
        var lateral = RadioModel.LateralSigma(plan.Roadways[edge.Roadway]);
        var across = Math.Max(0, Units.Point3.Dot(d, d) - along * along);
        var acrossVariance = evidence.Variance + lateral * lateral;
        var noise = evidence.Variance + extraVariance;
        var likelihood = Likelihood.Of(EvidenceKind.Fix, along, Pss + noise, new(0, default, 1, 0, true, true));
        // What lies across the roadway cannot be followed, but it tells roadways apart.
        var acrossDensity = 0.98 * Math.Exp(-0.5 * across / acrossVariance) + 0.02 * 1e-3;
        Weight *= likelihood.Density * acrossDensity;
        if (likelihood.Honest >= 0.01) Apply(Rows[0], Pss + noise / likelihood.Honest, along);
        return likelihood.Honest;
    }

    /// <summary>P h; P is symmetric and h mostly zero, so it is a sum of a few rows.</summary>
    private Vector256<float> Times(Vector256<float> h)
    {
        RoadwayState each = default;
        h.CopyTo(each);
        var sum = Vector256<float>.Zero;
        var rows = Rows;
        for (var present = ~Vector256.Equals(h, Vector256<float>.Zero).ExtractMostSignificantBits() & (1u << Size) - 1; present != 0; present &= present - 1)
        {
            var i = BitOperations.TrailingZeroCount(present);
            sum += rows[i] * each[i];
        }
        return sum;
    }

    /// <summary>The Kalman update: K = P hᵀ / s, x ← x + K ν, P ← P − K (h P).</summary>
    private void Apply(Vector256<float> ph, double s, double innovation)
    {
        var gain = ph * (float)(1 / s);
        S += gain[0] * innovation;
        Mean = (Mean + gain * (float)innovation).WithElement(0, 0);
        Lessen(ph, gain);
    }

    /// <summary>P ← P − K (h P), and no variance below the least.</summary>
    private void Lessen(Vector256<float> ph, Vector256<float> gain)
    {
        RoadwayState each = default;
        gain.CopyTo(each);
        var rows = Rows;
        // Of two of which one is no number the second is taken: it shows.
        for (var i = 0; i < Size; i++) rows[i] = Vector256.MaxNative(Floor(i), rows[i] - ph * each[i]);
    }

    /// <summary>The state but the offset, in whose place stands zero.</summary>
    private Vector256<float> Mean
    {
        readonly get => Vector256.Create<float>((ReadOnlySpan<float>)_mean);
        set => value.CopyTo(_mean);
    }

    [UnscopedRef]
    private Span<Vector256<float>> Rows => MemoryMarshal.Cast<float, Vector256<float>>((Span<float>)_p);

    /// <summary>One at a place and zero elsewhere.</summary>
    private static Vector256<float> Unit(int member) => Vector256.Create(OneAmongZeros[(Size - 1 - member)..]);

    /// <summary>The least variance at a place, and no bound elsewhere.</summary>
    private static Vector256<float> Floor(int member) => Vector256.Create(LeastAmongNone[(Size - 1 - member)..]);

    // A window of eight over them has what is in the middle where it is wanted.
    private static ReadOnlySpan<float> OneAmongZeros => [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];

    private static ReadOnlySpan<float> LeastAmongNone =>
    [
        float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, LeastVariance,
        float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity,
    ];

    private void Set(int member, double variance) => _p[member * (Size + 1)] = (float)variance;

    private static double Square(double value) => value * value;
}
