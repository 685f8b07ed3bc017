using System.Diagnostics.Metrics;

namespace Shyraq.Web.Sightings;

/// <summary>What the verbs receive and decode count.</summary>
internal static class IntakeMetrics
{
    private static readonly Counter<long> Payloads = Cluster.Telemetry.Meter.CreateCounter<long>("shyraq_receive_payloads", description: "Payloads received, by source.");
    private static readonly Counter<long> Bytes = Cluster.Telemetry.Meter.CreateCounter<long>("shyraq_receive_bytes", description: "Bytes of payloads received (inflated), by source.");
    private static readonly Counter<long> Denied = Cluster.Telemetry.Meter.CreateCounter<long>("shyraq_receive_denied", description: "Payloads that no mine took, by reason: unknownMine, topic, busy, memory, failed.");
    private static readonly Counter<long> Sightings = Cluster.Telemetry.Meter.CreateCounter<long>("shyraq_decode_sightings", description: "Sightings decoded.");
    private static readonly Counter<long> Others = Cluster.Telemetry.Meter.CreateCounter<long>("shyraq_decode_items", description: "What else was decoded, by kind.");
    private static readonly Histogram<double> Seconds = Cluster.Telemetry.Meter.CreateHistogram<double>("shyraq_decode_seconds", "s", "Decoding one payload.");
    private static readonly Counter<long> Refused = Cluster.Telemetry.Meter.CreateCounter<long>("shyraq_decode_refused", description: "What the decoder refused, by reason.");

    public static void Received(string source, int bytes)
    {
        Payloads.Add(1, new KeyValuePair<string, object?>("source", source));
        Bytes.Add(bytes, new KeyValuePair<string, object?>("source", source));
    }

    public static void Decoded(PayloadKind kind, Decoded payload, TimeSpan took)
    {
        Seconds.Record(took.TotalSeconds);
        if (kind == PayloadKind.Sightings) Sightings.Add(payload.Count);
        else Others.Add(payload.Count, new KeyValuePair<string, object?>("kind", kind.Name));
        foreach (var (reason, count) in payload.RefusedCounts)
            Refused.Add(count, new KeyValuePair<string, object?>("reason", ApiNames.Of(reason.ToString())));
    }

    public static void Deny(string source, string reason) =>
        Denied.Add(1, new("source", source), new KeyValuePair<string, object?>("reason", reason));
}
