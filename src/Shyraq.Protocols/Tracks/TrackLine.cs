using Shyraq.Core.Units;

namespace Shyraq.Protocols.Tracks;

/// <summary>A fix of the past as it is given out: nothing has to be looked up to read it.</summary>
/// <param name="State"><c>live</c>, <c>inferred</c> or <c>lastKnown</c>.</param>
/// <param name="Late">The answer rests on sightings that came late.</param>
public readonly record struct TrackLine(
    Instant Time, double X, double Y, double Z, string? Roadway, double? Offset, string? Level, double Speed, double Radius95, string State, bool Late);

/// <summary>A stretch of the track of one tag.</summary>
/// <param name="Kind"><c>person</c>, <c>vehicle</c>, or "" when nobody is said to have carried it.</param>
/// <param name="Person">The id or number of who carried it; "" when nobody is known to have.</param>
public sealed record TrackPart(string Tag, string Kind, string Person, string Name, IReadOnlyList<TrackLine> Lines);

/// <summary>Writes tracks as a file, part after part; the file is whole once it is disposed of.</summary>
public interface ITrackWriter : IAsyncDisposable
{
    /// <summary>Writes the next part.</summary>
    Task Write(TrackPart part);
}

/// <summary>The forms in which tracks are given out.</summary>
public static class TrackForms
{
    /// <summary>Their names, which are the endings of the files.</summary>
    public static readonly string[] All = ["csv", "geojson", "gpx", "parquet"];

    /// <summary>The media type of a form.</summary>
    public static string TypeOf(string form) => form switch
    {
        "csv" => "text/csv; charset=utf-8",
        "geojson" => "application/geo+json",
        "gpx" => "application/gpx+xml",
        "parquet" => "application/vnd.apache.parquet",
        _ => throw new ArgumentException($"'{form}' is none of {string.Join(", ", All)}", nameof(form)),
    };

    /// <summary>Begins a file.</summary>
    /// <param name="to">Stays open.</param>
    /// <param name="crs">As the plan names it: <c>local</c> or <c>EPSG:nnnn</c>.</param>
    public static async Task<ITrackWriter> Begin(string form, Stream to, string mine, string crs) => form switch
    {
        "csv" => new CsvTracks(to),
        "geojson" => new GeoJsonTracks(to, mine, crs),
        "gpx" => new GpxTracks(to, mine),
        "parquet" => await ParquetTracks.Begin(to),
        _ => throw new ArgumentException($"'{form}' is none of {string.Join(", ", All)}", nameof(form)),
    };
}
