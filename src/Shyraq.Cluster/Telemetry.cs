using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Shyraq.Cluster;

/// <summary>
/// The one source of spans and the one meter of the product. Spans are named by the verbs (receive, decode, journal,
/// follow, place, judge, record, show), one a batch, never one a sighting; instruments are named <c>shyraq_VERB_WHAT</c>.
/// </summary>
public static class Telemetry
{
    /// <summary>What exporters subscribe to: both the source and the meter have this name.</summary>
    public const string Name = "Shyraq";

    /// <summary>Where spans start.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Where instruments are made.</summary>
    public static Meter Meter { get; } = new(Name);
}
