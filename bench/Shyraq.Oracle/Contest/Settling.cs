using Shyraq.Core.Evaluation;
using Shyraq.Core.Units;

namespace Shyraq.Oracle.Contest;

/// <summary>For how long a tag has stood, or gone on in one direction, without a change: what the bound is told and a filter has to find out.</summary>
internal sealed class Settling(TruthTrack truth)
{
    /// <summary>The truth is looked at so often, seconds; a way shorter than this in that time is none, metres.</summary>
    private const double Look = 0.5, Still = 0.05;

    private Instant _looked = truth.From, _since = truth.From;
    private int _way;

    /// <summary>Seconds since the last change before a time; times never go back.</summary>
    public double At(Instant time)
    {
        for (var next = _looked.PlusSeconds(Look); next <= time; _looked = next, next = next.PlusSeconds(Look))
        {
            var way = Way(_looked, next);
            if (way != _way) (_way, _since) = (way, next);
        }
        return Math.Max(0, time.SecondsSince(_since));
    }

    /// <summary>+1 and −1 along the roadway, 0 at rest; on another roadway than before 2, since there the sense is another.</summary>
    private int Way(Instant from, Instant to)
    {
        if (truth.At(from) is not { } a || truth.At(to) is not { } b || Point3.Distance(a.Place, b.Place) < Still) return 0;
        return a.Position is { } p && b.Position is { } q && p.Roadway == q.Roadway ? Math.Sign(q.Offset - p.Offset) : 2;
    }
}
