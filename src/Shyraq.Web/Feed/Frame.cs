using Shyraq.Cluster.Mines;

namespace Shyraq.Web.Feed;

/// <summary>
/// What a viewer is sent: the latest state, or what changed of it since the viewer's own last frame. The rows are encoded
/// already, once for all viewers; <see cref="FrameFormatter"/> puts them in place.
/// </summary>
/// <param name="ServerTime">Milliseconds since the epoch.</param>
/// <param name="Sequence">The last journal block that was followed.</param>
/// <param name="Full">The rows hold everything; what is not among them is gone.</param>
/// <param name="Unplaced">All who are heard without a place; null when they are the same as in the viewer's frame before.</param>
/// <param name="Boards">How often each board of the safety core has changed, by its name: whoever shows one fetches it anew when its number rises.</param>
/// <param name="Trouble">Why the journal cannot be written now, or that its time stands still; null while all is well.</param>
/// <param name="Sos">Every tag with a standing SOS, placed or not.</param>
public sealed record Frame(
    double ServerTime, long Sequence, int PlanVersion, int CarriersVersion, bool Full,
    IReadOnlyList<byte[]> Fixes, IReadOnlyList<byte[]> Anchors, HeadcountRow Headcount,
    IReadOnlyList<byte[]>? Unplaced, IReadOnlyList<string> Sos, IntakeRow Intake, IReadOnlyList<byte[]> Events,
    IReadOnlyDictionary<string, long> Boards, TroubleRow? Trouble);
