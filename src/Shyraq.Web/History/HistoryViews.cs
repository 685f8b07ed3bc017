using System.Text.Json;
using System.Text.Json.Serialization;
using Shyraq.Cluster.History;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Units;

namespace Shyraq.Web.History;

/// <summary>Who or what carried a tag.</summary>
/// <param name="Kind"><c>person</c> or <c>vehicle</c>.</param>
/// <param name="Person">The id of the person to whom the lamp room handed the tag out; null when it did not.</param>
public sealed record PastCarrierView(string Kind, string? Person, string Name, string Number, string Crew, string Role)
{
    internal static PastCarrierView? From(PastCarrier? carrier) =>
        carrier is null ? null : new(carrier.Kind, carrier.Person.Length > 0 ? carrier.Person : null, carrier.Name, carrier.Number, carrier.Crew, carrier.Role);
}

/// <summary>A time in which the mine did not listen: nothing is known of it.</summary>
public sealed record GapView(DateTime From, DateTime To)
{
    internal static GapView Of(PastGap gap) => new(PastTime.Of(gap.From), PastTime.Of(gap.To));

    internal static GapView[] All(IReadOnlyList<PastGap> gaps) => [.. gaps.Select(Of)];
}

/// <summary>A telling of the past.</summary>
/// <param name="Made">When, by whom, and what was changed for it; of <c>live</c> nothing was.</param>
public sealed record VersionView(string Name, DateTime From, DateTime To, DateTime Made, string By, string What);

/// <summary>A plan, and from when on it was in force.</summary>
public sealed record PlanFromView(int Version, DateTime From);

/// <summary>What the history holds.</summary>
/// <param name="From">When the mine began, or what is older was taken out.</param>
/// <param name="Bytes">Of the bodies of the fixes that are written: those of the last ten minutes are not yet, and are not in <paramref name="BytesPerFix"/>.</param>
public sealed record HistoryView(DateTime? From, DateTime? To, long Fixes, long Bytes, double? BytesPerFix, VersionView[] Versions, PlanFromView[] Plans, GapView[] Gaps)
{
    internal static HistoryView Of(PastSummary held) => new(PastTime.Of(held.From), PastTime.Of(held.To), held.Fixes, held.Bytes, held.Written > 0 ? Math.Round((double)held.Bytes / held.Written, 3) : null,
        [.. held.Versions.Select(one => new VersionView(one.Name, PastTime.Of(one.From), PastTime.Of(one.To), PastTime.Of(one.Made), one.By, one.What))],
        [.. held.Plans.Select(plan => new PlanFromView(plan.Plan, PastTime.Of(plan.From)))], GapView.All(held.Gaps));
}

/// <summary>A fix of the past, as <c>/fixes</c> had it.</summary>
/// <param name="Late">The answer rests on sightings that came late.</param>
public sealed record PastFixView(
    DateTime Time, string Tag, double X, double Y, double Z, string? Roadway, double? Offset, string? Level,
    double Speed, double Radius95, string State, DateTime Heard, int Alternatives, PastCarrierView? Carrier, bool Late)
{
    internal static PastFixView From(PastTag one) => new(PastTime.Of(one.Fix.Time), one.Tag, one.Fix.X, one.Fix.Y, one.Fix.Z, one.Fix.Roadway, one.Fix.Offset, one.Fix.Level,
        one.Fix.Speed, one.Fix.Radius95, ApiNames.FixState(one.Fix.State), PastTime.Of(one.Fix.Heard), one.Fix.Alternatives, PastCarrierView.From(one.Carrier), one.Fix.Late);
}

/// <summary>A board as it was.</summary>
/// <param name="At">When the picture was taken: nothing of it changed from then to the instant asked for.</param>
/// <param name="Board">As the board's own route gives it.</param>
public sealed record PastBoardView(DateTime At, [property: JsonConverter(typeof(AsItIs))] byte[] Board)
{
    internal static PastBoardView? From(PastBoard? board) => board is null ? null : new(PastTime.Of(board.At), board.Json);
}

/// <summary>Writes JSON that is JSON already, as it is: a board of a thousand people is a megabyte.</summary>
internal sealed class AsItIs : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteRawValue(value, skipInputValidation: true);
}

/// <summary>The whole mine at an instant.</summary>
/// <param name="Plan">The version of the plan in force; null when there was none yet.</param>
/// <param name="Boards">By name; null where there was none yet.</param>
/// <param name="Gap">The time around the instant in which the mine did not listen; null when it did.</param>
public sealed record SceneView(DateTime Time, int? Plan, PastFixView[] Fixes, Dictionary<string, PastBoardView?> Boards, GapView? Gap)
{
    internal static SceneView Of(PastScene scene) => new(PastTime.Of(scene.Time), scene.Plan > 0 ? scene.Plan : null, [.. scene.Tags.Select(PastFixView.From)],
        scene.Boards.ToDictionary(board => board.Key, board => PastBoardView.From(board.Value), StringComparer.Ordinal), scene.Gap is { } gap ? GapView.Of(gap) : null);
}

/// <summary>A fix of a track.</summary>
public sealed record TrackFixView(DateTime Time, double X, double Y, double Z, string? Roadway, double? Offset, double Speed, double Radius95, string State, bool Late)
{
    internal static TrackFixView From(PastFix fix) =>
        new(PastTime.Of(fix.Time), fix.X, fix.Y, fix.Z, fix.Roadway, fix.Offset, fix.Speed, fix.Radius95, ApiNames.FixState(fix.State), fix.Late);
}

/// <summary>Where a tag was.</summary>
/// <param name="Carrier">Who carried it at the beginning.</param>
public sealed record TrackView(string Tag, string Version, DateTime From, DateTime To, PastCarrierView? Carrier, TrackFixView[] Fixes, GapView[] Gaps)
{
    internal static TrackView Of(PastTrack track, string version, IReadOnlyList<PastGap> gaps) =>
        new(track.Tag, version, PastTime.Of(track.From), PastTime.Of(track.To), PastCarrierView.From(track.Carrier), [.. track.Fixes.Select(TrackFixView.From)], GapView.All(gaps));
}

/// <summary>A time in which a person carried one tag.</summary>
public sealed record StretchView(string Tag, DateTime From, DateTime To, PastCarrierView? Carrier, TrackFixView[] Fixes);

/// <summary>Where a person was.</summary>
public sealed record PersonTrackView(string Person, string Version, DateTime From, DateTime To, StretchView[] Stretches, GapView[] Gaps);

/// <summary>Somebody in a section of a roadway.</summary>
/// <param name="Person">The id of the person, or the number; null when nobody is known to have carried the tag.</param>
/// <param name="Through">In at one end and out at the other.</param>
public sealed record StayView(string Tag, string? Kind, string? Person, string? Name, DateTime In, DateTime Out, double Seconds, bool Through)
{
    internal static StayView From(PastStay stay) => new(stay.Tag, stay.Carrier?.Kind, stay.Carrier is { } carrier ? carrier.Person.Length > 0 ? carrier.Person : carrier.Number : null, stay.Carrier?.Name,
        PastTime.Of(stay.In), PastTime.Of(stay.Out), Math.Round(stay.Out.SecondsSince(stay.In), 1), stay.Through);
}

/// <summary>Who was in a section of a roadway.</summary>
/// <param name="Start">Where the section that was looked at begins and ends, metres: whole cells of 10 m around what was asked for.</param>
public sealed record StaysView(string Roadway, double Start, double End, DateTime From, DateTime To, StayView[] Stays, GapView[] Gaps);

/// <summary>Something that happened.</summary>
public sealed record PastEventView(long Sequence, DateTime Time, string Kind, string What, string Tag, string Detail)
{
    internal static PastEventView From(EventRow row) => new(row.Sequence, ApiNames.Time(row.Time), row.Kind, row.What, row.Tag, row.Detail);
}

/// <summary>What happened, in order of time.</summary>
/// <param name="More">There is more than was given: ask again from the time of the last one.</param>
public sealed record PastEventsView(PastEventView[] Events, bool More);

/// <summary>How long tags were in a cell of a roadway, in all.</summary>
/// <param name="Offset">Where it begins, metres from the roadway's first vertex.</param>
public sealed record HeatCellView(string Roadway, double Offset, double Seconds);

/// <summary>Where time was spent.</summary>
/// <param name="Cell">Length of a cell, metres.</param>
public sealed record HeatView(double Cell, HeatCellView[] Cells);

/// <summary>Times of the core as the API has them.</summary>
internal static class PastTime
{
    public static DateTime Of(Instant time) => ApiNames.Time(time.UnixMicroseconds);

    public static DateTime? Of(Instant? time) => time is { } known ? Of(known) : null;
}
