using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Clouds;

/// <summary>What a cloud says of the place: as hypotheses, as a density, and as bytes.</summary>
internal sealed partial class Cloud
{
    /// <summary>What is added to the variances of a run, so that a few particles are no certainty: of a place on a roadway (m²), of its speed (m²/s²), and of both in an area.</summary>
    private const double PlaceGrain = 0.5, SpeedGrain = 0.05, AreaGrain = 1e-3;

    /// <summary>How far one particle speaks for the roadway and the area around it, metres.</summary>
    private const double Kernel = 4;

    /// <summary>Replaces a belief's hypotheses by what the cloud says: one for each run of particles along an edge, one for each area.</summary>
    public void SumUp(Belief into)
    {
        into.LeaveTo(this);
        Span<int> order = stackalloc int[Count];
        var runs = OrderByRuns(order, stackalloc Run[Count]);
        // Twice as many as are kept, since some are merged.
        var least = LeastOf(runs, 2 * Belief.MostHypotheses);
        for (var run = 0; run < runs.Length; run++)
        {
            if (runs[run].Weight < least) continue;
            var members = order[(run == 0 ? 0 : runs[run - 1].End)..runs[run].End];
            if (_edge[members[0]] < 0) AddArea(into, members);
            else AddRoadway(into, members);
        }
        into.Tidy();
    }

    /// <summary>Probability density about an offset of an edge, for each metre.</summary>
    public double DensityOnRoadway(int edge, double offset)
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            if (_edge[i] != edge) continue;
            var off = Math.Abs(_x[i] - offset) / Kernel;
            if (off < 1) sum += _weight[i] * (1 - off);
        }
        return sum / Kernel;
    }

    /// <summary>Probability density about a place in an area, for each square metre.</summary>
    public double DensityInArea(int area, Point3 place)
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            if (_edge[i] != ~area) continue;
            var (dx, dy) = (_x[i] - place.X, _y[i] - place.Y);
            var square = dx * dx + dy * dy;
            if (square < 16 * Kernel * Kernel) sum += _weight[i] * Math.Exp(-0.5 * square / (Kernel * Kernel));
        }
        return sum / (2 * Math.PI * Kernel * Kernel);
    }

    /// <summary>Mean and variance of the speed of those near an offset of an edge, metres a second; false when there are none.</summary>
    public bool SpeedNear(int edge, double offset, double reach, out double mean, out double variance)
    {
        var (sum, first, second) = (0.0, 0.0, 0.0);
        for (var i = 0; i < Count; i++)
        {
            if (_edge[i] != edge || Math.Abs(_x[i] - offset) > reach) continue;
            sum += _weight[i];
            first += _weight[i] * _u[i];
            second += _weight[i] * _u[i] * _u[i];
        }
        (mean, variance) = sum > 0 ? (first / sum, second / sum - first / sum * (first / sum)) : (0, 0);
        return sum > 0.01;
    }

    private void AddRoadway(Belief into, ReadOnlySpan<int> run)
    {
        var (w, s, v) = (0.0, 0.0, 0.0);
        foreach (var i in run)
        {
            w += _weight[i];
            s += _weight[i] * _x[i];
            v += _weight[i] * _u[i];
        }
        if (w <= 1e-9) return;
        (s, v) = (s / w, v / w);
        var (ss, sv, vv) = (0.0, 0.0, 0.0);
        foreach (var i in run)
        {
            var (ds, dv) = (_x[i] - s, _u[i] - v);
            ss += _weight[i] * ds * ds;
            sv += _weight[i] * ds * dv;
            vv += _weight[i] * dv * dv;
        }
        into.Add(RoadwayHypothesis.At(_edge[run[0]], w, s, v, ss / w + PlaceGrain, sv / w, vv / w + SpeedGrain));
    }

    private void AddArea(Belief into, ReadOnlySpan<int> run)
    {
        var w = 0.0;
        Span<double> mean = stackalloc double[4];
        Span<double> square = stackalloc double[16];
        Span<double> off = stackalloc double[4];
        foreach (var i in run)
        {
            w += _weight[i];
            Of(i, off);
            for (var k = 0; k < 4; k++) mean[k] += _weight[i] * off[k];
        }
        if (w <= 1e-9) return;
        for (var k = 0; k < 4; k++) mean[k] /= w;
        foreach (var i in run)
        {
            Of(i, off);
            for (var k = 0; k < 16; k++) square[k] += _weight[i] / w * (off[k / 4] - mean[k / 4]) * (off[k % 4] - mean[k % 4]);
        }
        var area = ~_edge[run[0]];
        var shape = _plan.Areas[area];
        var hypothesis = AreaHypothesis.At(_plan, area, shape.Confine(new(mean[0], mean[1], shape.Floor.Value + shape.TagHeight.Value)), 0, 0, 0, shape.Height.Value * shape.Height.Value / 12);
        hypothesis.Weight = w;
        ReadOnlySpan<int> members = [0, 1, AreaHypothesis.Velocity, AreaHypothesis.Velocity + 1];
        for (var i = 0; i < 4; i++)
        {
            if (i >= 2) hypothesis.Mean[members[i]] = mean[i];
            for (var k = 0; k < 4; k++) hypothesis.P[members[i] * AreaHypothesis.Size + members[k]] = (float)(square[i * 4 + k] + (i == k ? AreaGrain : 0));
        }
        into.Add(hypothesis);

        void Of(int i, Span<double> numbers) => (numbers[0], numbers[1], numbers[2], numbers[3]) = (_x[i], _y[i], _u[i], _v[i]);
    }

    public void Write(StateWriter to)
    {
        to.Write(Time);
        to.Write((long)_dice.State);
        for (var i = 0; i < Count; i++)
        {
            to.Write((long)_edge[i]);
            to.Write((byte)((int)_gait[i] | (_mute[i] ? 128 : 0)));
        }
        foreach (var numbers in (float[][])[_x, _y, _u, _v, _weight]) to.Write(numbers);
        to.Write((long)_shadows.Count);
        foreach (var shadow in _shadows)
        {
            to.Write((long)shadow.Anchor);
            to.Write(shadow.Heard);
            to.Write((double)shadow.Variance);
            to.Write(shadow.Mean);
        }
        to.Write((long)_reads.Count);
        foreach (var reads in _reads)
        {
            to.Write((long)reads.Anchor);
            to.Write(reads.Heard);
            to.Write(reads.Farthest);
        }
    }

    public static Cloud Read(ref StateReader from, Ground ground)
    {
        var cloud = new Cloud(ground, from.ReadInstant(), (ulong)from.ReadLong(), Most);
        for (var i = 0; i < Most; i++)
        {
            var edge = from.ReadLong();
            if (edge < ~(long)(ground.Plan.Areas.Length - 1) || edge >= ground.Plan.Network.Edges.Length) throw Foreign();
            var how = from.ReadByte();
            if ((how & 127) > (int)Gait.Rides) throw new FormatException("The snapshot's cloud is damaged: nobody moves like that.");
            (cloud._edge[i], cloud._gait[i], cloud._mute[i]) = ((int)edge, (Gait)(how & 127), how >= 128);
        }
        foreach (var numbers in (float[][])[cloud._x, cloud._y, cloud._u, cloud._v, cloud._weight]) from.Read(numbers);
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var shadow = new Shadow { Anchor = (int)from.ReadLong(), Heard = from.ReadLong(), Variance = (float)from.ReadDouble() };
            if (shadow.Anchor < 0 || shadow.Anchor >= ground.Plan.Anchors.Length) throw Foreign();
            from.Read(shadow.Mean);
            cloud._shadows.Add(shadow);
        }
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var reads = new Reads { Anchor = (int)from.ReadLong(), Heard = from.ReadLong() };
            if (reads.Anchor < 0 || reads.Anchor >= ground.Plan.Anchors.Length) throw Foreign();
            from.Read(reads.Farthest);
            cloud._reads.Add(reads);
        }
        return cloud;

        static FormatException Foreign() => new("The snapshot's cloud belongs to another plan.");
    }
}
