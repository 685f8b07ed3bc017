using System.Buffers;
using System.Globalization;
using System.Text;
using Shyraq.Core.Sightings;
using Shyraq.Protocols.Sightings;
using Shyraq.Protocols.Tests.Plan;
using Xunit;

namespace Shyraq.Protocols.Tests.Sightings;

/// <summary>Payloads in <c>tests/data/sightings</c>, a folder a source, and what they decode to.</summary>
public sealed class CapturedPayloadTests
{
    public static TheoryData<string> Sources() => [.. Directory.GetDirectories(TestData.OfRepository("sightings")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_captured_payload_decodes_as_expected(string source)
    {
        var folder = Path.Combine(TestData.OfRepository("sightings"), source);
        var payload = File.ReadAllBytes(Assert.Single(Directory.GetFiles(folder, "payload.*")));
        Assert.Equal(File.ReadAllLines(Path.Combine(folder, "expected.txt")), Told(SightingPayload.Decode(payload, arrived: null)));
    }

    private static IEnumerable<string> Told(DecodedPayload decoded)
    {
        var lines = new ArrayBufferWriter<byte>();
        foreach (var sighting in decoded.Sightings) SightingWriter.WriteLine(lines, sighting);
        return Encoding.UTF8.GetString(lines.WrittenSpan).Split('\n', StringSplitOptions.RemoveEmptyEntries).Concat(decoded.Refusals.Select(Told));
    }

    private static string Told(Refusal refusal) => string.Create(CultureInfo.InvariantCulture,
        $"refused {char.ToLowerInvariant(refusal.Reason.ToString()[0])}{refusal.Reason.ToString()[1..]} line {refusal.Line} property {refusal.Property ?? "-"} tag {refusal.Tag ?? "-"} anchor {refusal.Anchor ?? "-"}");
}
