using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking.Calibrations;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>
/// Follows and places the tags of a mine on one plan by as many hands as a crew has: each tag is one hand's, and a hand touches nothing but its tags and
/// what it needs for the moment. What they have in common, the anchors and the scale, is read by all and learnt when all are done.
/// </summary>
internal sealed class Hands
{
    /// <summary>
    /// Of an anchor that nothing is held against about so many ranges of one input are asked: it takes in one in half a second, and each that is kept until
    /// then costs.
    /// </summary>
    private const int Asked = 4;

    /// <summary>Fewer sightings or tags than this are not worth calling others for.</summary>
    private const int Worth = 32;

    private readonly ICrew _crew;
    private readonly Hand[] _hands;
    private readonly Action<int> _follow, _place;
    private readonly Func<Piece, bool> _isAsked;
    private readonly AnchorLog[] _logs;
    private readonly (int Input, int Count)[] _ranges; // of each anchor in the newest input that had any
    private int _input;
    private uint _draw;
    private Piece[] _pieces = [];
    private Refusal?[] _refused = [];
    private LookedAt[] _seen = [];
    private IReadOnlyList<TagTrack> _tracks = [];
    private Moment _moment;

    /// <param name="pools">One for each hand.</param>
    /// <param name="anchors">When each was heard.</param>
    /// <param name="look">Has those look at a tag that do so when it is placed, and gives the bits of those that have more to do with it.</param>
    public Hands(MinePlan plan, TrackingOptions options, ICrew crew, HypothesisPool[] pools, AnchorLog[] anchors, LookAtTag look)
    {
        (_crew, _logs) = (crew, anchors);
        Ground = new(plan, RadioMap.Of(plan, options.Survey), new(plan), new(plan), pools[0]);
        (Survey, Scale, _ranges) = (new(Ground, anchors), new(plan.Anchors.Length), new (int, int)[plan.Anchors.Length]);
        _hands = [.. pools.Select(pool => new Hand(Ground with { Pool = pool }, options, Survey, Scale, Bias, look))];
        _isAsked = IsAsked;
        _follow = hand => _hands[hand].Follow(_pieces, _isAsked, _refused);
        _place = hand => _hands[hand].Place(_tracks, hand * _tracks.Count / _hands.Length, (hand + 1) * _tracks.Count / _hands.Length, _moment, _seen);
    }

    /// <summary>What all measure against.</summary>
    public Ground Ground { get; }

    /// <summary>What is known of the anchors, and mended.</summary>
    public AnchorSurvey Survey { get; }

    /// <summary>By how much all ranges of the mine are too long.</summary>
    public ScaleFilter Scale { get; }

    /// <summary>By how much all ranges of the mine are too long in metres.</summary>
    public SharedBias Bias { get; } = new();

    /// <summary>Looks at one tag.</summary>
    public Summary Summary => _hands[0].Summary;

    /// <summary>The mine's clock.</summary>
    public Instant Clock
    {
        set
        {
            foreach (var hand in _hands) hand.Summary.Clock = value;
        }
    }

    /// <summary>How many sightings were added since it was begun.</summary>
    public int Count { get; private set; }

    /// <summary>Begins a new input.</summary>
    /// <param name="most">How many sightings it has.</param>
    public void Begin(int most, Instant arrived)
    {
        _draw = (uint)((ulong)arrived.UnixMicroseconds * 0x9E3779B97F4A7C15 >> 40);
        if (_pieces.Length < most) (_pieces, _refused) = (new Piece[most], new Refusal?[most]);
        Array.Clear(_refused);
        Count = 0;
        _input++;
        foreach (var hand in _hands) hand.Begin();
    }

    /// <summary>A sighting of an anchor is added soon: fetches what that reads.</summary>
    public void FetchAnchor(int anchor)
    {
        Fetch.Items(_logs, anchor, 1);
        Fetch.Items(_ranges, anchor, 1);
    }

    /// <summary>Adds a sighting of the input.</summary>
    /// <param name="anchor">Index of its anchor; −1 when it has none or the plan does not know it.</param>
    /// <param name="clockBehind">How far the clock of that is behind, seconds.</param>
    public void Add(in KnownTag known, Sighting sighting, int anchor, double clockBehind)
    {
        var hand = HandOf(known.Number, _hands.Length);
        _hands[hand].Own.Add(Count);
        var number = 0;
        if (anchor >= 0 && sighting is RangeSighting)
        {
            ref var ranges = ref _ranges[anchor];
            number = ranges.Input == _input ? ranges.Count : 0;
            ranges = (_input, number + 1);
        }
        _pieces[Count++] = new(known.Track, hand, sighting, anchor, clockBehind, number);
    }

    // Every so manieth, beginning with another in each input, so that each tag has its turn; by the input alone, so that it does not matter who follows which.
    private bool IsAsked(Piece piece)
    {
        if (piece.Anchor < 0 || piece.Sighting is not RangeSighting || Survey[piece.Anchor].Suspicion is not null) return true;
        var every = (_ranges[piece.Anchor].Count + Asked - 1) / Asked;
        return (piece.Number + _draw) % every == 0;
    }

    /// <summary>Follows all that were added.</summary>
    public void Follow() => Do(Count, _follow);

    /// <summary>Learns what the next sighting told, those before it being learnt.</summary>
    /// <returns>Why the sighting was not used; null when it was.</returns>
    public Refusal? Learn(int index, out Piece piece)
    {
        piece = _pieces[index];
        _hands[piece.Hand].Lessons.Learn(index, Survey, Scale, Bias);
        return _refused[index];
    }

    /// <summary>Whose a tag is, by its number: nothing else hangs on it but whose memory its hypotheses are in.</summary>
    public static int HandOf(int number, int hands) => number % hands;

    /// <summary>Looks at each tag. Whoever has taken what was seen clears it: the fixes would live on until the next call.</summary>
    public Span<LookedAt> Place(IReadOnlyList<TagTrack> tracks, in Moment moment)
    {
        if (_seen.Length < tracks.Count) _seen = new LookedAt[tracks.Count];
        (_tracks, _moment) = (tracks, moment);
        foreach (var hand in _hands) hand.Begin();
        Do(tracks.Count, _place);
        Check();
        return _seen.AsSpan(0, tracks.Count);
    }

    /// <summary>All are learnt: lets go of the sightings, which would live on until the next input.</summary>
    public void End() => _pieces.AsSpan(0, Count).Clear();

    /// <summary>Throws what went wrong first; nothing when nothing did.</summary>
    public void Check()
    {
        if (_hands.Where(hand => hand.Defect is not null).MinBy(hand => hand.Defect!.Value.Index) is { Defect: { } defect }) defect.Thrown.Throw();
    }

    private void Do(int size, Action<int> part)
    {
        if (size >= Worth) _crew.Share(part);
        else
            for (var hand = 0; hand < _hands.Length; hand++) part(hand);
    }
}
