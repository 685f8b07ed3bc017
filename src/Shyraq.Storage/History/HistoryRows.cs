using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Storage.History;

/// <summary>Fixes of one tag in ten minutes.</summary>
/// <param name="Version">Which telling of the past: <see cref="HistoryVersion.Live"/> or the name of another.</param>
/// <param name="Start">The start of the ten minutes.</param>
/// <param name="Plan">The version of the plan that they are on.</param>
/// <param name="Body">As <see cref="Core.History.TrackCodec"/> writes them.</param>
public sealed record TrackRow(string Version, Instant Start, TagId Tag, int Plan, byte[] Body);

/// <summary>Who was on one roadway in ten minutes.</summary>
/// <param name="Body">As <see cref="Core.History.VisitCodec"/> writes them.</param>
public sealed record VisitRow(string Version, RoadwayId Roadway, Instant Start, int Plan, byte[] Body);

/// <summary>A board of the safety core as it was at a time.</summary>
/// <param name="Base">The picture that the body tells the differences from; null when it is whole.</param>
/// <param name="Body">As <see cref="PictureCodec"/> writes it.</param>
public sealed record PictureRow(string Board, Instant Time, Instant? Base, byte[] Body);

/// <summary>A plan from when on it was in force.</summary>
/// <param name="Source">GeoJSON, UTF-8.</param>
public sealed record PlanRow(int Plan, Instant From, byte[] Source);

/// <summary>A time in which the mine did not listen: no input came, not even one of time.</summary>
public readonly record struct GapRow(Instant From, Instant To);

/// <summary>Who carries a tag from a time on.</summary>
/// <param name="Kind"><c>person</c>, <c>vehicle</c>, or "" when nobody is said to.</param>
/// <param name="Person">The id of the person to whom the lamp room handed it out; "" when it did not.</param>
public sealed record CarrierRow(TagId Tag, Instant From, string Kind, string Person, string Name, string Number, string Crew, string Role);

/// <summary>An event as another telling of the past has it.</summary>
public sealed record RetoldEvent(string Version, HistoryEvent Event);

/// <summary>What a block adds to the history.</summary>
public sealed record HistoryRows
{
    /// <summary>Nothing.</summary>
    public static readonly HistoryRows None = new();

    public ImmutableArray<HistoryEvent> Events { get; init; } = [];
    public ImmutableArray<TrackRow> Tracks { get; init; } = [];
    public ImmutableArray<VisitRow> Visits { get; init; } = [];
    public ImmutableArray<PictureRow> Pictures { get; init; } = [];
    public ImmutableArray<PlanRow> Plans { get; init; } = [];
    public ImmutableArray<GapRow> Gaps { get; init; } = [];
    public ImmutableArray<CarrierRow> Carriers { get; init; } = [];

    /// <summary>Of other versions than the live one; no block gives these.</summary>
    public ImmutableArray<RetoldEvent> Retold { get; init; } = [];
    public ImmutableArray<HistoryVersion> Versions { get; init; } = [];

    /// <summary>How many rows there are.</summary>
    public int Count => Events.Length + Tracks.Length + Visits.Length + Pictures.Length + Plans.Length + Gaps.Length + Carriers.Length + Retold.Length + Versions.Length;

    /// <summary>These and then others.</summary>
    public HistoryRows And(HistoryRows others) => Count == 0 ? others : others.Count == 0 ? this : new()
    {
        Events = Events.AddRange(others.Events),
        Tracks = Tracks.AddRange(others.Tracks),
        Visits = Visits.AddRange(others.Visits),
        Pictures = Pictures.AddRange(others.Pictures),
        Plans = Plans.AddRange(others.Plans),
        Gaps = Gaps.AddRange(others.Gaps),
        Carriers = Carriers.AddRange(others.Carriers),
        Retold = Retold.AddRange(others.Retold),
        Versions = Versions.AddRange(others.Versions),
    };
}
