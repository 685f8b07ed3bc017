using System.Collections.Immutable;
using Shyraq.Bench.Engine;
using Shyraq.Core;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;

namespace Shyraq.Bench.History;

/// <summary>The simulated coal mine, followed by the product: each second the fixes that a dispatcher saw.</summary>
internal sealed class Followed
{
    private readonly SimulatedCrowd _crowd;
    private readonly Mine _mine;
    private readonly Random _late = new(1);

    public Followed(int tags)
    {
        _crowd = new(tags);
        _mine = new(_crowd.Plan);
        _mine.Follow(new CarriersInput(Crowd.Start, _crowd.Carriers));
        Plan = _crowd.Plan;
    }

    public MinePlan Plan { get; }

    public ImmutableSortedDictionary<string, Carrier> Carriers => _crowd.Carriers;

    /// <summary>Goes on by a second. A tick comes some milliseconds late, as those of a server do.</summary>
    public ImmutableArray<Fix> Next()
    {
        foreach (var input in _crowd.Next()) _mine.Follow(input);
        return _mine.Place(_mine.Follow(new TickInput(_crowd.Now.PlusSeconds(0.001 + -Math.Log(1 - _late.NextDouble()) * 0.004)))).Fixes;
    }
}
