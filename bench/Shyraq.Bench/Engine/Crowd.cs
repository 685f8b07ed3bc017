using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Bench.Engine;

/// <summary>Tags that move and what is heard of them, second by second, as the server gets it: decoded, in order of arrival, in batches.</summary>
internal abstract class Crowd
{
    /// <summary>Sightings of one batch, at most.</summary>
    public const int Batch = 500;

    /// <summary>When it begins.</summary>
    public static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));

    private readonly List<Sighting> _heard = [];

    /// <summary>Where the tags are.</summary>
    public abstract MinePlan Plan { get; }

    /// <summary>How many there are.</summary>
    public abstract int Tags { get; }

    /// <summary>How many seconds have passed.</summary>
    public int Seconds { get; private set; }

    /// <summary>Now, in the mine.</summary>
    public Instant Now => Start.PlusSeconds(Seconds);

    /// <summary>The next second: batches of sightings. Whoever follows them adds the tick.</summary>
    public ImmutableArray<SightingsInput> Next()
    {
        Hear(Seconds, _heard);
        Seconds++;
        ImmutableArray<SightingsInput> batches = [.. _heard.Chunk(Batch).Select(chunk => new SightingsInput(chunk[^1].Arrived, ImmutableArray.Create(chunk)))];
        // What a mine holds is measured: nothing of it is held here.
        _heard.Clear();
        return batches;
    }

    /// <summary>Everything heard in one second, in order of arrival.</summary>
    protected abstract void Hear(int second, List<Sighting> heard);
}
