using System.Diagnostics.Metrics;

namespace Shyraq.Cluster.Mines;

/// <summary>The instruments of the verbs journal, follow, place, judge, record and of the intake before them. Each has a tag <c>mine</c>.</summary>
internal static class MineMetrics
{
    /// <summary>From a fast disk to one that hangs.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5] };

    public static readonly Histogram<double> JournalSeconds = Telemetry.Meter.CreateHistogram(
        "shyraq_journal_seconds", "s", "Encoding, hashing and committing one block, flush to the disk included.",
        advice: Seconds);
    public static readonly Counter<long> JournalBlocks = Telemetry.Meter.CreateCounter<long>("shyraq_journal_blocks", "{block}", "Blocks made durable.");
    public static readonly Counter<long> JournalBytes = Telemetry.Meter.CreateCounter<long>("shyraq_journal_bytes", "By", "Bytes of bodies made durable.");
    public static readonly Counter<long> JournalFailures = Telemetry.Meter.CreateCounter<long>("shyraq_journal_failures", "{block}", "Blocks that could not be written, by reason; nothing of them was taken.");
    public static readonly Counter<long> JournalClamped = Telemetry.Meter.CreateCounter<long>("shyraq_journal_clamped", "{input}", "Inputs whose arrival was moved up to that of the input before: a clock went back, or two ways in crossed.");
    public static readonly Counter<long> FollowSightings = Telemetry.Meter.CreateCounter<long>("shyraq_follow_sightings", "{sighting}", "Sightings followed.");
    public static readonly Counter<long> FollowRefused = Telemetry.Meter.CreateCounter<long>("shyraq_follow_refused", "{sighting}", "Sightings not used, by reason, what decoders refused included.");
    public static readonly Counter<long> FollowFailures = Telemetry.Meter.CreateCounter<long>("shyraq_follow_failures", "{input}", "Inputs that the tracker failed on: a defect, never to be above zero.");
    public static readonly Histogram<double> FollowSeconds = Telemetry.Meter.CreateHistogram(
        "shyraq_follow_seconds", "s", "Following the sightings of one block.",
        advice: Seconds);
    public static readonly Histogram<double> PlaceSeconds = Telemetry.Meter.CreateHistogram(
        "shyraq_place_seconds", "s", "Placing the tags that one block touched.",
        advice: Seconds);
    public static readonly Counter<long> PlaceCrossings = Telemetry.Meter.CreateCounter<long>("shyraq_place_crossings", "{crossing}", "Zone crossings.");
    public static readonly Counter<long> JudgeAlarms = Telemetry.Meter.CreateCounter<long>("shyraq_judge_alarms", "{change}", "Alarms raised and cleared.");
    public static readonly Counter<long> RecordEvents = Telemetry.Meter.CreateCounter<long>("shyraq_record_events", "{event}", "Events written to the history.");
    public static readonly Counter<long> RecordFailures = Telemetry.Meter.CreateCounter<long>("shyraq_record_failures", "{attempt}", "Times the history could not be written; its events wait and are tried again.");
    public static readonly UpDownCounter<long> IntakePending = Telemetry.Meter.CreateUpDownCounter<long>("shyraq_intake_pending", "{sighting}", "Sightings that wait to be journalled and followed.");
    public static readonly Counter<long> IntakeBusy = Telemetry.Meter.CreateCounter<long>("shyraq_intake_busy", "{batch}", "Batches turned away because the queue was full.");
    public static readonly Counter<long> ShowFrames = Telemetry.Meter.CreateCounter<long>("shyraq_mine_frames", "{frame}", "Frames sent to observers of mines.");

    /// <summary>The tag every instrument carries.</summary>
    public static KeyValuePair<string, object?> Of(string mine) => new("mine", mine);

    /// <summary>A reason beside it.</summary>
    public static KeyValuePair<string, object?> Reason(string reason) => new("reason", reason);
}
