namespace Shyraq.Core.Tracking;

/// <summary>
/// A hypothesis on the network as far as a look ahead needs it: of the state and the covariance of a <see cref="RoadwayHypothesis"/> only what belongs to the
/// offset and the speed. Moving on and merging take these from nothing else, so the numbers are the same to the last bit, for a quarter of the work.
/// </summary>
internal struct Outlook
{
    /// <summary>Index of the edge.</summary>
    public int Edge;

    /// <summary>Its probability, 0..1.</summary>
    public double Weight;

    /// <summary>Mean offset on the roadway, metres.</summary>
    public double S;

    private float _v, _pss, _psv, _pvs, _pvv;

    public Outlook(in RoadwayHypothesis of)
    {
        (Edge, Weight, S, Stands) = (of.Edge, of.Weight, of.S, of.Stands);
        (_v, _pss, _psv, _pvs, _pvv) = of.SpeedAndPlace;
    }

    /// <summary>The tag stands still rather than moves.</summary>
    public bool Stands { get; private set; }

    /// <summary>Mean speed towards growing offset, metres a second.</summary>
    public readonly double V => _v;

    /// <summary>Variance of the offset, m².</summary>
    public readonly double Pss => _pss;

    /// <summary>As <see cref="RoadwayHypothesis.Predict"/>.</summary>
    public void Predict(in MotionStep step)
    {
        S += step.B * V;
        _v = (float)(V * step.A);
        var (a, b) = ((float)step.A, (float)step.B);
        // F P, then P Fᵀ.
        var (ss, sv) = (_pss + _pvs * b, _psv + _pvv * b);
        var (vs, vv) = (_pvs * a, _pvv * a);
        ss += b * sv;
        sv *= a;
        vs += b * vv;
        vv *= a;
        (_pss, _pvv) = (ss + (float)step.Qss, vv + (float)step.Qvv);
        (_psv, _pvs) = (sv + (float)step.Qsv, vs + (float)step.Qsv);
    }

    /// <summary>As <see cref="RoadwayHypothesis.MergeWith"/>.</summary>
    public void MergeWith(in Outlook other)
    {
        var weight = Weight + other.Weight;
        var share = weight > 0 ? (float)(other.Weight / weight) : 0;
        var (s, v) = ((float)(other.S - S), other._v - _v);
        var (spreadS, spreadV) = (s * (share * (1 - share)), v * (share * (1 - share)));
        _pss += (other._pss - _pss) * share + spreadS * s;
        _psv += (other._psv - _psv) * share + spreadV * s;
        _pvs += (other._pvs - _pvs) * share + spreadS * v;
        _pvv += (other._pvv - _pvv) * share + spreadV * v;
        if (other.Weight > Weight) Stands = other.Stands;
        S += share * (other.S - S);
        _v += v * share;
        Weight = weight;
    }

    /// <summary>Takes the hypotheses of a belief that lie on the network.</summary>
    public static void Take(ref Outlook[] into, Belief belief)
    {
        if (into.Length < belief.RoadwayCount) into = new Outlook[belief.RoadwayCount];
        for (var i = 0; i < belief.RoadwayCount; i++) into[i] = new(belief.Roadway[i]);
    }

    /// <summary>Makes one of those of one place that differ in gait alone, as <see cref="Belief.MergeGaits"/>; returns how many are left.</summary>
    public static int MergeGaits(Span<Outlook> all)
    {
        var count = all.Length;
        for (var i = 0; i < count; i++)
            for (var k = count - 1; k > i; k--)
            {
                ref var a = ref all[i];
                ref var b = ref all[k];
                if (a.Edge != b.Edge || (Math.Abs(a.S - b.S) is > 0.3 and var apart && apart > 0.5 * (Math.Sqrt(a.Pss) + Math.Sqrt(b.Pss)) + 0.3)) continue;
                a.MergeWith(b);
                b = all[--count];
            }
        return count;
    }
}
