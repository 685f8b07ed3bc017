using Shyraq.Core.Sightings;
using Shyraq.Protocols.Sightings;
using Xunit;

namespace Shyraq.Protocols.Tests.Sightings;

public sealed class SightingFileTests
{
    private const string Seen = """{"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"seen","anchor":"A1"}""";

    [Fact]
    public void Every_sighting_comes_with_its_line_and_what_is_refused_too()
    {
        var file = new SightingFile(Drawn.Stream($"{Seen}\r\n\n{{}}\n{Seen}\n{new string('x', 100_000)}\n{Seen}"));
        Assert.Equal([1, 4, 6], file.Read().Select(s => s.Line));
        Assert.Equal(5, file.Count);
        Assert.Equal([(RefusalReason.MissingProperty, 3), (RefusalReason.TooLong, 5)], file.Refusals.Select(r => (r.Reason, r.Line!.Value)));
        Assert.Equal([RefusalReason.TooLong, RefusalReason.MissingProperty], file.RefusedCounts.Keys);
    }

    [Fact]
    public void An_array_is_read_as_a_whole()
    {
        var file = new SightingFile(Drawn.Stream($"\n[{Seen},\n{Seen},17]"));
        Assert.Equal([null, null], file.Read().Select(s => s.Line));
        Assert.Equal((3, 1), (file.Count, file.RefusedCounts[RefusalReason.NotAnObject]));
    }
}
