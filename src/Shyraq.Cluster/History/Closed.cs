using System.Collections.Immutable;
using Shyraq.Core.History;
using Shyraq.Core.Plan;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.History;

/// <summary>What steps gave the history, as it was noted; making rows of it takes time and is nobody's turn.</summary>
internal sealed class Closed
{
    public List<(MinePlan Plan, ImmutableArray<TrackChunk> Chunks)> Tracks { get; } = [];
    public List<BoardPicture> Boards { get; } = [];
    public List<PlanRow> Plans { get; } = [];
    public List<GapRow> Gaps { get; } = [];
    public List<CarrierRow> Carriers { get; } = [];

    /// <summary>Nothing was given.</summary>
    public bool IsEmpty => Tracks.Count + Boards.Count + Plans.Count + Gaps.Count + Carriers.Count == 0;

    /// <summary>As rows.</summary>
    public HistoryRows Rows(ImmutableArray<HistoryEvent> events) => new()
    {
        Events = events,
        Tracks = [.. Tracks.SelectMany(group => group.Chunks).Select(chunk => Row(HistoryVersion.Live, chunk))],
        Visits = [.. Tracks.SelectMany(group => Visits.Of(group.Chunks, group.Plan).Select(visits => new VisitRow(HistoryVersion.Live, visits.Roadway, visits.Start, group.Plan.Version, VisitCodec.Encode(visits))))],
        Pictures = [.. Boards.Select(board => board.Row())],
        Plans = [.. Plans],
        Gaps = [.. Gaps],
        Carriers = [.. Carriers],
    };

    /// <summary>A chunk as a row.</summary>
    public static TrackRow Row(string version, TrackChunk chunk) => new(version, chunk.Start, chunk.Tag, chunk.Plan, TrackCodec.Encode(chunk.Fixes.AsSpan()));
}
