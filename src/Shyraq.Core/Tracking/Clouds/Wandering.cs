using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Clouds;

/// <summary>
/// Where a silent tag may have gone since it was last heard. It is asked each second, and its cloud moves the more seldom the longer the silence lasts: what the cloud
/// says of the network is summed up once for each move. It changes by <see cref="WanderTo"/> alone, and then its time does.
/// </summary>
internal sealed class Wandering(Cloud cloud)
{
    private Outlook[] _outlooks = [];
    private Instant? _summedUp;

    /// <summary>Not to be changed.</summary>
    public Cloud Cloud => cloud;

    /// <summary>See <see cref="Cloud.WanderTo"/>.</summary>
    public void WanderTo(Instant time, in MotionModel motion) => cloud.WanderTo(time, motion);

    /// <summary>What the cloud says, when all of that is on the network; empty when some of it is in an open area.</summary>
    /// <param name="space">Room to sum up in.</param>
    public ReadOnlySpan<Outlook> SumUp(Belief space)
    {
        if (_summedUp == cloud.Time) return _outlooks;
        cloud.SumUp(space);
        _summedUp = cloud.Time;
        if (space.AreaCount > 0) return _outlooks = [];
        Outlook.Take(ref _outlooks, space);
        Array.Resize(ref _outlooks, space.RoadwayCount);
        return _outlooks;
    }
}
