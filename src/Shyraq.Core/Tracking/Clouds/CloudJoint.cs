namespace Shyraq.Core.Tracking.Clouds;

/// <summary>What a cloud says of places and, jointly, of the shadows that were met on the way there: what hindsight needs.</summary>
internal sealed partial class Cloud
{
    /// <summary>One Gaussian for each run of particles along an edge and for each area.</summary>
    public JointGaussian[] Runs()
    {
        Span<int> order = stackalloc int[Count];
        var runs = OrderByRuns(order, stackalloc Run[Count]);
        var joints = new List<JointGaussian>();
        for (var run = 0; run < runs.Length; run++)
            if (RunOf(order[(run == 0 ? 0 : runs[run - 1].End)..runs[run].End]) is { } joint) joints.Add(joint);
        return [.. joints];
    }

    /// <summary>Mean and covariance of some particles of one edge or area; null when they weigh nothing.</summary>
    private JointGaussian? RunOf(ReadOnlySpan<int> run)
    {
        var chart = _edge[run[0]];
        var weight = 0.0;
        foreach (var i in run) weight += _weight[i];
        if (weight <= 1e-9) return null;
        List<(Member Member, float[] Numbers, double Variance)> all = chart >= 0
            ? [(new(Quantity.Place), _x, PlaceGrain), (new(Quantity.Velocity), _u, SpeedGrain)]
            : [(new(Quantity.Place), _x, AreaGrain), (new(Quantity.Place, 1), _y, AreaGrain), (new(Quantity.Velocity), _u, AreaGrain), (new(Quantity.Velocity, 1), _v, AreaGrain)];
        foreach (var shadow in _shadows) all.Add((new(Quantity.Shadow, shadow.Anchor), shadow.Mean, shadow.Variance));
        var n = all.Count;
        var joint = new JointGaussian(chart, null, weight, [.. all.Select(a => a.Member)], new double[n], new double[n * n]);
        foreach (var i in run)
            for (var m = 0; m < n; m++) joint.Mean[m] += _weight[i] / weight * all[m].Numbers[i];
        foreach (var i in run)
            for (var m = 0; m < n; m++)
                for (var k = 0; k <= m; k++) joint.P[m * n + k] += _weight[i] / weight * (all[m].Numbers[i] - joint.Mean[m]) * (all[k].Numbers[i] - joint.Mean[k]);
        for (var m = 0; m < n; m++)
        {
            for (var k = 0; k < m; k++) joint.P[k * n + m] = joint.P[m * n + k];
            joint.P[m * (n + 1)] += all[m].Variance;
        }
        return joint;
    }
}
