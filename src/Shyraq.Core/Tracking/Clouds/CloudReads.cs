using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Clouds;

/// <summary>
/// How reads of zonal readers weigh the particles. How far a reader reads is not known, but stays as it is: a particle that was read at some distance
/// knows that it reaches so far. Whoever stands there is read again and again, which tells nothing more.
/// </summary>
internal sealed partial class Cloud
{
    /// <summary>Readers of which it is kept from how far they have read; the least recent gives way.</summary>
    private const int MostReaders = 4;

    /// <summary>Deviation of a reader's reach, as a share of what the plan says: about that of a logistic distribution of this scale.</summary>
    private const float ReachScale = 0.15f;

    /// <summary>How surely somebody in reach is read, and how surely somebody is read wrongly.</summary>
    private const float InReach = 0.97f, Wrongly = 0.005f;

    /// <summary>Farther away than where so many readers would still reach, a read is a wrong one, and tells nothing of the reach.</summary>
    private const float HardlyReached = 0.02f;

    private readonly List<Reads> _reads = [];

    /// <summary>What one reader has read: by particle, the distance at which it was read farthest away, metres.</summary>
    private sealed class Reads
    {
        public int Anchor;
        public long Heard;
        public readonly float[] Farthest = new float[Most];
    }

    private float ByRead(in Evidence evidence)
    {
        var view = _ground.Views[evidence.Anchor];
        var radius = (float)RadioModel.ReadRadius(view.Anchor);
        var reads = ReadsOf(evidence.Anchor, evidence.Time);
        var late = LateOf(evidence);
        // A wrong read is mostly followed by others of its kind.
        var news = (float)(1 / RadioModel.Correlation(RadioModel.SeenMemory, evidence.Gap));
        var (edge, seen) = (-1, default(EdgeView));
        var (sum, honest) = (0f, 0f);
        var (last, density) = (float.NaN, 0f);
        for (var i = 0; i < Count; i++)
        {
            if (_edge[i] >= 0 && _edge[i] != edge) (edge, seen) = (_edge[i], view.Of(_edge[i]));
            var (distance, before, inside) = (DistanceTo(view, seen, i, late), reads.Farthest[i], 1f);
            if (distance > before)
            {
                var reached = Reached(distance);
                inside = reached / Reached(before);
                if (reached > HardlyReached) reads.Farthest[i] = distance;
            }
            if (inside != last) (last, density) = (inside, MathF.Pow(InReach * inside + Wrongly, news));
            honest += _weight[i] * inside;
            _weight[i] *= density;
            sum += _weight[i];
        }
        ShareOut(sum);
        return honest;

        // The probability that the reader reaches so far.
        float Reached(float metres) => 1 / (1 + MathF.Exp((metres - radius) / (ReachScale * radius)));
    }

    /// <summary>Metres from an anchor to where a particle was so many seconds ago: along the roadways, and straight in an open area.</summary>
    /// <param name="seen">What the anchor sees of the particle's edge; null where that is nothing.</param>
    private float DistanceTo(AnchorView view, EdgeView? seen, int i, float late)
    {
        if (_edge[i] < 0) return (float)Point3.HorizontalDistance(view.Anchor.Place, new(_x[i] - late * _u[i], _y[i] - late * _v[i], 0));
        if (seen is null) return float.PositiveInfinity;
        ref readonly var edge = ref _plan.Network.Edges.ItemRef(_edge[i]);
        return (float)seen.NetworkDistance(Math.Clamp(_x[i] - late * _u[i], edge.From, edge.To));
    }

    private Reads ReadsOf(int anchor, Instant time)
    {
        var reads = _reads.Find(one => one.Anchor == anchor);
        if (reads is null)
        {
            if (_reads.Count == MostReaders) _reads.Remove(_reads.MinBy(one => one.Heard)!);
            _reads.Add(reads = new() { Anchor = anchor });
        }
        reads.Heard = time.UnixMicroseconds;
        return reads;
    }
}
