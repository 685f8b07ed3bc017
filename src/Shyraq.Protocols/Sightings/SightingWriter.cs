using System.Buffers;
using Shyraq.Core.Sightings;

namespace Shyraq.Protocols.Sightings;

/// <summary>Writes sightings as the file format has them, one JSON object a line.</summary>
public static class SightingWriter
{
    /// <summary>Writes one line with its line end. <c>arrived</c> is written when it differs from <c>time</c>.</summary>
    public static void WriteLine(IBufferWriter<byte> to, Sighting sighting) => throw new NotImplementedException();
}
