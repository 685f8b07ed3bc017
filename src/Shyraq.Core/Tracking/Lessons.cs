using Shyraq.Core.Tracking.Calibrations;

namespace Shyraq.Core.Tracking;

/// <summary>
/// What readings tell of the anchors and of the scale of all ranges, kept until all readings of an input are followed: so no tag's belief hangs on which of
/// them was followed first, and they can be followed at the same time. They are learnt in the order in which they came.
/// </summary>
internal sealed class Lessons
{
    private readonly List<(int Piece, TagTrack Track, Evidence Evidence, Standing Standing)> _ofAnchors = [];
    private readonly List<(int Piece, int Anchor, Weighed Weighed)> _ofScale = [];
    private int _anchorsLearnt, _scaleLearnt;

    /// <summary>Of which reading of the input the next lessons are.</summary>
    public int Piece { get; set; }

    /// <summary>Lets go of all.</summary>
    public void Clear()
    {
        _ofAnchors.Clear();
        _ofScale.Clear();
        _anchorsLearnt = _scaleLearnt = 0;
    }

    public void Add(TagTrack track, in Evidence evidence, in Standing standing) => _ofAnchors.Add((Piece, track, evidence, standing));

    public void Add(int anchor, in Weighed weighed) => _ofScale.Add((Piece, anchor, weighed));

    /// <summary>Learns what a reading told; those before it were learnt.</summary>
    public void Learn(int piece, AnchorSurvey survey, ScaleFilter scale)
    {
        for (; _anchorsLearnt < _ofAnchors.Count && _ofAnchors[_anchorsLearnt] is var (of, track, evidence, standing) && of == piece; _anchorsLearnt++)
            survey.Learn(track, evidence, standing, scale.Scale);
        for (; _scaleLearnt < _ofScale.Count && _ofScale[_scaleLearnt] is var (of, anchor, weighed) && of == piece; _scaleLearnt++)
            if (!survey[anchor].IsInDoubt) scale.Learn(anchor, weighed);
    }
}
