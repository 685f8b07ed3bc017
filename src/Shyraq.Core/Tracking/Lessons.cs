using System.Runtime.InteropServices;
using Shyraq.Core.Tracking.Calibrations;

namespace Shyraq.Core.Tracking;

/// <summary>
/// What readings tell of the anchors and of the scale of all ranges, kept until all readings of an input are followed: so no tag's belief hangs on which of
/// them was followed first, and they can be followed at the same time. They are learnt in the order in which they came.
/// </summary>
internal sealed class Lessons
{
    private readonly List<OfAnchor> _ofAnchors = [];
    private readonly List<OfScale> _ofScale = [];
    private int _anchorsLearnt, _scaleLearnt;

    /// <summary>Of which reading of the input the next lessons are.</summary>
    public int Piece { get; set; }

    /// <summary>Something is asked of its anchor.</summary>
    public bool IsAsked { get; set; }

    /// <summary>Lets go of all.</summary>
    public void Clear()
    {
        _ofAnchors.Clear();
        _ofScale.Clear();
        _anchorsLearnt = _scaleLearnt = 0;
    }

    public void Add(TagTrack track, in Evidence evidence, in Standing standing) => _ofAnchors.Add(new(Piece, track, evidence, standing));

    public void Add(int anchor, in Weighed weighed) => _ofScale.Add(new(Piece, anchor, weighed));

    /// <summary>Learns what a reading told; those before it were learnt.</summary>
    public void Learn(int piece, AnchorSurvey survey, ScaleFilter scale)
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
    }

    // Large: they are looked at where they lie.
    private readonly struct OfAnchor(int piece, TagTrack track, in Evidence evidence, in Standing standing)
    {
        public readonly int Piece = piece;
        public readonly TagTrack Track = track;
        public readonly Evidence Evidence = evidence;
        public readonly Standing Standing = standing;
    }

    private readonly struct OfScale(int piece, int anchor, in Weighed weighed)
    {
        public readonly int Piece = piece, Anchor = anchor;
        public readonly Weighed Weighed = weighed;
    }
}
