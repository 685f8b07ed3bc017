using Orleans.Concurrency;
using Shyraq.Cluster.Reports;

namespace Shyraq.Cluster.Mines;

/// <summary>One mine: owns its state, its journal and its feed. The key is the mine id.</summary>
public interface IMineGrain : IGrainWithStringKey
{
    /// <summary>Journals inputs, follows them, and answers when they are durable. Calls interleave: one commit carries many.</summary>
    [AlwaysInterleave]
    Task<Receipt> Append(InputBatch batch);

    /// <summary>What the mine is; null when it has no plan yet (an unknown mine).</summary>
    /// <param name="withBeliefs">Also digests all beliefs, which costs a walk over the whole state; otherwise <c>BeliefsDigest</c> is "".</param>
    [AlwaysInterleave, ReadOnly]
    Task<MineSummary?> Summary(bool withBeliefs = true);

    /// <summary>The plan in force as GeoJSON text with its version; null when there is none.</summary>
    [AlwaysInterleave, ReadOnly]
    Task<PlanText?> Plan();

    /// <summary>Journals a plan. The version counts up by one.</summary>
    /// <param name="geoJson">UTF-8.</param>
    [AlwaysInterleave]
    Task<PlanReceipt> PutPlan(byte[] geoJson);

    /// <summary>Who carries which tag, as canonical JSON (UTF-8).</summary>
    [AlwaysInterleave, ReadOnly]
    Task<byte[]> Carriers();

    /// <summary>Journals a new list of carriers.</summary>
    [AlwaysInterleave]
    Task<CarriersReceipt> PutCarriers(byte[] json);

    /// <summary>Journals an act of a person and does it; the receipt says when it could not be done.</summary>
    [AlwaysInterleave]
    Task<Receipt> Act(ActBatch act);

    /// <summary>A board of the safety core at the server's time now, as JSON (UTF-8); null when the mine has no plan yet.</summary>
    /// <param name="name">The name of the part, as in <see cref="MineFrame.Boards"/>.</param>
    [AlwaysInterleave, ReadOnly]
    Task<byte[]?> Board(string name);

    /// <summary>Tries the draft of the zones on the journal of a past time, beside the living mine; null when the mine has no plan yet.</summary>
    /// <param name="from">Microseconds since the epoch, as <paramref name="until"/>.</param>
    [AlwaysInterleave]
    Task<TrialReceipt?> StartTrial(string by, long from, long until);

    /// <summary>The newest trial as JSON (UTF-8); null when there was none since the mine came up.</summary>
    [AlwaysInterleave, ReadOnly]
    Task<byte[]?> Trial();

    /// <summary>Stops the trial that runs.</summary>
    [AlwaysInterleave]
    Task StopTrial();

    /// <summary>The fixes from a time to a time (microseconds since the epoch) that the history does not hold yet; of one tag, or of all.</summary>
    [AlwaysInterleave, ReadOnly]
    Task<TrackPiece[]> UnwrittenTracks(long from, long until, string? tag);

    /// <summary>How many fixes the history does not hold yet, and from when to when; null when it holds all.</summary>
    [AlwaysInterleave, ReadOnly]
    Task<UnwrittenSpan?> Unwritten();

    /// <summary>The orders that have to be sent to tags now.</summary>
    [AlwaysInterleave, ReadOnly]
    Task<DueOrderRow[]> DueOrders();

    /// <summary>The rescue sheet at the server's time now, a file that needs no server; null when the mine has no plan yet.</summary>
    /// <param name="language">One of <see cref="Protocols.Rescue.SheetWords.Languages"/>.</param>
    [AlwaysInterleave, ReadOnly]
    Task<byte[]?> RescueSheet(SheetForm form, string language);

    /// <summary>Makes a report from the history and the mine as it is. One that is given out as a file is an act in the journal, with who took it.</summary>
    [AlwaysInterleave]
    Task<ReportReply> Report(ReportRequest request);

    /// <summary>Gives out a report that was made by itself; who takes it is journalled.</summary>
    [AlwaysInterleave]
    Task<ReportReply> ReportFile(string name, string by, string? traceParent);

    /// <summary>Which reports there are to ask for, as JSON (UTF-8); null when the mine has no plan yet.</summary>
    /// <param name="language">One of <see cref="Protocols.Reports.ReportWords.Languages"/>.</param>
    [AlwaysInterleave, ReadOnly]
    Task<byte[]?> ReportChoice(string language);

    /// <summary>The latest fix of every tag, at the server's time now.</summary>
    [AlwaysInterleave, ReadOnly]
    Task<FixRow[]> Fixes();

    /// <summary>Who is where at the server's time now, and who is heard without a place; null when the mine has no plan yet.</summary>
    [AlwaysInterleave, ReadOnly]
    Task<HeadcountRow?> Headcount();

    /// <summary>All that is known of one tag; null when it was never heard of.</summary>
    [AlwaysInterleave, ReadOnly]
    Task<TagView?> Tag(string tag);

    /// <summary>The health of every anchor.</summary>
    [AlwaysInterleave, ReadOnly]
    Task<AnchorRow[]> Anchors();

    /// <summary>What the tags that passed tell of every anchor, and what is wrong for sure; null when the mine has no plan yet.</summary>
    [AlwaysInterleave, ReadOnly]
    Task<AnchorSurveyRows?> AnchorSurvey();

    /// <summary>What was refused, and why.</summary>
    [AlwaysInterleave, ReadOnly]
    Task<Rejections> Rejections();

    /// <summary>The newest checkpoints of the journal, oldest first; null when the mine has no plan yet.</summary>
    /// <param name="last">How many.</param>
    [AlwaysInterleave, ReadOnly]
    Task<CheckpointRow[]?> Checkpoints(int last);

    /// <summary>Sends frames to an observer until it is unsubscribed or dies; the first holds everything. Renew within a minute.</summary>
    [AlwaysInterleave]
    Task Subscribe(IMineObserver observer);

    /// <summary>Stops the frames.</summary>
    [AlwaysInterleave]
    Task Unsubscribe(IMineObserver observer);
}

/// <summary>Takes what a mine shows.</summary>
public interface IMineObserver : IGrainObserver
{
    /// <summary>Called after each journalled group, at most 20 times a second, with what changed since the last call.</summary>
    [OneWay]
    Task Show(MineFrame frame);
}
