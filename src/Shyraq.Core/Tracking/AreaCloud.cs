using Shyraq.Core.Plan;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>
/// Follows a tag in an open area by signal strengths, which no Gaussian does: a Rao-Blackwellised particle filter (Doucet, de
/// Freitas, Murphy, Russell 2000). Each particle is a place and a velocity and carries, for each receiver, what shadow it has met
/// on its way: shadows stay the same over metres, so many readings at one place are worth one.
/// </summary>
internal sealed class AreaCloud
{
    public const int Count = 384;

    /// <summary>Receivers whose shadows are carried; the least recently heard gives way.</summary>
    public const int MostReceivers = 12;

    /// <summary>Particles move at most this often, seconds.</summary>
    private const double Step = 0.2;

    private readonly OpenArea _area;
    private readonly float[] _x = new float[Count], _y = new float[Count], _u = new float[Count], _v = new float[Count];
    private readonly float[] _weight = new float[Count], _spare = new float[Count];
    private readonly int[] _parents = new int[Count];
    private readonly List<Shadow> _shadows = [];
    private Dice _dice;

    /// <summary>The shadow of one receiver: its mean by particle, and a common variance, dB².</summary>
    private sealed class Shadow
    {
        public int Anchor;
        public long Heard;
        public float Variance;
        public readonly float[] Mean = new float[Count];
    }

    private AreaCloud(MinePlan plan, int area, Instant time, ulong seed) => (_area, Area, Time, _dice) = (plan.Areas[area], area, time, new(seed));

    /// <summary>Index of the area.</summary>
    public int Area { get; }

    public Instant Time { get; private set; }

    /// <summary>A cloud spread evenly over an area.</summary>
    public static AreaCloud Over(MinePlan plan, int area, Instant time, ulong seed)
    {
        var cloud = new AreaCloud(plan, area, time, seed);
        var (lowX, lowY, highX, highY) = Outline.Box(plan.Areas[area].Rings[0]);
        for (var i = 0; i < Count; i++)
        {
            // A polygon fills a fair part of its box; a sliver that is never hit gets the nearest place in it.
            var place = default(Point3);
            for (var tries = 0; tries < 50; tries++)
            {
                place = new(lowX + cloud._dice.Even() * (highX - lowX), lowY + cloud._dice.Even() * (highY - lowY), 0);
                if (plan.Areas[area].Contains(place.X, place.Y)) break;
            }
            place = plan.Areas[area].Confine(place);
            (cloud._x[i], cloud._y[i]) = ((float)place.X, (float)place.Y);
            (cloud._u[i], cloud._v[i]) = ((float)MotionModel.Area.Speed * cloud._dice.Normal(), (float)MotionModel.Area.Speed * cloud._dice.Normal());
            cloud._weight[i] = 1f / Count;
        }
        return cloud;
    }

    /// <summary>Moves the particles on; in steps, so between two the place may be <see cref="Step"/> old.</summary>
    public void PredictTo(Instant time)
    {
        var seconds = time.SecondsSince(Time);
        if (seconds < Step) return;
        Time = time;
        var step = MotionModel.Area.Over(seconds);
        var (a, b) = ((float)step.A, (float)step.B);
        // Cholesky factor of the noise of (place, speed).
        var l11 = Math.Sqrt(step.Qss);
        var l21 = step.Qsv / l11;
        var (s, c, d) = ((float)l11, (float)l21, (float)Math.Sqrt(Math.Max(0, step.Qvv - l21 * l21)));
        var way = 0f;
        for (var i = 0; i < Count; i++)
        {
            var (n1, n2, n3, n4) = (_dice.Normal(), _dice.Normal(), _dice.Normal(), _dice.Normal());
            var (dx, dy) = (b * _u[i] + s * n1, b * _v[i] + s * n2);
            (_u[i], _v[i]) = (a * _u[i] + c * n1 + d * n3, a * _v[i] + c * n2 + d * n4);
            if (_area.Contains(_x[i] + dx, _y[i] + dy)) (_x[i], _y[i]) = (_x[i] + dx, _y[i] + dy);
            else (_u[i], _v[i], dx, dy) = (-_u[i], -_v[i], 0, 0);
            _spare[i] = MathF.Exp(-MathF.Sqrt(dx * dx + dy * dy) / (float)RadioModel.ShadowLength - (float)(seconds / RadioModel.ShadowMemory));
            way += _weight[i] * _spare[i];
        }
        foreach (var shadow in _shadows)
        {
            for (var i = 0; i < Count; i++) shadow.Mean[i] *= _spare[i];
            var whole = (float)(RadioModel.ShadowSigma * RadioModel.ShadowSigma);
            shadow.Variance = shadow.Variance * way * way + whole * (1 - way * way);
        }
    }

    /// <summary>Weighs the particles by a strength. Returns its density and the probability that it was honest.</summary>
    /// <param name="model">1-sigma of what the receiver's parameters do not tell beyond shadows, dB.</param>
    public Likelihood Update(Ground ground, in Evidence evidence, double model)
    {
        var anchor = ground.Plan.Anchors[evidence.Anchor];
        var shadow = ShadowOf(evidence.Anchor, evidence.Time, (float)(RadioModel.ShadowSigma * RadioModel.ShadowSigma + model * model));
        var z = _area.Floor.Value + _area.TagHeight.Value - anchor.Place.Z;
        const float fading = (float)(RadioModel.FadingSigma * RadioModel.FadingSigma);
        const float odd = 0.03f, odds = odd / 80;
        var s = shadow.Variance + fading;
        var peak = (1 - odd) / MathF.Sqrt(2 * MathF.PI * s);
        var (sum, honest) = (0f, 0f);
        for (var i = 0; i < Count; i++)
        {
            var (dx, dy) = (_x[i] - anchor.Place.X, _y[i] - anchor.Place.Y);
            var expected = PathLoss.Strength(anchor, Math.Sqrt(dx * dx + dy * dy + z * z)) + (ground.Map?.Shadow(evidence.Anchor, _x[i], _y[i]) ?? 0);
            var innovation = (float)(evidence.Value - expected) - shadow.Mean[i];
            var bell = peak * MathF.Exp(-0.5f * innovation * innovation / s);
            var density = bell + odds;
            shadow.Mean[i] += shadow.Variance / s * (bell / density) * innovation;
            _weight[i] *= density;
            sum += _weight[i];
            honest += _weight[i] * bell / density;
        }
        honest /= sum;
        shadow.Variance *= 1 - shadow.Variance / s * honest;
        var square = 0f;
        for (var i = 0; i < Count; i++)
        {
            _weight[i] /= sum;
            square += _weight[i] * _weight[i];
        }
        if (1 / square < Count / 2) Draw();
        return new(sum, honest);
    }

    /// <summary>What the tag's own sensors say of its velocity, metres a second.</summary>
    /// <param name="heading">Radians clockwise from north, if known.</param>
    public void Move(double speed, double? heading)
    {
        for (var i = 0; i < Count; i++)
        {
            var angle = heading is { } course ? course + RadioModel.HeadingSigma * _dice.Normal() : Math.Atan2(_u[i], _v[i]);
            var about = speed * (1 + 0.1 * _dice.Normal());
            (_u[i], _v[i]) = ((float)(about * Math.Sin(angle)), (float)(about * Math.Cos(angle)));
        }
    }

    /// <summary>Puts mean and covariance into a hypothesis.</summary>
    public void SumUp(ref AreaHypothesis into)
    {
        Span<double> mean = stackalloc double[4];
        Span<double> square = stackalloc double[16];
        for (var i = 0; i < Count; i++)
        {
            ReadOnlySpan<double> one = [_x[i], _y[i], _u[i], _v[i]];
            for (var k = 0; k < 4; k++) mean[k] += _weight[i] * one[k];
        }
        for (var i = 0; i < Count; i++)
        {
            ReadOnlySpan<double> off = [_x[i] - mean[0], _y[i] - mean[1], _u[i] - mean[2], _v[i] - mean[3]];
            for (var k = 0; k < 16; k++) square[k] += _weight[i] * off[k / 4] * off[k % 4];
        }
        ReadOnlySpan<int> members = [0, 1, AreaHypothesis.Velocity, AreaHypothesis.Velocity + 1];
        for (var i = 0; i < 4; i++)
        {
            into.Mean[members[i]] = mean[i];
            for (var k = 0; k < 4; k++) into.P[members[i] * AreaHypothesis.Size + members[k]] = square[i * 4 + k] + (i == k ? 1e-3 : 0);
        }
    }

    public void Write(StateWriter to)
    {
        to.Write((long)Area);
        to.Write(Time);
        to.Write((long)_dice.State);
        foreach (var numbers in (float[][])[_x, _y, _u, _v, _weight]) to.Write(numbers);
        to.Write((long)_shadows.Count);
        foreach (var shadow in _shadows)
        {
            to.Write((long)shadow.Anchor);
            to.Write(shadow.Heard);
            to.Write((double)shadow.Variance);
            to.Write(shadow.Mean);
        }
    }

    public static AreaCloud Read(ref StateReader from, MinePlan plan)
    {
        var area = from.ReadLong();
        if (area < 0 || area >= plan.Areas.Length) throw new FormatException($"The snapshot names area {area} of {plan.Areas.Length}: it belongs to another plan.");
        var cloud = new AreaCloud(plan, (int)area, from.ReadInstant(), (ulong)from.ReadLong());
        foreach (var numbers in (float[][])[cloud._x, cloud._y, cloud._u, cloud._v, cloud._weight]) from.Read(numbers);
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var shadow = new Shadow { Anchor = (int)from.ReadLong(), Heard = from.ReadLong(), Variance = (float)from.ReadDouble() };
            if (shadow.Anchor < 0 || shadow.Anchor >= plan.Anchors.Length) throw new FormatException($"The snapshot names anchor {shadow.Anchor} of {plan.Anchors.Length}: it belongs to another plan.");
            from.Read(shadow.Mean);
            cloud._shadows.Add(shadow);
        }
        return cloud;
    }

    private Shadow ShadowOf(int anchor, Instant time, float variance)
    {
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

    /// <summary>Draws the particles anew by their weights (systematic resampling: Kitagawa 1996).</summary>
    private void Draw()
    {
        var (point, sum, parent) = (_dice.Even() / Count, _weight[0], 0);
        for (var i = 0; i < Count; i++)
        {
            while (sum < point && parent < Count - 1) sum += _weight[++parent];
            _parents[i] = parent;
            point += 1f / Count;
        }
        foreach (var numbers in (ReadOnlySpan<float[]>)[_x, _y, _u, _v]) Take(numbers);
        foreach (var shadow in _shadows) Take(shadow.Mean);
        Array.Fill(_weight, 1f / Count);
    }

    private void Take(float[] numbers)
    {
        numbers.CopyTo(_spare, 0);
        for (var i = 0; i < Count; i++) numbers[i] = _spare[_parents[i]];
    }
}
