using System.Runtime.InteropServices;
using Shyraq.Core.Tracking.Calibrations;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>
/// What readings tell of the anchors and of the scale of all ranges, kept until all readings of an input are followed: so no tag's belief hangs on which of
/// them was followed first, and they can be followed at the same time. They are learnt in the order in which they came.
/// </summary>
internal sealed class Lessons
{
    private readonly List<OfAnchor> _ofAnchors = [];
    private readonly List<OfScale> _ofScale = [];
    private readonly List<OfBias> _ofBias = [];
    private int _anchorsLearnt, _scaleLearnt, _biasLearnt;

    /// <summary>Of which reading of the input the next lessons are.</summary>
    public int Piece { get; set; }

    /// <summary>Something is asked of its anchor.</summary>
    public bool IsAsked { get; set; }

    /// <summary>Lets go of all.</summary>
    public void Clear()
    {
        _ofAnchors.Clear();
        _ofScale.Clear();
        _ofBias.Clear();
        _anchorsLearnt = _scaleLearnt = _biasLearnt = 0;
    }

    public void Add(TagTrack track, in Evidence evidence, in Standing standing) => _ofAnchors.Add(new(Piece, track, evidence, standing));

    public void Add(int anchor, in Weighed weighed) => _ofScale.Add(new(Piece, anchor, weighed));

    /// <param name="forgets">The tag's ranges are mended otherwise from now on.</param>
    /// <param name="tells">It tells what it has learnt of the bias of its ranges, and is told what the others have.</param>
    public void Add(TagTrack track, Instant now, bool forgets, bool tells) => _ofBias.Add(new(Piece, track, now, forgets, tells));

    /// <summary>Learns what a reading told; those before it were learnt.</summary>
    public void Learn(int piece, AnchorSurvey survey, ScaleFilter scale, SharedBias bias)
    {
        for (var all = CollectionsMarshal.AsSpan(_ofAnchors); _anchorsLearnt < all.Length && all[_anchorsLearnt].Piece == piece; _anchorsLearnt++)
        {
            ref readonly var lesson = ref all[_anchorsLearnt];
            survey.Learn(lesson.Track, lesson.Evidence, lesson.Standing, scale.Scale);
        }
        for (var all = CollectionsMarshal.AsSpan(_ofScale); _scaleLearnt < all.Length && all[_scaleLearnt].Piece == piece; _scaleLearnt++)
        {
            ref readonly var lesson = ref all[_scaleLearnt];
            if (!survey[lesson.Anchor].IsInDoubt) scale.Learn(lesson.Anchor, lesson.Weighed);
        }
        for (; _biasLearnt < _ofBias.Count && _ofBias[_biasLearnt] is var (of, track, now, forgets, tells) && of == piece; _biasLearnt++)
        {
            if (forgets) bias.Forget(track);
            if (tells) bias.Exchange(track, now, isScaled: !scale.IsRight);
        }
    }

    // Large: they are looked at where they lie.
    private readonly struct OfAnchor(int piece, TagTrack track, in Evidence evidence, in Standing standing)
    {
        public readonly int Piece = piece;
        public readonly TagTrack Track = track;
        public readonly Evidence Evidence = evidence;
        public readonly Standing Standing = standing;
    }

    private readonly record struct OfBias(int Piece, TagTrack Track, Instant Now, bool Forgets, bool Tells);

    private readonly struct OfScale(int piece, int anchor, in Weighed weighed)
    {
        public readonly int Piece = piece, Anchor = anchor;
        public readonly Weighed Weighed = weighed;
    }
}
