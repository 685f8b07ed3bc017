using Shyraq.Cluster.Mines;

namespace Shyraq.Web.Feed;

/// <summary>
/// What a viewer is sent: the latest state, or what changed of it since the viewer's own last frame. The rows are encoded
/// already, once for all viewers; <see cref="FrameFormatter"/> puts them in place.
/// </summary>
/// <param name="ServerTime">Milliseconds since the epoch.</param>
/// <param name="Sequence">The last journal block that was followed.</param>
/// <param name="Full">The rows hold everything; what is not among them is gone.</param>
public sealed record Frame(
    double ServerTime, long Sequence, int PlanVersion, int CarriersVersion, bool Full,
    IReadOnlyList<byte[]> Fixes, IReadOnlyList<byte[]> Anchors, HeadcountRow Headcount, IntakeRow Intake, IReadOnlyList<byte[]> Events);
