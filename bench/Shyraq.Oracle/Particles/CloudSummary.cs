using Shyraq.Core.Evaluation;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Oracle.Runs;

namespace Shyraq.Oracle.Particles;

/// <summary>Sums up particles as a fix: the roadway or hall that holds the most weight, the median along it, and the circle that holds 95 %.</summary>
internal sealed class CloudSummary(SimulatedRun run)
{
    private const int Most = 1000;
    private readonly Particle[] _some = new Particle[Most];
    private readonly (double Key, double Aside)[] _along = new (double, double)[Most];
    private readonly double[] _distances = new double[Most];
    private readonly Dictionary<int, int> _counts = [];

    public PublishedFix Of(TagFilter filter, TagPlan tag, Instant now)
    {
        Draw(filter.Particles);
        var ahead = now.SecondsSince(filter.Time);
        _counts.Clear();
        foreach (ref var p in _some.AsSpan())
        {
            if (ahead > 0) filter.Mobility.Extrapolate(ref p, ahead, tag.IsVehicle);
            _counts[Where(p)] = _counts.GetValueOrDefault(Where(p)) + 1;
        }
        var best = _counts.MaxBy(c => c.Value).Key;
        var (place, position) = best >= 0 ? OnRoadway(filter.Mobility, best) : InHall(best);
        for (var i = 0; i < Most; i++) _distances[i] = Point3.HorizontalDistance(filter.Mobility.PlaceOf(_some[i]), place);
        Array.Sort(_distances);
        return new(now, tag.Tag, place, position, 0, _distances[(int)(0.95 * Most)], FixState.Live);
    }

    /// <summary>A systematic sample.</summary>
    private void Draw(ReadOnlySpan<Particle> particles)
    {
        var total = 0.0;
        foreach (ref readonly var p in particles) total += p.Weight;
        var (sum, from) = (particles[0].Weight, 0);
        for (var i = 0; i < Most; i++)
        {
            while (sum < (i + 0.5) / Most * total && from < particles.Length - 1) sum += particles[++from].Weight;
            _some[i] = particles[from];
        }
    }

    private int Where(in Particle p) => p.Edge >= 0 ? run.Plan.Network.Edges[p.Edge].Roadway : -1 - p.Hall;

    private (Point3, NetworkPosition?) OnRoadway(Mobility mobility, int roadway)
    {
        var count = 0;
        foreach (ref var p in _some.AsSpan())
            if (Where(p) == roadway) _along[count++] = (p.Offset, p.Aside);
        var along = _along.AsSpan(0, count);
        along.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        var position = new NetworkPosition(roadway, Math.Clamp(along[count / 2].Key, 0, run.Plan.Roadways[roadway].Line.Length));
        // How far beside the line those are who are about there.
        var (first, end) = (count / 2 - count / 4, count / 2 + count / 4 + 1);
        var aside = 0.0;
        for (var i = first; i < Math.Min(end, count); i++) aside += along[i].Aside;
        var middle = new Particle { Edge = run.Plan.Network.EdgeAt(position), Offset = position.Offset, Aside = (float)(aside / (Math.Min(end, count) - first)) };
        return (mobility.PlaceOf(middle), position);
    }

    private (Point3, NetworkPosition?) InHall(int hall)
    {
        double x = 0, y = 0;
        var count = 0;
        foreach (ref var p in _some.AsSpan())
        {
            if (Where(p) != hall) continue;
            (x, y, count) = (x + p.X, y + p.Y, count + 1);
        }
        return (new Point3(x / count, y / count, run.Ways.Halls[-1 - hall].TagZ), null);
    }
}
