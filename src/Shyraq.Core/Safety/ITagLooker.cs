using Shyraq.Core.Tracking;

namespace Shyraq.Core.Safety;

/// <summary>A part of the safety core that notes something of each tag as it is placed, while what is known of the tag is at hand.</summary>
internal interface ITagLooker
{
    /// <summary>Looks at a tag before the input that spoke of it, or the tick, is judged. Others look at other tags at the same time: it changes what is known of this one alone, and reads what nobody changes then.</summary>
    /// <param name="fix">Where it is; null when it has no place.</param>
    /// <returns>The part has more to do with the tag, which it does when the input is judged.</returns>
    bool Look(TagTrack track, Fix? fix, in Moment moment);
}

/// <summary>A tag that parts have more to do with.</summary>
/// <param name="Fix">Where it is; null when it has no place.</param>
/// <param name="For">Bits of those parts, see <see cref="SafetyCore.BitOf"/>.</param>
internal readonly record struct TagToJudge(TagTrack Track, Fix? Fix, int For);
