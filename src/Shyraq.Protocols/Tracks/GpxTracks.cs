using System.Globalization;
using System.Text;
using System.Xml;

namespace Shyraq.Protocols.Tracks;

/// <summary>
/// Tracks in the shape of GPX 1.1, with one difference that is told by the namespace: a mine has no latitude and longitude, so points have <c>x</c> (east) and
/// <c>y</c> (north), metres of the mine's own grid; <c>ele</c> is the elevation.
/// </summary>
internal sealed class GpxTracks : ITrackWriter
{
    /// <summary>Not that of GPX: whoever takes metres for degrees would draw the mine on the other side of the earth.</summary>
    public const string Namespace = "urn:shyraq:gpx-in-metres:1";

    private readonly XmlWriter _to;

    public GpxTracks(Stream to, string mine)
    {
        _to = XmlWriter.Create(to, new() { Async = true, CloseOutput = false, Encoding = new UTF8Encoding(false) });
        _to.WriteStartElement("gpx", Namespace);
        _to.WriteAttributeString("version", "1.1");
        _to.WriteAttributeString("creator", "Shyraq");
        _to.WriteAttributeString("mine", mine);
    }

    public async Task Write(TrackPart part)
    {
        if (part.Lines.Count == 0) return;
        _to.WriteStartElement("trk", Namespace);
        _to.WriteElementString("name", Namespace, part.Name.Length > 0 ? $"{part.Tag} {part.Name}" : part.Tag);
        if (part.Kind.Length > 0) _to.WriteElementString("type", Namespace, part.Kind);
        _to.WriteStartElement("trkseg", Namespace);
        foreach (var line in part.Lines)
        {
            _to.WriteStartElement("trkpt", Namespace);
            _to.WriteAttributeString("x", Text(line.X));
            _to.WriteAttributeString("y", Text(line.Y));
            _to.WriteElementString("ele", Namespace, Text(line.Z));
            _to.WriteElementString("time", Namespace, line.Time.ToString());
            _to.WriteElementString("radius95", Namespace, Text(line.Radius95));
            _to.WriteElementString("state", Namespace, line.State);
            _to.WriteEndElement();
        }
        _to.WriteEndElement();
        _to.WriteEndElement();
        await _to.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _to.WriteEndElement();
        await _to.DisposeAsync();
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
