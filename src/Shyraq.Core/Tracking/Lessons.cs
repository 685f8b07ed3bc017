using System.Runtime.InteropServices;
using Shyraq.Core.Tracking.Calibrations;

namespace Shyraq.Core.Tracking;

/// <summary>
/// What readings tell of the anchors, of the scale of all ranges and of what they are too long by, kept until all readings of an input are followed: so no
/// tag's belief hangs on which of them was followed first, and they can be followed at the same time. They are learnt in the order in which they came.
/// </summary>
internal sealed class Lessons
{
    private readonly List<(int Piece, AnchorLesson Lesson)> _ofAnchors = [];
    private readonly List<(int Piece, int Anchor, Weighed Weighed)> _ofScale = [];
    private readonly List<(int Piece, BiasLesson Lesson)> _ofBias = [];
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

    public void Add(in AnchorLesson lesson) => _ofAnchors.Add((Piece, lesson));

    public void Add(int anchor, in Weighed weighed) => _ofScale.Add((Piece, anchor, weighed));

    public void Add(BiasLesson lesson) => _ofBias.Add((Piece, lesson));

    /// <summary>Learns what a reading told; those before it were learnt.</summary>
    public void Learn(int piece, AnchorSurvey survey, ScaleFilter scale, SharedBias bias)
    {
        // The tags have been told of the bias already: it is learnt first, whatever is thrown after it.
        for (; _biasLearnt < _ofBias.Count && _ofBias[_biasLearnt].Piece == piece; _biasLearnt++) bias.Learn(_ofBias[_biasLearnt].Lesson);
        // They are large: they are looked at where they lie.
        for (var all = CollectionsMarshal.AsSpan(_ofAnchors); _anchorsLearnt < all.Length && all[_anchorsLearnt].Piece == piece; _anchorsLearnt++)
            survey.Learn(all[_anchorsLearnt].Lesson, scale.Scale);
        for (var all = CollectionsMarshal.AsSpan(_ofScale); _scaleLearnt < all.Length && all[_scaleLearnt].Piece == piece; _scaleLearnt++)
        {
            ref readonly var lesson = ref all[_scaleLearnt];
            if (!survey[lesson.Anchor].IsInDoubt) scale.Learn(lesson.Anchor, lesson.Weighed);
        }
    }
}
