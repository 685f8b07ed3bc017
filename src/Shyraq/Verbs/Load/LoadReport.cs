using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Shyraq.Verbs.Load;

/// <summary>Quantiles of a duration, milliseconds; null when nothing was measured.</summary>
internal sealed record Spread(double? P50, double? P99, double? Max, long Count)
{
    public static Spread Of(LatencyHistogram h) => h.Count == 0 ? new(null, null, null, 0) : new(Round(h.Quantile(0.5)), Round(h.Quantile(0.99)), Round(h.Max), h.Count);

    private static double Round(double value) => Math.Round(value, 2);

    public string Tell() => Count == 0 ? "nothing measured" : string.Create(CultureInfo.InvariantCulture, $"p50 {P50:0.0} ms, p99 {P99:0.0} ms, max {Max:0.0} ms ({Count})");
}

/// <summary>The account of a load: what was offered, what became of it, and how long that took.</summary>
/// <param name="Way"><c>http</c> or <c>mqtt</c>.</param>
/// <param name="WantedRate">Sightings a second; 0 for as many as are taken.</param>
/// <param name="Rate">Sightings a second that were sent.</param>
/// <param name="Accepted">What the server counted as accepted meanwhile.</param>
/// <param name="ToldAccepted">What its answers said; null over MQTT, which does not tell.</param>
/// <param name="Refused">What the server counted as refused meanwhile.</param>
/// <param name="RefusedBy">By reason, as far as answers told.</param>
/// <param name="Busy">Turned away whole because the server was busy (or failed): the sender knows, and can send again.</param>
/// <param name="Unanswered">No answer: accepted or not, nobody knows.</param>
/// <param name="Lost">Answered for and yet not in the server's counters. 0 or the server lies.</param>
/// <param name="Feed">From a sighting's time to its arrival in the live feed; of those that a frame showed.</param>
/// <param name="Lag">How far behind the timetable batches left: large when the server or this machine cannot keep the rate.</param>
/// <param name="Strangers">Feed rows whose time of evidence was never sent.</param>
/// <param name="ProcessorShare">Processor time of this program, viewer included, in cores.</param>
/// <param name="RenderMicroseconds">Of writing one line.</param>
/// <param name="Server">Seconds that the server spent in each verb meanwhile, and its processor time.</param>
internal sealed record LoadReport(
    string Way, int Tags, int WantedRate, double Rate, double Seconds, long Sent, long Accepted, long? ToldAccepted, long Refused, SortedDictionary<string, long> RefusedBy,
    long Busy, long Unanswered, long Lost, Spread Feed, Spread Answer, Spread Lag, long Frames, double FramesPerSecond, long Strangers, double ProcessorShare, double RenderMicroseconds, ServerTimes Server)
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Nothing was lost, and what answers said is what the counters say.</summary>
    public bool IsWhole => Lost == 0 && (ToldAccepted is not { } told || Unanswered > 0 || told == Accepted);

    public static LoadReport Of(LoadOptions options, SenderCounts[] counts, FeedViewer viewer, IntakeCounts before, IntakeCounts after, ServerTimes times, double took, double processor)
    {
        var (answer, lag) = (new LatencyHistogram(), new LatencyHistogram());
        var reasons = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var c in counts)
        {
            answer.Add(c.Answer);
            lag.Add(c.Lag);
            foreach (var (reason, count) in c.Refused) reasons[reason] = reasons.GetValueOrDefault(reason) + count;
        }
        var (sent, acknowledged) = (counts.Sum(c => c.Sent), counts.Sum(c => c.Acknowledged));
        var (accepted, refused) = (after.Accepted - before.Accepted, after.Refused - before.Refused);
        return new LoadReport(
            options.Mqtt is null ? "http" : "mqtt", options.Tags, options.Rate, Math.Round(sent / took, 1), Math.Round(took, 2), sent, accepted,
            options.Mqtt is null ? counts.Sum(c => c.Accepted) : null, refused, reasons, counts.Sum(c => c.Busy), counts.Sum(c => c.Unanswered),
            Math.Max(0, acknowledged - accepted - refused), Spread.Of(viewer.Latency), Spread.Of(answer), Spread.Of(lag),
            viewer.Frames, Math.Round(viewer.Frames / took, 1), viewer.Strangers, Math.Round(processor / took, 3), Math.Round(counts.Sum(c => c.Rendering) / Math.Max(1, sent) * 1e6, 3), times);
    }

    public string ToJson() => JsonSerializer.Serialize(this, Camel);

    public string Tell() => string.Create(CultureInfo.InvariantCulture, $"""
        {Tags} tags over {Way} for {Seconds:0.0} s
          rate         {Rate:0} a second of {(WantedRate > 0 ? $"{WantedRate} wanted" : "as many as are taken")}; batches left late by {Lag.Tell()}
          sent         {Sent}
          accepted     {Accepted}{(ToldAccepted is { } told ? $" (answers said {told})" : "")}
          refused      {Refused}{(RefusedBy.Count > 0 ? ": " + string.Join(", ", RefusedBy.Select(r => $"{r.Key} {r.Value}")) : "")}
          busy         {Busy}
          unanswered   {Unanswered}
          lost         {Lost}
          answer       {Answer.Tell()}
          in the feed  {Feed.Tell()}; {FramesPerSecond:0.0} frames a second, {Strangers} strange rows
          the server   {Server.Tell(Sent)}
          this program {ProcessorShare:0.00} cores, {RenderMicroseconds:0.00} µs to write a sighting
        {(IsWhole ? "nothing was lost" : "SOMETHING WAS LOST")}
        """);
}
