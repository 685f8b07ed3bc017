using System.Globalization;
using System.Text;

namespace Shyraq.Protocols.Tracks;

/// <summary>A line for each fix, with commas between and a header, in UTF-8; times in UTC.</summary>
internal sealed class CsvTracks : ITrackWriter
{
    private readonly StreamWriter _to;

    public CsvTracks(Stream to)
    {
        _to = new(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        _to.WriteLine("time,tag,kind,person,name,x,y,z,roadway,offset,level,speed,radius95,state,late");
    }

    public async Task Write(TrackPart part)
    {
        var carrier = $"{Field(part.Tag)},{part.Kind},{Field(part.Person)},{Field(part.Name)}";
        foreach (var line in part.Lines)
            await _to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{line.Time},{carrier},{line.X},{line.Y},{line.Z},{Field(line.Roadway ?? "")},{line.Offset},{Field(line.Level ?? "")},{line.Speed},{line.Radius95},{line.State},{(line.Late ? "true" : "false")}"));
    }

    public ValueTask DisposeAsync() => _to.DisposeAsync();

    // RFC 4180.
    private static string Field(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
