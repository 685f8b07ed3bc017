using System.Diagnostics;
using System.Diagnostics.Metrics;
using Shyraq.Cluster.Mines;

namespace Shyraq.Cluster.Tests.Mines;

public class TelemetryTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c", Parent = "b7ad6b7169203331";

    [Fact]
    public async Task A_traced_batch_has_a_span_for_each_verb_under_its_receive_span()
    {
        List<Activity> spans = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span => { if (span.TraceId.ToHexString() == Trace) lock (spans) spans.Add(span); },
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = await TestServer.StartWithPlan();
        var walk = Enumerable.Range(0, 90).Select(second => TestMine.Second(second));
        Assert.IsType<Receipt.Journalled>(await server.Grain().Append(new InputBatch([.. walk], $"00-{Trace}-{Parent}-01")));
        await server.Walk(90, 91);
        Assert.Equal(["journal", "follow", "place", "judge", "record"], spans.Select(span => span.OperationName));
        Assert.All(spans, span => Assert.Equal(Parent, span.ParentSpanId.ToHexString()));
        Assert.True(spans.Single(span => span.OperationName == "follow").Duration > TimeSpan.Zero);
    }

    [Fact]
    public async Task What_is_journalled_followed_and_refused_is_counted_with_its_mine_and_reason()
    {
        Dictionary<string, long> sums = [];
        using var listener = new MeterListener { InstrumentPublished = (instrument, me) => { if (instrument.Meter.Name == Telemetry.Name) me.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var of = string.Join(' ', tags.ToArray().Select(tag => tag.Value));
            lock (sums) sums[$"{instrument.Name} {of}"] = sums.GetValueOrDefault($"{instrument.Name} {of}") + value;
        });
        listener.Start();
        await using var server = await TestServer.Start();
        await server.Grain("counted").PutPlan(TestMine.Plan("counted"));
        await server.Grain("counted").Append(TestMine.Batch(TestMine.Second(0), TestMine.Strange(3), TestMine.Refusals(7)));
        await server.Stop();
        lock (sums)
        {
            Assert.Equal(2, sums["shyraq_journal_blocks counted"]);
            Assert.Equal(2, sums["shyraq_follow_sightings counted"]);
            Assert.Equal(3, sums["shyraq_follow_refused counted unknownAnchor"]);
            Assert.Equal(7, sums["shyraq_follow_refused counted notJson"]);
            Assert.Equal(0, sums["shyraq_intake_pending counted"]);
        }
    }
}
