namespace Shyraq.Core.Tracking;

/// <summary>What a number in a joint Gaussian is. What a radio is wrong by behind a pillar is another error than in its sight.</summary>
internal enum Quantity : byte { Place, Velocity, Bias, Scale, Heading, Error, HiddenError, Shadow }

/// <summary>One number of a joint Gaussian.</summary>
/// <param name="Index">The axis of a place or velocity: 0 along the roadway or east, 1 north, 2 up. The anchor (index in the plan) of an error or a shadow.</param>
internal readonly record struct Member(Quantity Quantity, int Index = 0)
{
    public bool IsPlace => Quantity == Quantity.Place;
    public bool IsVelocity => Quantity == Quantity.Velocity;
}

/// <summary>
/// One hypothesis with a weight: a Gaussian over where a tag is, how fast it moves and, jointly, what is slowly wrong with the radios that tell of
/// it. What hindsight multiplies.
/// </summary>
/// <param name="Chart">The edge of the network, or ~ the open area.</param>
/// <param name="Stands">Does the tag stand still? Null where its gaits are mixed.</param>
/// <param name="Mean">Of each member: metres, metres a second, radians, dB.</param>
/// <param name="P">The covariance by rows.</param>
internal sealed record JointGaussian(int Chart, bool? Stands, double Weight, Member[] Members, double[] Mean, double[] P)
{
    /// <summary>Mean (metres) and variance (m²) of the bias of the tag's ranges before they said anything.</summary>
    public (double Mean, double Variance) PriorBias { get; init; } = (0, RadioModel.TagBiasSigma * RadioModel.TagBiasSigma);

    public double Variance(int member) => P[member * (Members.Length + 1)];

    /// <summary>How badly the place is known, all axes together, m².</summary>
    public double PlaceVariance
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < Members.Length; i++)
                if (Members[i].IsPlace) sum += Variance(i);
            return sum;
        }
    }

    /// <summary>Where a member stands; −1 when nothing is known of it.</summary>
    public int IndexOf(Member member) => Array.IndexOf(Members, member);

    /// <summary>The same as seen when time runs the other way.</summary>
    public void TurnAbout()
    {
        for (var i = 0; i < Members.Length; i++)
        {
            if (!Members[i].IsVelocity) continue;
            Mean[i] = -Mean[i];
            for (var k = 0; k < Members.Length; k++)
            {
                P[i * Members.Length + k] = -P[i * Members.Length + k];
                P[k * Members.Length + i] = -P[k * Members.Length + i];
            }
        }
    }

    /// <summary>Moves place and velocity on: x ← F x, P ← F P Fᵀ + Q, axis by axis.</summary>
    public void Drift(in MotionStep step)
    {
        var n = Members.Length;
        for (var axis = 0; axis < 3; axis++)
        {
            var (s, v) = (IndexOf(new(Quantity.Place, axis)), IndexOf(new(Quantity.Velocity, axis)));
            if (s < 0 || v < 0) continue;
            Mean[s] += step.B * Mean[v];
            Mean[v] *= step.A;
            for (var k = 0; k < n; k++)
            {
                P[s * n + k] += step.B * P[v * n + k];
                P[v * n + k] *= step.A;
            }
            for (var k = 0; k < n; k++)
            {
                P[k * n + s] += step.B * P[k * n + v];
                P[k * n + v] *= step.A;
            }
            P[s * (n + 1)] += step.Qss;
            P[v * (n + 1)] += step.Qvv;
            P[s * n + v] += step.Qsv;
            P[v * n + s] += step.Qsv;
        }
    }
}
