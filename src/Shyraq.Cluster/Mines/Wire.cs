using Shyraq.Core.Acts;

namespace Shyraq.Cluster.Mines;

/// <summary>The answer to an append.</summary>
[GenerateSerializer, Immutable, Alias("receipt")]
public abstract record Receipt
{
    /// <summary>Durable on disk and followed.</summary>
    /// <param name="Sequence">The journal block that holds it.</param>
    /// <param name="Refused">Counts by the name of <c>RefusalReason</c>, what the decoder refused included.</param>
    /// <param name="Undone">Why the first act among the inputs that could not be done was not; null when all were.</param>
    [GenerateSerializer, Immutable, Alias("receipt.journalled")]
    public sealed record Journalled([property: Id(0)] long Sequence, [property: Id(1)] int Accepted, [property: Id(2)] IReadOnlyDictionary<string, int> Refused, [property: Id(3)] UndoneRow? Undone = null) : Receipt;

    /// <summary>The bounded queue is full: nothing was taken, come again later.</summary>
    [GenerateSerializer, Immutable, Alias("receipt.busy")]
    public sealed record Busy([property: Id(0)] int Pending, [property: Id(1)] int Capacity) : Receipt;

    /// <summary>The mine has no plan yet, so nobody knows it.</summary>
    [GenerateSerializer, Immutable, Alias("receipt.unknown")]
    public sealed record UnknownMine : Receipt;

    /// <summary>The journal could not be written (disk full, read-only): nothing was taken.</summary>
    [GenerateSerializer, Immutable, Alias("receipt.failed")]
    public sealed record Failed([property: Id(0)] string Why) : Receipt;
}

/// <summary>Why an act was not done.</summary>
/// <param name="Phrase">The reason with the values that the detail tells, for screens in other languages.</param>
[GenerateSerializer, Immutable, Alias("undoneRow")]
public sealed record UndoneRow([property: Id(0)] string Reason, [property: Id(1)] string Detail, [property: Id(2)] string Phrase)
{
    internal static UndoneRow Of(ActRefusal why) => new(why.Reason, why.Detail, why.Phrase);
}

/// <summary>Fixes of one tag that the history does not hold yet: those of the ten minutes from <c>Start</c> (microseconds since the epoch) on, as the history keeps them.</summary>
[GenerateSerializer, Immutable, Alias("trackPiece")]
public sealed record TrackPiece([property: Id(0)] string Tag, [property: Id(1)] long Start, [property: Id(2)] int Plan, [property: Id(3)] byte[] Body);

/// <summary>How many fixes the history does not hold yet, and from when to when, microseconds since the epoch.</summary>
[GenerateSerializer, Immutable, Alias("unwrittenSpan")]
public sealed record UnwrittenSpan([property: Id(0)] long Fixes, [property: Id(1)] long First, [property: Id(2)] long Last);

/// <summary>The answer to a trial: why it was not begun; null when it was.</summary>
[GenerateSerializer, Immutable, Alias("trialReceipt")]
public sealed record TrialReceipt([property: Id(0)] UndoneRow? Undone);

/// <summary>An order that has to be sent to tags now. <c>Given</c> in microseconds since the epoch.</summary>
[GenerateSerializer, Immutable, Alias("dueOrderRow")]
public sealed record DueOrderRow([property: Id(0)] int Order, [property: Id(1)] string Text, [property: Id(2)] string Note, [property: Id(3)] long Given, [property: Id(4)] string[] Tags);

/// <summary>In which form a rescue sheet is made.</summary>
public enum SheetForm { Html, Pdf }

/// <summary>Something wrong or doubtful in a file.</summary>
[GenerateSerializer, Immutable, Alias("remark")]
public sealed record Remark([property: Id(0)] string Feature, [property: Id(1)] string Property, [property: Id(2)] string Message);

/// <summary>The answer to a plan: <c>Version</c> 0 means refused and <c>Remarks</c> are faults, otherwise they are warnings.</summary>
[GenerateSerializer, Immutable, Alias("planReceipt")]
public sealed record PlanReceipt([property: Id(0)] int Version, [property: Id(1)] Remark[] Remarks);

/// <summary>The answer to a list of carriers: refused when there are faults.</summary>
[GenerateSerializer, Immutable, Alias("carriersReceipt")]
public sealed record CarriersReceipt([property: Id(0)] int Count, [property: Id(1)] Remark[] Faults);

/// <summary>A plan as text.</summary>
[GenerateSerializer, Immutable, Alias("planText")]
public sealed record PlanText([property: Id(0)] int Version, [property: Id(1)] byte[] GeoJson);

/// <summary>What a mine is and how it does.</summary>
[GenerateSerializer, Immutable, Alias("mineSummary")]
public sealed record MineSummary(
    [property: Id(0)] string Id, [property: Id(1)] string Name, [property: Id(2)] string Crs, [property: Id(3)] string TimeZone,
    [property: Id(4)] int PlanVersion, [property: Id(5)] int Tags, [property: Id(6)] long JournalSequence, [property: Id(7)] string JournalHash,
    [property: Id(8)] string BeliefsDigest, [property: Id(9)] IntakeRow Intake, [property: Id(10)] long Accepted, [property: Id(11)] long Refused,
    [property: Id(12)] string CheckpointKey, [property: Id(13)] CheckpointRow? Checkpoint, [property: Id(14)] TroubleRow? Trouble);

/// <summary>A signed statement of where the journal stood. Times in microseconds since the epoch; hashes and keys hexadecimal.</summary>
/// <param name="Line">All of it as text: what is signed, and the signature.</param>
[GenerateSerializer, Immutable, Alias("checkpointRow")]
public sealed record CheckpointRow(
    [property: Id(0)] long Number, [property: Id(1)] long Made, [property: Id(2)] long Sequence, [property: Id(3)] long Time, [property: Id(4)] string Head,
    [property: Id(5)] string Key, [property: Id(6)] string Line);

/// <summary>How the intake does.</summary>
[GenerateSerializer, Immutable, Alias("intakeRow")]
public sealed record IntakeRow([property: Id(0)] int Pending, [property: Id(1)] int Capacity, [property: Id(2)] double AcceptedPerSecond, [property: Id(3)] double RefusedPerSecond);

/// <summary>One hypothesis. <c>Probability</c> 0..1; <c>Deviation</c> 1-sigma in metres.</summary>
[GenerateSerializer, Immutable, Alias("hypothesisRow")]
public sealed record HypothesisRow(
    [property: Id(0)] double Probability, [property: Id(1)] double X, [property: Id(2)] double Y, [property: Id(3)] double Z,
    [property: Id(4)] string? Roadway, [property: Id(5)] double? Offset, [property: Id(6)] string? Area, [property: Id(7)] double Speed, [property: Id(8)] double Deviation);

/// <summary>One fix with names resolved. Times are microseconds since the epoch; <c>State</c> 0 live, 1 inferred, 2 last known; <c>Flags</c> 1 SOS, 2 low battery, 4 still.</summary>
[GenerateSerializer, Immutable, Alias("fixRow")]
public sealed record FixRow(
    [property: Id(0)] string Tag, [property: Id(1)] long Time, [property: Id(2)] double X, [property: Id(3)] double Y, [property: Id(4)] double Z,
    [property: Id(5)] string? Roadway, [property: Id(6)] double? Offset, [property: Id(7)] string? Level, [property: Id(8)] double Speed,
    [property: Id(9)] double Radius95, [property: Id(10)] int State, [property: Id(11)] long Heard, [property: Id(12)] int Flags,
    [property: Id(13)] HypothesisRow[] Alternatives);

/// <summary>A sighting as remembered for the person's panel.</summary>
[GenerateSerializer, Immutable, Alias("heardRow")]
public sealed record HeardRow([property: Id(0)] long Time, [property: Id(1)] long Arrived, [property: Id(2)] string Kind, [property: Id(3)] string? Anchor, [property: Id(4)] string Value);

/// <summary>All that is known of one tag.</summary>
[GenerateSerializer, Immutable, Alias("tagView")]
public sealed record TagView(
    [property: Id(0)] FixRow? Fix, [property: Id(1)] HypothesisRow[] Hypotheses, [property: Id(2)] HeardRow[] Heard,
    [property: Id(3)] IReadOnlyDictionary<string, int> Refusals, [property: Id(4)] double? Battery, [property: Id(5)] bool Sos, [property: Id(6)] bool? Still,
    [property: Id(7)] byte[]? CarrierJson);

/// <summary>An anchor: <c>State</c> 0 alive, 1 silent, 2 never heard; <c>Heard</c> in microseconds since the epoch.</summary>
[GenerateSerializer, Immutable, Alias("anchorRow")]
public sealed record AnchorRow(
    [property: Id(0)] string Anchor, [property: Id(1)] string Technology, [property: Id(2)] double X, [property: Id(3)] double Y, [property: Id(4)] double Z,
    [property: Id(5)] int State, [property: Id(6)] long? Heard, [property: Id(7)] double PerMinute);

/// <summary>One refused input.</summary>
[GenerateSerializer, Immutable, Alias("rejection")]
public sealed record Rejection(
    [property: Id(0)] long Arrived, [property: Id(1)] string Source, [property: Id(2)] string Reason, [property: Id(3)] string? Tag,
    [property: Id(4)] string? Anchor, [property: Id(5)] int? Line, [property: Id(6)] string? Property, [property: Id(7)] string Detail);

/// <summary>What was refused since the journal began.</summary>
[GenerateSerializer, Immutable, Alias("rejections")]
public sealed record Rejections([property: Id(0)] long Total, [property: Id(1)] IReadOnlyDictionary<string, long> ByReason, [property: Id(2)] Rejection[] Recent);

/// <summary>A zone crossing or an alarm change: <c>Kind</c> entered, left, passed, raised, cleared; <c>What</c> the zone or the alarm.</summary>
[GenerateSerializer, Immutable, Alias("eventRow")]
public sealed record EventRow([property: Id(0)] long Sequence, [property: Id(1)] long Time, [property: Id(2)] string Kind, [property: Id(3)] string What, [property: Id(4)] string Tag, [property: Id(5)] string Detail);

/// <summary>The count of one level.</summary>
[GenerateSerializer, Immutable, Alias("levelRow")]
public sealed record LevelRow([property: Id(0)] string Level, [property: Id(1)] int PeopleLive, [property: Id(2)] int PeopleInferred, [property: Id(3)] int PeopleLastKnown, [property: Id(4)] int Vehicles);

/// <summary>A tag that is heard while its place is unknown: <c>Heard</c> in microseconds since the epoch, null when all that was heard was refused; <c>Flags</c> as of a fix.</summary>
[GenerateSerializer, Immutable, Alias("unplacedRow")]
public sealed record UnplacedRow([property: Id(0)] string Tag, [property: Id(1)] bool Vehicle, [property: Id(2)] long? Heard, [property: Id(3)] int Flags);

/// <summary>Who is where, and who is heard without a place.</summary>
[GenerateSerializer, Immutable, Alias("headcountRow")]
public sealed record HeadcountRow([property: Id(0)] int People, [property: Id(1)] int Vehicles, [property: Id(2)] LevelRow[] Levels, [property: Id(3)] UnplacedRow[] Unplaced);

/// <summary>The journal cannot be written, or its time stands still.</summary>
/// <param name="Kind"><c>diskFull</c>, <c>readOnly</c>, <c>locked</c>, <c>damaged</c>, <c>disk</c> for whatever else the disk or the database says; <c>clockBack</c> when the server's clock is behind the newest block.</param>
/// <param name="Since">Since when, in microseconds since the epoch, by the server's clock.</param>
/// <param name="Why">What the disk or the database said.</param>
[GenerateSerializer, Immutable, Alias("troubleRow")]
public sealed record TroubleRow([property: Id(0)] string Kind, [property: Id(1)] long Since, [property: Id(2)] string Why);

/// <summary>What a mine shows: everything when <c>Full</c>, else what changed since the last frame to this observer.</summary>
/// <param name="Sos">Every tag with a standing SOS, placed or not, in order of id.</param>
/// <param name="Boards">How often each board of the safety core has changed, by its name.</param>
/// <param name="Trouble">Why the journal cannot be written now, or that its time stands still; null while all is well.</param>
/// <param name="TraceParent">W3C trace context of the newest input in it, so that show joins the same trace; null when none.</param>
[GenerateSerializer, Immutable, Alias("mineFrame")]
public sealed record MineFrame(
    [property: Id(0)] string Mine, [property: Id(1)] long Sequence, [property: Id(2)] int PlanVersion, [property: Id(3)] int CarriersVersion, [property: Id(4)] bool Full,
    [property: Id(5)] FixRow[] Fixes, [property: Id(6)] AnchorRow[] Anchors, [property: Id(7)] HeadcountRow Headcount, [property: Id(8)] IntakeRow Intake,
    [property: Id(9)] EventRow[] Events, [property: Id(10)] string[] Sos, [property: Id(11)] string? TraceParent, [property: Id(12)] IReadOnlyDictionary<string, long> Boards,
    [property: Id(13)] TroubleRow? Trouble);
