namespace Shyraq.Core.History;

/// <summary>Learns from many stretches of fixes what chances the next one had best begin with.</summary>
public sealed class ChanceLearner
{
    // Worth more than so many bits no chance is told to be: stretches of other mines differ.
    private const double Most = 24;

    private readonly (double Sum, double Squares, double Weight)[] _known = new (double, double, double)[TrackChances.All];
    private readonly TrackCost _cost = new();

    /// <summary>Learns from the fixes of a chunk.</summary>
    public void Learn(ReadOnlySpan<TrackFix> fixes)
    {
        for (var at = 0; at < fixes.Length; at += TrackCodec.Stretch)
        {
            var model = new TrackModel<WeighingCoder>(new(_cost), TrackChances.Even(_cost.Chances), fixes[at].Time);
            foreach (ref readonly var fix in fixes[at..Math.Min(at + TrackCodec.Stretch, fixes.Length)]) model.Next(fix);
            for (var i = 0; i < TrackChances.All; i++)
            {
                // A chance that was met once tells little.
                var (zero, weight) = (_cost.Chances[i].Zero / 65536.0, _cost.Chances[i].Seen / (_cost.Chances[i].Seen + 4.0));
                ref var known = ref _known[i];
                known = (known.Sum + weight * zero, known.Squares + weight * zero * zero, known.Weight + weight);
            }
        }
    }

    /// <summary>The chances as <see cref="TrackChances"/> holds them.</summary>
    public string Table()
    {
        var bytes = new List<byte>();
        var skipped = 0;
        foreach (var (sum, squares, weight) in _known)
        {
            if (weight < 2 && skipped < 255)
            {
                skipped++;
                continue;
            }
            var mean = weight < 2 ? 0.5 : Math.Clamp(sum / weight, 0.004, 0.996);
            // As many bits as a beta distribution that scatters so was made of.
            var variance = weight < 2 ? 1 : Math.Max(1e-6, squares / weight - sum / weight * (sum / weight));
            var seen = (byte)Math.Clamp(mean * (1 - mean) / variance - 1, 0, Most);
            var zero = (int)(mean * 65536);
            bytes.AddRange([(byte)skipped, (byte)(zero >> 8), (byte)zero, seen]);
            skipped = 0;
        }
        return Convert.ToBase64String([.. bytes]);
    }
}
