using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Shyraq.Core.Plan;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking.Calibrations;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>A sighting of an input on its way into a belief.</summary>
/// <param name="Hand">Whose the tag is.</param>
/// <param name="Anchor">Index of its anchor; −1 when it has none or the plan does not know it.</param>
/// <param name="ClockBehind">How far the clock of that is behind, seconds.</param>
/// <param name="Number">The how manieth of the ranges of its anchor in the input, from 0.</param>
internal readonly record struct Piece(TagTrack Track, int Hand, Sighting Sighting, int Anchor, double ClockBehind, int Number);

/// <summary>When a tag is looked at.</summary>
/// <param name="IsTick">Only time has passed.</param>
internal readonly record struct Moment(Instant Now, MinePlan Plan, bool IsTick);

/// <summary>A tag that was looked at.</summary>
/// <param name="Fix">Null when it was never placed.</param>
/// <param name="Before">Where its live fix before was; null where it is not live now, or was not before.</param>
/// <param name="ForParts">The bits of those that have more to do with it.</param>
internal readonly record struct LookedAt(Fix? Fix, NetworkPosition? Before, int ForParts);

/// <summary>See <see cref="ITagLooker"/>.</summary>
internal delegate int LookAtTag(TagTrack track, Fix? fix, in Moment moment);

/// <summary>One that follows and places some tags of a mine while others do so with other tags, with all that it needs for the moment.</summary>
internal sealed class Hand(Ground ground, TrackingOptions options, AnchorSurvey survey, ScaleFilter scale, SharedBias bias, LookAtTag look)
{
    /// <summary>
    /// So many turns before its own each thing is fetched, when the one that leads to it has come: the track of the tag, what hangs on it, the hypotheses, what the
    /// anchor reaches of the edge that they are on, and the line there.
    /// </summary>
    private const int TrackAt = 9, BeliefAt = 6, HypothesesAt = 4, ViewAt = 2, LineAt = 1;

    private readonly Tracker _tracker = new(ground, options, survey, scale, bias);

    /// <summary>Looks at tags.</summary>
    public Summary Summary { get; } = new(ground, options);

    /// <summary>The indices of the sightings that are its own.</summary>
    public List<int> Own { get; } = [];

    /// <summary>What its sightings tell of the anchors.</summary>
    public Lessons Lessons => _tracker.Lessons;

    /// <summary>What went wrong first, and with which sighting or tag; null when nothing did.</summary>
    public (int Index, ExceptionDispatchInfo Thrown)? Defect { get; private set; }

    /// <summary>Begins a new input.</summary>
    public void Begin()
    {
        Own.Clear();
        Lessons.Clear();
        Defect = null;
    }

    /// <summary>Follows its sightings.</summary>
    /// <param name="isAsked">Whether a sighting may tell something of its anchor.</param>
    /// <param name="refused">Why each was not used; its own alone are written.</param>
    public void Follow(ReadOnlySpan<Piece> pieces, Func<Piece, bool> isAsked, Span<Refusal?> refused)
    {
        if (Own.Count == 0) return;
        var own = CollectionsMarshal.AsSpan(Own);
        // Those at the beginning are fetched as well before the first has its turn.
        for (var i = -TrackAt; i < own.Length; i++)
        {
            FetchAhead(pieces, own, i);
            if (i < 0) continue;
            var index = own[i];
            try
            {
                ref readonly var piece = ref pieces[index];
                (Lessons.Piece, Lessons.IsAsked) = (index, isAsked(piece));
                refused[index] = _tracker.Follow(piece.Track, piece.Sighting, piece.Anchor, piece.ClockBehind);
            }
            catch (Exception defect)
            {
                // The others go on, so that it comes to the same however many hands there are.
                Defect ??= (index, ExceptionDispatchInfo.Capture(defect));
            }
        }
    }

    private void FetchAhead(ReadOnlySpan<Piece> pieces, ReadOnlySpan<int> own, int turn)
    {
        var turns = own.Length;
        try
        {
            if (IsOne(turn + TrackAt, turns)) FetchTrack(pieces[own[turn + TrackAt]]);
            if (IsOne(turn + BeliefAt, turns)) FetchBelief(pieces[own[turn + BeliefAt]]);
            if (IsOne(turn + HypothesesAt, turns)) FetchHypotheses(pieces[own[turn + HypothesesAt]]);
            if (IsOne(turn + ViewAt, turns)) FetchView(pieces[own[turn + ViewAt]]);
            if (IsOne(turn + LineAt, turns)) FetchLine(pieces[own[turn + LineAt]]);
        }
        catch (Exception)
        {
            // Whatever is wrong with a sighting is found when its turn comes.
        }
    }

    private static bool IsOne(int turn, int turns) => (uint)turn < (uint)turns;

    private void FetchTrack(in Piece piece)
    {
        piece.Track.Fetch();
        if (piece.Anchor >= 0) Fetch.Items(ground.Views, piece.Anchor, 1);
    }

    private void FetchBelief(in Piece piece)
    {
        piece.Track.FetchFirst();
        if (piece.Anchor < 0) return;
        ground.Views[piece.Anchor].Fetch();
        survey.Fetch(piece.Anchor);
    }

    private void FetchHypotheses(in Piece piece)
    {
        piece.Track.FetchRest();
        Fetch.Head(piece.Sighting);
        if (piece.Anchor >= 0) ground.Views[piece.Anchor].FetchNearest();
    }

    private void FetchView(in Piece piece)
    {
        if (!IsOnEdge(piece, out var edge, out _)) return;
        Fetch.Items(ImmutableCollectionsMarshal.AsArray(ground.Plan.Network.Edges)!, edge, 1);
        ground.Views[piece.Anchor].Of(edge)?.Fetch();
    }

    private void FetchLine(in Piece piece)
    {
        if (IsOnEdge(piece, out var edge, out var offset)) ground.Plan.Roadways[ground.Plan.Network.Edges[edge].Roadway].Line.Fetch(offset);
    }

    private static bool IsOnEdge(in Piece piece, out int edge, out double offset)
    {
        var belief = piece.Track.Belief;
        var isOn = piece.Anchor >= 0 && belief.RoadwayCount > 0;
        (edge, offset) = isOn ? (belief.Roadway[0].Edge, belief.Roadway[0].S) : (-1, 0);
        return isOn;
    }

    /// <summary>Places the tags of a stretch of a list, and has them looked at.</summary>
    public void Place(IReadOnlyList<TagTrack> tracks, int from, int to, in Moment moment, Span<LookedAt> seen)
    {
        for (var i = from - TrackAt; i < to; i++)
        {
            try
            {
                if (i + TrackAt < to) tracks[i + TrackAt].Fetch();
                if (i + BeliefAt >= from && i + BeliefAt < to) tracks[i + BeliefAt].FetchLook();
                if (i + HypothesesAt >= from && i + HypothesesAt < to) tracks[i + HypothesesAt].Belief.FetchOutlook();
                if (i < from) continue;
                seen[i] = default;
                var track = tracks[i];
                var fix = track.IsPlaced ? Summary.Of(track, moment.Now, track.Motion) : null;
                NetworkPosition? before = null;
                // A guess goes nowhere.
                if (fix is { State: FixState.Live }) (before, track.LastPosition) = (track.LastPosition, fix.Position);
                seen[i] = new(fix, before, look(track, fix, moment));
            }
            catch (Exception defect)
            {
                Defect ??= (Math.Max(i, from), ExceptionDispatchInfo.Capture(defect));
            }
        }
    }
}
