using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evaluation;

/// <summary>Gathers the errors of one tag.</summary>
internal sealed class TagScore(TruthTrack truth, MinePlan plan)
{
    /// <summary>On the wrong roadway counts from this much way off, metres: beside a junction either is right.</summary>
    private const double WrongFrom = 10;

    private readonly List<double> _horizontal = [], _spatial = [], _along = [], _radius = [];
    private readonly HashSet<long> _live = [], _any = [];
    private int _inside, _onRoadway, _wrong, _unconnected;

    /// <summary>Scores a fix and gives the truth at its time; null when that is not known or not scored.</summary>
    public TruthPoint? Add(PublishedFix fix)
    {
        var second = fix.Time.UnixSeconds;
        _any.Add(second);
        if (fix.State == FixState.Live) _live.Add(second);
        if (fix.Time < Truth.From || Truth.At(fix.Time) is not { } at) return null;

        var horizontal = Point3.HorizontalDistance(fix.Place, at.Place);
        _horizontal.Add(horizontal);
        _spatial.Add(Point3.Distance(fix.Place, at.Place));
        _radius.Add(fix.Radius95);
        if (horizontal <= fix.Radius95) _inside++;
        if (at.Position is { } position) AddWay(position, fix.Position ?? Nearest(fix.Place), at.Place, fix.Place);
        return at;
    }

    /// <summary>Horizontal errors so far, metres.</summary>
    public IReadOnlyList<double> Horizontal => _horizontal;

    /// <summary>The scores of some tags together.</summary>
    public static Scores Of(IReadOnlyCollection<TagScore> tags)
    {
        var radius = tags.SelectMany(t => t._radius).Order().ToArray();
        int steps = 0, live = 0, any = 0;
        foreach (var tag in tags)
        {
            foreach (var second in tag.Truth.Steps())
            {
                steps++;
                if (tag._live.Contains(second)) live++;
                if (tag._any.Contains(second)) any++;
            }
        }
        return new Scores(
            radius.Length, Summary(t => t._horizontal), Summary(t => t._spatial), Summary(t => t._along),
            Share(tags.Sum(t => t._wrong), tags.Sum(t => t._onRoadway)), tags.Sum(t => t._unconnected),
            Share(tags.Sum(t => t._inside), radius.Length), radius.Length == 0 ? null : ErrorSummary.Percentile(radius, 0.5),
            steps, Share(live, steps), Share(any, steps));

        ErrorSummary? Summary(Func<TagScore, List<double>> errors) => ErrorSummary.Of(tags.SelectMany(errors).ToArray());
        static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
    }

    private TruthTrack Truth { get; } = truth;

    private void AddWay(NetworkPosition truthPosition, NetworkPosition fixPosition, Point3 truthPlace, Point3 fixPlace)
    {
        _onRoadway++;
        // A search with a bound stays near; the bound grows only for the few that are far off.
        var way = double.PositiveInfinity;
        for (var bound = Point3.Distance(truthPlace, fixPlace) * 1.5 + 30; double.IsPositiveInfinity(way) && bound < 1e6; bound *= 8)
            way = plan.Network.Distance(truthPosition, fixPosition, bound);
        if (double.IsPositiveInfinity(way)) _unconnected++;
        else _along.Add(way);
        if (fixPosition.Roadway != truthPosition.Roadway && way > WrongFrom) _wrong++;
    }

    private NetworkPosition Nearest(Point3 place)
    {
        var (best, at) = (double.PositiveInfinity, default(NetworkPosition));
        for (var i = 0; i < plan.Roadways.Length; i++)
        {
            var (offset, distance) = plan.Roadways[i].Line.Nearest(place);
            if (distance < best) (best, at) = (distance, new NetworkPosition(i, offset));
        }
        return at;
    }
}
