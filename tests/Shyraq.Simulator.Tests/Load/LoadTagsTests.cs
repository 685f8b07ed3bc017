using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Sightings;
using Shyraq.Simulator.Load;
using Xunit;

namespace Shyraq.Simulator.Tests.Load;

public sealed class LoadTagsTests
{
    [Fact]
    public void Its_lines_are_read_without_refusal_and_never_repeat_a_stamp()
    {
        var field = new LoadField(Plans.CoalMinePlan);
        var tags = new LoadTags(field, 50, 1, 0, 1);
        var buffer = new byte[200 * 160];
        var seen = new HashSet<(TagId, Instant, AnchorId?)>();
        var stamps = new HashSet<(int, long)>();
        var now = Instant.From(new DateTimeOffset(2026, 3, 1, 23, 59, 59, 999, TimeSpan.Zero));
        for (var i = 0; i < 100; i++)
        {
            var (bytes, lines) = tags.Render(buffer, 200, now.PlusSeconds(i * 1e-5), (tag, stamp) => Assert.True(stamps.Add((tag, stamp))));
            var decoded = SightingPayload.Decode(buffer.AsSpan(0, bytes), now);
            Assert.Equal(lines, decoded.Sightings.Length);
            Assert.Empty(decoded.RefusedCounts);
            foreach (var sighting in decoded.Sightings)
            {
                Assert.InRange(Assert.IsType<RangeSighting>(sighting).Distance.Value, 0, 112);
                Assert.True(seen.Add((sighting.Tag, sighting.Time, sighting.HeardBy)));
            }
        }
    }
}
