using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Shyraq.Tests.Hosting;

/// <summary>One straight roadway of 300 m with three anchors, and what they hear of a tag on it.</summary>
internal static class SmallMine
{
    public static readonly double[] Anchors = [50, 150, 250];

    public static HttpContent Plan(string mine, string name = "Small mine")
    {
        var anchors = string.Join(",", Anchors.Select((offset, i) =>
            $$$"""{"type":"Feature","properties":{"kind":"anchor","id":"A{{{i + 1}}}","technology":"uwb"},"geometry":{"type":"Point","coordinates":[{{{offset}}},1.5,0]}}"""));
        return GeoJson($$$"""
            {"type":"FeatureCollection","mine":{"id":"{{{mine}}}","name":"{{{name}}}","crs":"local","timeZone":"Asia/Almaty"},"features":[
            {"type":"Feature","properties":{"kind":"roadway","id":"R1","name":"Main","level":"L1","use":"travel","air":"intake","width":4,"height":3},
             "geometry":{"type":"LineString","coordinates":[[0,0,0],[300,0,0]]}},{{{anchors}}}]}
            """);
    }

    public static HttpContent GeoJson(string text)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/geo+json");
        return content;
    }

    /// <summary>NDJSON: every anchor measures its distance to a tag at an offset.</summary>
    public static string Ranges(string tag, double offset, DateTimeOffset time)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < Anchors.Length; i++)
        {
            var metres = Math.Sqrt(Math.Pow(Anchors[i] - offset, 2) + 1.5 * 1.5);
            lines.Append(CultureInfo.InvariantCulture, $$"""{"time":"{{time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffff}}Z","tag":"{{tag}}","kind":"range","anchor":"A{{i + 1}}","metres":{{metres:0.###}}}""").Append('\n');
        }
        return lines.ToString();
    }
}
