using Shyraq.Core.Units;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.History;

/// <summary>Who carried what, over time.</summary>
internal sealed class Carriers
{
    private readonly Dictionary<string, List<CarrierRow>> _byTag = new(StringComparer.Ordinal);

    /// <param name="rows">In order of tag and time.</param>
    public Carriers(IEnumerable<CarrierRow> rows)
    {
        foreach (var row in rows)
        {
            if (!_byTag.TryGetValue(row.Tag.Value, out var changes)) _byTag[row.Tag.Value] = changes = [];
            changes.Add(row);
        }
    }

    /// <summary>Who carried a tag at a time; null when nobody is said to have.</summary>
    public CarrierRow? At(string tag, Instant time)
    {
        if (!_byTag.TryGetValue(tag, out var changes)) return null;
        var (low, high) = (0, changes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (changes[middle].From <= time) low = middle + 1;
            else high = middle;
        }
        return low > 0 && changes[low - 1].Kind.Length > 0 ? changes[low - 1] : null;
    }

    /// <summary>From when to when somebody carried which tag, within a time, in order of time.</summary>
    public IEnumerable<(TagId Tag, CarrierRow Carrier, Instant From, Instant To)> Of(string person, Instant from, Instant to) => _byTag.Values
        .SelectMany(changes => changes.Select((row, i) => (row.Tag, row, Instant.Max(row.From, from), Instant.Min(i + 1 < changes.Count ? changes[i + 1].From : to, to))))
        .Where(one => one.row.Kind == "person" && (one.row.Person == person || one.row.Number == person) && one.Item3 < one.Item4)
        .OrderBy(one => one.Item3).Select(one => (one.Tag, one.row, one.Item3, one.Item4));
}
