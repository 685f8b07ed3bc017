using Shyraq.Core.Units;

namespace Shyraq.Core.Hindsight;

/// <summary>When sightings that were held back were measured, by tag.</summary>
internal sealed class LateTimes
{
    private readonly Dictionary<TagId, List<Instant>> _times = [];

    /// <summary>Notes one that stands not before those noted already.</summary>
    public void Add(TagId tag, Instant time)
    {
        if (!_times.TryGetValue(tag, out var times)) _times.Add(tag, times = []);
        times.Add(time);
    }

    /// <summary>Is there one of a tag from a time to another, both included?</summary>
    public bool Any(TagId tag, Instant from, Instant to)
    {
        if (!_times.TryGetValue(tag, out var times)) return false;
        var at = times.BinarySearch(from);
        if (at < 0) at = ~at;
        return at < times.Count && times[at] <= to;
    }
}
