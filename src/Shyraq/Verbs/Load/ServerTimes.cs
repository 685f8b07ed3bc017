using System.Globalization;

namespace Shyraq.Verbs.Load;

/// <summary>Where the server's time went, from its own metrics: seconds spent in each verb, and the processor time of all.</summary>
internal sealed record ServerTimes(SortedDictionary<string, double> Seconds)
{
    private static readonly (string Name, string Metric)[] Known =
    [
        ("decode", "shyraq_decode_seconds_sum"), ("journal", "shyraq_journal_seconds_sum"), ("follow", "shyraq_follow_seconds_sum"),
        ("place", "shyraq_place_seconds_sum"), ("process", "dotnet_process_cpu_time_seconds_total"),
    ];

    /// <summary>Reads a page of metrics in the Prometheus text format; sums over mines.</summary>
    public static ServerTimes Read(string metrics)
    {
        var seconds = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in metrics.Split('\n'))
        {
            var end = line.IndexOfAny(['{', ' ']);
            var value = line.LastIndexOf(' ');
            if (end < 0 || line.StartsWith('#')) continue;
            foreach (var (name, metric) in Known)
            {
                if (!line.AsSpan(0, end).SequenceEqual(metric)) continue;
                if (double.TryParse(line.AsSpan(value + 1), CultureInfo.InvariantCulture, out var sum)) seconds[name] = seconds.GetValueOrDefault(name) + sum;
            }
        }
        return new(seconds);
    }

    /// <summary>What was spent since an earlier look.</summary>
    public ServerTimes Since(ServerTimes before) =>
        new(new SortedDictionary<string, double>(Seconds.ToDictionary(s => s.Key, s => s.Value - before.Seconds.GetValueOrDefault(s.Key)), StringComparer.Ordinal));

    /// <summary>Microseconds for each of so many sightings, by verb.</summary>
    public string Tell(long sightings) => Seconds.Count == 0 || sightings == 0 ? "the server tells no times"
        : string.Join(", ", Known.Where(k => Seconds.ContainsKey(k.Name)).Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Name} {Seconds[k.Name] * 1e6 / sightings:0.00}")))
          + " µs a sighting";
}
