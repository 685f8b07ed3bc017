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
    /// <summary>So many turns before its own the memory of a tag is fetched, what hangs on it, and what lies behind that.</summary>
    private const int First = 9, Soon = 6, Next = 3;

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
        for (var i = -First; i < own.Length; i++)
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
        try
        {
            if (turn + First < own.Length) FetchTrack(pieces[own[turn + First]]);
            if (turn + Soon >= 0 && turn + Soon < own.Length) FetchFirst(pieces[own[turn + Soon]]);
            if (turn + Next >= 0 && turn + Next < own.Length) FetchRest(pieces[own[turn + Next]]);
            if (turn + 1 >= 0 && turn + 1 < own.Length) FetchView(pieces[own[turn + 1]]);
        }
        catch (Exception)
        {
            // Whatever is wrong with a sighting is found when its turn comes.
        }
    }

    private void FetchTrack(in Piece piece)
    {
        piece.Track.Fetch();
        if (piece.Anchor >= 0) Fetch.Items(ground.Views, piece.Anchor, 1);
    }

    private void FetchFirst(in Piece piece)
    {
        piece.Track.FetchFirst();
        if (piece.Anchor < 0) return;
        Fetch.Head(ground.Views[piece.Anchor]);
        survey.Fetch(piece.Anchor);
    }

    private void FetchRest(in Piece piece)
    {
        piece.Track.FetchRest();
        Fetch.Head(piece.Sighting);
        if (piece.Anchor >= 0) ground.Views[piece.Anchor].FetchEdges();
    }

    // What the anchor sees of the edge that the tag is on.
    private void FetchView(in Piece piece)
    {
        var belief = piece.Track.Belief;
        if (piece.Anchor < 0 || belief.RoadwayCount == 0 || ground.Views[piece.Anchor].Of(belief.Roadway[0].Edge) is not { } view) return;
        Fetch.Head(view);
        Fetch.Items(ImmutableCollectionsMarshal.AsArray(ground.Plan.Network.Edges)!, belief.Roadway[0].Edge, 1);
    }

    /// <summary>Places the tags of a stretch of a list, and has them looked at.</summary>
    public void Place(IReadOnlyList<TagTrack> tracks, int from, int to, in Moment moment, Span<LookedAt> seen)
    {
        for (var i = from - First; i < to; i++)
        {
            try
            {
                if (i + First < to) tracks[i + First].Fetch();
                if (i + Soon >= from && i + Soon < to) tracks[i + Soon].FetchLook();
                if (i + Next >= from && i + Next < to) tracks[i + Next].Belief.FetchOutlook();
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
