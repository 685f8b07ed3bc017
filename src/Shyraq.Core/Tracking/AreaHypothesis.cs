using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>Sixteen numbers: the state of a tag in an open area, see <see cref="AreaHypothesis"/>.</summary>
[InlineArray(AreaHypothesis.Size)]
internal struct AreaState
{
    private double _first;
}

/// <summary>The slope of a measurement by each of the sixteen: one vector.</summary>
[InlineArray(AreaHypothesis.Size)]
internal struct AreaSlope
{
    private float _first;
}

/// <summary>A 16 × 16 matrix by rows.</summary>
[InlineArray(AreaHypothesis.Size * AreaHypothesis.Size)]
internal struct AreaCovariance
{
    private float _first;
}

/// <summary>One number for each anchor whose error is carried.</summary>
[InlineArray(ErrorSlots.Count)]
internal struct AnchorLevels
{
    private float _first;
}

/// <summary>
/// One hypothesis in an open area: a Gaussian with a weight, in place and velocity and, jointly, in what is slowly wrong with
/// the measurements: a range reads (1 + k) d + b + eᵢ with the scale k and the bias b of the tag and the error eᵢ of its anchor; an
/// inertial heading is off by δ. Kept jointly, they cost no more certainty than is really lost, and are learnt as the tag moves.
/// In a flat area the rows of height are zero and stay so.
/// </summary>
internal struct AreaHypothesis
{
    /// <summary>x, y, z, their speeds, b, k, δ, and seven eᵢ.</summary>
    public const int Size = 16;

    /// <summary>Where in the state the velocity, b (metres), k, δ (radians clockwise) and the first eᵢ (metres) stand.</summary>
    public const int Velocity = 3, Bias = 6, Scale = 7, Heading = 8, Errors = 9;

    /// <summary>Running mean of the squared normalised innovation above which the model of the errors is too narrow.</summary>
    private const double TooStrained = 2.5;

    /// <summary>Bounds of <see cref="Levels"/>, and how fast they are learnt.</summary>
    private const double LeastLevel = 0.5, MostLevel = 20, LevelRate = 0.03;

    /// <summary>What <see cref="Unrest"/> begins with, its bounds, and how fast it is learnt.</summary>
    private const double UsualUnrest = 0.64, LeastUnrest = 0.05, MostUnrest = 4, UnrestRate = 0.01;

    /// <summary>No variance falls below this, so that rounding makes none negative.</summary>
    private const float LeastVariance = 1e-7f;

    /// <summary>Index of the area.</summary>
    public int Area;

    /// <summary>The tag stands still rather than moves.</summary>
    public bool Stands;

    /// <summary>Its probability once the belief is tidy, 0..1; until then beside the others alone.</summary>
    public double Weight;

    /// <summary>Running mean of the squared normalised innovation of ranges; about 1 or less when the noise is as assumed.</summary>
    public double Strain;

    /// <summary>How much noisier each anchor is than assumed, as a ratio of variances: learnt on the run.</summary>
    public AnchorLevels Levels;

    /// <summary>Slots (bits) whose anchor does not see the tag: what stands between them is part of their eᵢ.</summary>
    public uint Hidden;

    /// <summary>What was believed of b before the tag's own ranges said anything: metres and m².</summary>
    public float PriorBias, PriorBiasVariance;

    /// <summary>How unsteady ranges in sight are, as a share of what is assumed: their mean squared innovation beyond what the place explains.</summary>
    public double Unrest;

    public AreaState Mean;

    /// <summary>Covariance of <see cref="Mean"/>.</summary>
    public AreaCovariance P;

    /// <summary>What is believed of b.</summary>
    public readonly BiasBelief BiasBelief => new(Mean[Bias], Variance(Bias), PriorBias, PriorBiasVariance);

    /// <summary>The mean place.</summary>
    public readonly Point3 Place => new(Mean[0], Mean[1], Mean[2]);

    /// <summary>Variance of one member of the state.</summary>
    public readonly double Variance(int member) => P[member * (Size + 1)];

    /// <summary>The part of a member's variance that the errors of the radios contribute; less than all of it.</summary>
    public readonly double CommonVariance(int member)
    {
        var sum = 0.0;
        for (var i = Bias; i < Size; i++)
            if (Variance(i) > 0) sum += Square(P[member * Size + i]) / Variance(i);
        return Math.Min(sum, 0.9 * Variance(member));
    }

    /// <summary>A new hypothesis at rest: variances in m² in the plane and, in a volume, in height.</summary>
    public static AreaHypothesis At(MinePlan plan, int area, Point3 place, double varianceX, double covarianceXY, double varianceY, double varianceZ)
    {
        var shape = plan.Areas[area];
        var hypothesis = new AreaHypothesis { Area = area, Unrest = UsualUnrest };
        hypothesis.Mean[0] = place.X;
        hypothesis.Mean[1] = place.Y;
        hypothesis.Mean[2] = shape.Volume ? place.Z : shape.Floor.Value + shape.TagHeight.Value;
        hypothesis.Set(0, varianceX);
        hypothesis.P[1] = hypothesis.P[Size] = (float)covarianceXY;
        hypothesis.Set(1, varianceY);
        hypothesis.Set(Velocity, Square(MotionModel.Area.Speed));
        hypothesis.Set(Velocity + 1, Square(MotionModel.Area.Speed));
        hypothesis.PriorBiasVariance = (float)Square(RadioModel.TagBiasSigma);
        hypothesis.Set(Bias, Square(RadioModel.TagBiasSigma));
        hypothesis.Set(Scale, Square(RadioModel.ScaleSigma));
        hypothesis.Set(Heading, Square(RadioModel.HeadingSigma));
        for (var i = Errors; i < Size; i++) hypothesis.Set(i, Square(RadioModel.AnchorErrorSigma));
        for (var i = 0; i < ErrorSlots.Count; i++) hypothesis.Levels[i] = 1;
        if (!shape.Volume) return hypothesis;
        hypothesis.Set(2, varianceZ);
        hypothesis.Set(Velocity + 2, Square(MotionModel.Height.Speed));
        return hypothesis;
    }

    /// <summary>The same place with the other gait: who stands has no speed, and who sets off has any.</summary>
    public readonly AreaHypothesis Changed()
    {
        var changed = this;
        changed.Stands = !Stands;
        for (var axis = 0; axis < 3; axis++)
        {
            var member = Velocity + axis;
            var moves = Variance(member) > 0;
            changed.Mean[member] = 0;
            for (var i = 0; i < Size; i++) changed.P[member * Size + i] = changed.P[i * Size + member] = 0;
            if (moves) changed.Set(member, Square(changed.Stands ? MotionModel.RestSpeed : axis < 2 ? MotionModel.Area.Speed : MotionModel.Height.Speed));
        }
        return changed;
    }

    /// <summary>Moves the hypothesis on by the steps of the plane and of height.</summary>
    public void Predict(double seconds, in MotionStep plane, in MotionStep height, bool volume)
    {
        var axes = volume ? 3 : 2;
        for (var i = 0; i < axes; i++)
        {
            ref readonly var step = ref i < 2 ? ref plane : ref height;
            Mean[i] += step.B * Mean[i + Velocity];
            Mean[i + Velocity] *= step.A;
        }
        // P ← F P Fᵀ + Q, first the rows (F P), then the columns (P Fᵀ).
        var rows = Rows;
        for (var i = 0; i < axes; i++)
        {
            ref readonly var step = ref i < 2 ? ref plane : ref height;
            var (a, b) = ((float)step.A, (float)step.B);
            rows[i] += rows[i + Velocity] * b;
            rows[i + Velocity] *= a;
            for (var k = 0; k < Size; k++)
            {
                ref var speed = ref P[k * Size + i + Velocity];
                P[k * Size + i] += b * speed;
                speed *= a;
            }
        }
        for (var i = 0; i < axes; i++)
        {
            ref readonly var step = ref i < 2 ? ref plane : ref height;
            Add(i, step.Qss);
            Add(i + Velocity, step.Qvv);
            P[i * Size + i + Velocity] += (float)step.Qsv;
            P[(i + Velocity) * Size + i] += (float)step.Qsv;
        }
        Forget(seconds);
        Grow(Heading, seconds * Square(RadioModel.HeadingDrift), Square(Math.PI / 2));
    }

    /// <summary>The errors of anchors fade (a Gauss–Markov process): eᵢ ← a eᵢ, with noise that keeps their variance as it is of anchors at large.</summary>
    private void Forget(double seconds)
    {
        var (keeps, keepsHidden) = (Math.Exp(-seconds / RadioModel.AnchorErrorMemory), Hidden == 0 ? 1 : Math.Exp(-seconds / RadioModel.PillarMemory));
        AreaSlope fade = default;
        for (var i = 0; i < Errors; i++) fade[i] = 1;
        for (var i = Errors; i < Size; i++) fade[i] = (float)((Hidden >> (i - Errors) & 1) == 0 ? keeps : keepsHidden);
        var vector = Vector(fade);
        var rows = Rows;
        foreach (ref var row in rows) row *= vector;
        for (var i = Errors; i < Size; i++)
        {
            double own = fade[i];
            Mean[i] *= own;
            rows[i] *= fade[i];
            Add(i, (1 - own * own) * Square(SigmaOf(i - Errors)));
        }
    }

    /// <summary>Takes in a measurement of where the tag is.</summary>
    /// <param name="slots">Which eᵢ belong to its anchors.</param>
    public Weighed Update(Ground ground, in Evidence evidence, double extraVariance, (int Anchor, int Reference) slots)
    {
        if (evidence.Kind == EvidenceKind.Fix) return Weighed.Only(UpdateByFix(evidence, extraVariance, ground.Plan.Areas[Area].Volume));
        var expected = Expectation.InArea(ground, evidence, Area, Place);
        if (slots.Anchor >= 0) See(slots.Anchor, expected.Sight);
        AreaSlope h = default;
        (h[0], h[1], h[2]) = ((float)expected.Gradient.X, (float)expected.Gradient.Y, (float)expected.Gradient.Z);
        var slope = Point3.Dot(expected.Gradient, expected.Gradient);
        var noise = evidence.Variance + (slots.Anchor < 0 ? expected.ExtraVariance : 0) + extraVariance * slope;
        var innovation = (evidence.Kind == EvidenceKind.Seen ? 0 : evidence.Value) - expected.Value;
        var (assumed, own) = (noise, Mean[Scale]);
        var isLength = evidence.Kind is EvidenceKind.Range or EvidenceKind.Tdoa;
        if (isLength)
        {
            // A difference is of two lengths of the same radios: what they have in common cancels.
            if (evidence.Kind == EvidenceKind.Range) (h[Bias], h[Scale]) = (1, (float)expected.Value);
            if (slots.Anchor >= 0) h[Errors + slots.Anchor] = 1;
            else noise += Square(RadioModel.AnchorErrorSigma);
            if (slots.Reference >= 0) h[Errors + slots.Reference] -= 1;
            innovation -= h[Scale] * Mean[Scale] + h[Bias] * Mean[Bias];
            if (slots.Anchor >= 0)
            {
                assumed = noise;
                noise *= Levels[slots.Anchor];
                innovation -= Mean[Errors + slots.Anchor];
            }
            if (slots.Reference >= 0) innovation += Mean[Errors + slots.Reference];
        }
        var ph = Times(h);
        var s = Dot(h, ph) + noise;
        var place = h[0] * ph[0] + h[1] * ph[1] + h[2] * ph[2];
        var likelihood = Likelihood.Of(evidence.Kind, innovation, s, expected, evidence.Corner);
        Weight *= likelihood.Density;
        if (likelihood.Honest >= 0.01) Apply(ph, s - noise + noise / likelihood.Honest, innovation);
        if (isLength) Watch(innovation * innovation / s, innovation * innovation / (s - noise + assumed), slots.Anchor, evidence.Kind == EvidenceKind.Range);
        if (isLength && expected.Sight) Unrest = Math.Max(LeastUnrest, Unrest + UnrestRate * (Math.Clamp((innovation * innovation - (s - noise)) / assumed, -1, MostUnrest) - Unrest));
        Confine(ground.Plan.Areas[Area]);
        // What the tag's own scale takes up may be that of all ranges of the mine.
        return new(likelihood.Honest, innovation + h[Scale] * own, s, s - place, expected.Value, expected.Sight);
    }

    /// <summary>Takes in a linear measurement h x = <paramref name="value"/> of the state, robustly: one in twenty may be nonsense.</summary>
    /// <returns>The squared innovation, and the variance that it should have.</returns>
    public (double Square, double Variance) UpdateLinear(in AreaSlope h, double value, double variance)
    {
        var ph = Times(h);
        var s = Dot(h, ph) + variance;
        var innovation = value;
        for (var i = 0; i < Size; i++) innovation -= h[i] * Mean[i];
        var gaussian = 0.95 * Math.Exp(-0.5 * innovation * innovation / s) / Math.Sqrt(2 * Math.PI * s);
        var density = gaussian + 0.05 / 20;
        Weight *= density;
        if (gaussian / density >= 0.01) Apply(ph, s - variance + variance * density / gaussian, innovation);
        return (innovation * innovation, s);
    }

    /// <summary>Weighs a pace of unknown direction, metres a second: its square is that of a velocity in the plane (Rice's distribution, near its mode).</summary>
    public void WeighPace(double pace, double variance)
    {
        var s = 0.5 * (Variance(Velocity) + Variance(Velocity + 1)) + variance;
        var known = Math.Sqrt(Square(Mean[Velocity]) + Square(Mean[Velocity + 1]));
        var bell = pace / s * Math.Exp(-0.5 * Square(pace - known) / s);
        Weight *= 0.95 * bell + 0.05 / 20;
    }

    /// <summary>Forgets what was learnt of an anchor: its place in the state goes to another.</summary>
    public void Release(int slot)
    {
        (Mean[Errors + slot], Levels[slot]) = (0, 1);
        for (var i = 0; i < Size; i++) P[(Errors + slot) * Size + i] = P[i * Size + Errors + slot] = 0;
        Set(Errors + slot, Square(SigmaOf(slot)));
    }

    /// <summary>Has been told otherwise of b beforehand: the one prior is divided out, the other multiplied in (Δ of 1 / variance, d of mean / variance).</summary>
    public void ExpectBias(double mean, double variance)
    {
        var delta = 1 / variance - 1 / PriorBiasVariance;
        var d = mean / variance - PriorBias / PriorBiasVariance;
        var fading = 1 + delta * Variance(Bias);
        if (fading < 0.1) return;
        AreaSlope h = default;
        h[Bias] = 1;
        var ph = Times(h);
        var (shift, gain) = ((d - delta * Mean[Bias]) / fading, ph * (float)(delta / fading));
        var rows = Rows;
        for (var i = 0; i < Size; i++)
        {
            if (ph[i] == 0) continue;
            Mean[i] += ph[i] * shift;
            rows[i] -= ph * gain[i];
            ref var own = ref P[i * (Size + 1)];
            if (own < LeastVariance) own = LeastVariance;
        }
        (PriorBias, PriorBiasVariance) = ((float)mean, (float)variance);
    }

    /// <summary>Forgets the tag's own bias and scale, and doubts its place.</summary>
    /// <param name="variance">Of the doubt, m².</param>
    public void ForgetTag(double variance)
    {
        foreach (var (member, sigma) in (ReadOnlySpan<(int, double)>)[(Bias, RadioModel.TagBiasSigma), (Scale, RadioModel.ScaleSigma)])
        {
            Mean[member] = 0;
            for (var i = 0; i < Size; i++) P[member * Size + i] = P[i * Size + member] = 0;
            Set(member, Square(sigma));
        }
        (PriorBias, PriorBiasVariance) = (0, (float)Square(RadioModel.TagBiasSigma));
        Add(0, variance);
        Add(1, variance);
    }

    /// <summary>Where something comes between a tag and an anchor, or is there no longer, the anchor's error is another one.</summary>
    private void See(int slot, bool sight)
    {
        if ((Hidden >> slot & 1) == 0 == sight) return;
        Hidden ^= 1u << slot;
        Release(slot);
    }

    private readonly double SigmaOf(int slot) => (Hidden >> slot & 1) == 0 ? RadioModel.AnchorErrorSigma : RadioModel.PillarBias;

    /// <summary>One Gaussian of the same weight, mean and covariance as both together; the gait is that of the heavier.</summary>
    public void MergeWith(in AreaHypothesis other)
    {
        var weight = Weight + other.Weight;
        var share = weight > 0 ? other.Weight / weight : 0;
        AreaState d = default;
        for (var i = 0; i < Size; i++) d[i] = other.Mean[i] - Mean[i];
        for (var i = 0; i < Size; i++)
        {
            Mean[i] += share * d[i];
            for (var k = 0; k < Size; k++) P[i * Size + k] += (float)(share * (other.P[i * Size + k] - P[i * Size + k]) + share * (1 - share) * d[i] * d[k]);
        }
        Strain += share * (other.Strain - Strain);
        Unrest += share * (other.Unrest - Unrest);
        for (var i = 0; i < ErrorSlots.Count; i++) Levels[i] += (float)share * (other.Levels[i] - Levels[i]);
        if (other.Weight > Weight) (Stands, Hidden, PriorBias, PriorBiasVariance) = (other.Stands, other.Hidden, other.PriorBias, other.PriorBiasVariance);
        Weight = weight;
    }

    /// <summary>When ranges fit badly for long, the scale and the bias may be far from what is usual: open them.</summary>
    /// <param name="normalised">Squared innovation by its variance, with the level learnt so far; and</param>
    /// <param name="asAssumed">with the noise as assumed.</param>
    private void Watch(double normalised, double asAssumed, int slot, bool isRange)
    {
        Strain += 0.02 * (Math.Min(asAssumed, 16) - Strain);
        // Robbins–Monro on the logarithm: the level settles where squared innovations are as large as foretold.
        if (slot >= 0) Levels[slot] = (float)Math.Clamp(Levels[slot] * Math.Exp(LevelRate * (Math.Min(normalised, 4) - 1)), LeastLevel, MostLevel);
        if (Strain < TooStrained || !isRange) return;
        Strain = 1;
        Add(Bias, Square(RadioModel.StrangeBias));
        Add(Scale, Square(RadioModel.StrangeScale));
    }

    private double UpdateByFix(in Evidence evidence, double extraVariance, bool volume)
    {
        var honest = 1.0;
        Span<double> place = [evidence.Place.X, evidence.Place.Y, evidence.Place.Z];
        for (var axis = 0; axis < (evidence.HasHeight && volume ? 3 : 2); axis++)
        {
            AreaSlope h = default;
            h[axis] = 1;
            var noise = evidence.Variance + extraVariance;
            var innovation = place[axis] - Mean[axis];
            var s = Variance(axis) + noise;
            var likelihood = Likelihood.Of(EvidenceKind.Fix, innovation, s, new(0, default, 1, 0, true, true));
            Weight *= likelihood.Density;
            honest = Math.Min(honest, likelihood.Honest);
            if (likelihood.Honest >= 0.01) Apply(Times(h), Variance(axis) + noise / likelihood.Honest, innovation);
        }
        return honest;
    }

    /// <summary>P h; P is symmetric and h mostly zero, so it is a sum of a few rows.</summary>
    private Vector512<float> Times(in AreaSlope h)
    {
        var sum = Vector512<float>.Zero;
        var rows = Rows;
        for (var i = 0; i < Size; i++)
            if (h[i] != 0) sum += rows[i] * h[i];
        return sum;
    }

    private static float Dot(in AreaSlope a, Vector512<float> b) => Vector512.Sum(Vector(a) * b);

    /// <summary>The Kalman update: K = P hᵀ / s, x ← x + K ν, P ← P − K (h P).</summary>
    private void Apply(Vector512<float> ph, double s, double innovation)
    {
        var gain = ph * (float)(1 / s);
        var rows = Rows;
        for (var i = 0; i < Size; i++)
        {
            if (ph[i] == 0) continue;
            Mean[i] += gain[i] * innovation;
            rows[i] -= ph * gain[i];
            // Rounding must not make a variance negative.
            ref var variance = ref P[i * (Size + 1)];
            if (variance < LeastVariance) variance = LeastVariance;
        }
    }

    /// <summary>Holds the mean inside the area: nobody walks into rock.</summary>
    private void Confine(OpenArea area)
    {
        var inside = area.Confine(Place);
        (Mean[0], Mean[1], Mean[2]) = (inside.X, inside.Y, inside.Z);
    }

    /// <summary>Lets a variance grow, but not beyond what is true of anybody.</summary>
    private void Grow(int member, double by, double most)
    {
        ref var variance = ref P[member * (Size + 1)];
        variance = (float)Math.Max(variance, Math.Min(variance + by, most));
    }

    private void Add(int member, double variance) => P[member * (Size + 1)] += (float)variance;

    private void Set(int member, double variance) => P[member * (Size + 1)] = (float)variance;

    [UnscopedRef]
    private Span<Vector512<float>> Rows => MemoryMarshal.Cast<float, Vector512<float>>((Span<float>)P);

    private static Vector512<float> Vector(in AreaSlope slope) => Vector512.Create<float>((ReadOnlySpan<float>)slope);

    private static double Square(double value) => value * value;
}
