using System.Collections.Immutable;
using Shyraq.Core.History;
using Shyraq.Core.Plan;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.History;

public sealed class TrackRecorderTests
{
    private static readonly MinePlan Plan = Drawn.Straight(50);
    private static readonly Instant Start = TrackGrid.ChunkOf(Drawn.Start);

    [Fact]
    public void Chunks_close_at_the_ten_minute_marks_of_the_mines_time_and_hold_every_second()
    {
        var recorder = new TrackRecorder();
        var closed = Enumerable.Range(0, 1300).SelectMany(second => Tick(recorder, second, Live(second, "B"), Live(second, "A"))).ToArray();
        Assert.Equal(["A", "B", "A", "B"], closed.Select(chunk => chunk.Tag.Value));
        Assert.Equal([600, 600, 600, 600], closed.Select(chunk => chunk.Fixes.Length));
        Assert.Equal([Start, Start.PlusSeconds(600)], closed.Where(chunk => chunk.Tag.Value == "A").Select(chunk => chunk.Start));
        Assert.Equal(200, recorder.Held);
    }

    [Fact]
    public void There_is_one_fix_a_second_however_often_time_is_told_but_each_change_of_state_is_there()
    {
        var recorder = new TrackRecorder();
        for (var tick = 0; tick < 100; tick++) Tick(recorder, tick * 0.1, Live(tick * 0.1, "A") with { State = tick < 95 ? FixState.Live : FixState.Inferred });
        var fixes = Assert.Single(recorder.Unclosed()).Fixes;
        Assert.Equal(1, fixes.Count(fix => fix.State == FixState.Inferred));
        Assert.InRange(fixes.Length, 10, 13);
    }

    [Fact]
    public void The_last_known_place_of_a_silent_tag_is_kept_once_a_minute()
    {
        var recorder = new TrackRecorder();
        for (var second = 0; second < 599; second++) Tick(recorder, second, Live(second, "A") with { State = FixState.LastKnown });
        Assert.Equal(10, Assert.Single(recorder.Unclosed()).Fixes.Length);
    }

    [Fact]
    public void A_new_plan_closes_what_is_on_the_old_one()
    {
        var recorder = new TrackRecorder();
        Tick(recorder, 0, Live(0, "A"));
        var next = Drawn.Plan([Drawn.Roadway("R", (0, 0, 0), (300, 0, 0))], [], version: 2);
        Assert.Equal(1, Assert.Single(recorder.Take(Start.PlusSeconds(1), next, [Live(1, "A")])).Plan);
        Assert.Equal(2, Assert.Single(recorder.Unclosed()).Plan);
    }

    [Fact]
    public void Of_what_is_not_closed_yet_only_the_time_that_is_asked_for_is_given()
    {
        var recorder = new TrackRecorder();
        for (var second = 0; second < 700; second++) Tick(recorder, second, second < 650 ? [Live(second, "A"), Live(second, "B")] : [Live(second, "A")]);
        Assert.Equal([("A", 11), ("B", 11)], recorder.Unclosed(Start.PlusSeconds(610), Start.PlusSeconds(620)).Select(chunk => (chunk.Tag.Value, chunk.Fixes.Length)));
        var some = Assert.Single(recorder.Unclosed(Start.PlusSeconds(610), Start.PlusSeconds(620), new("B"))).Fixes;
        Assert.Equal((10 * 50, 20 * 50), (some[0].Time, some[^1].Time));
        Assert.Equal(["A"], recorder.Unclosed(Start.PlusSeconds(660), Instant.Latest).Select(chunk => chunk.Tag.Value));
        Assert.Empty(recorder.Unclosed(Start, Start.PlusSeconds(599)));
        Assert.Empty(recorder.Unclosed(Start, Instant.Latest, new("C")));
        Assert.Equal((150, Start.PlusSeconds(600), Start.PlusSeconds(699)), recorder.Span());
    }

    [Fact]
    public void A_recorder_that_goes_on_from_its_open_chunks_closes_the_same_ones()
    {
        var (whole, first, second) = (new TrackRecorder(), new TrackRecorder(), new TrackRecorder());
        var random = new Random(3);
        var expected = new List<TrackChunk>();
        var found = new List<TrackChunk>();
        for (var tick = 0; tick < 1300; tick++)
        {
            var seconds = tick + random.NextDouble() * 0.2;
            var fix = Live(seconds, "A");
            expected.AddRange(Tick(whole, seconds, fix));
            if (tick == 700)
                second.Restore(Plan, first.Unclosed().Select(chunk => chunk with { Fixes = TrackCodec.Decode(TrackCodec.Encode(chunk.Fixes.AsSpan())) }));
            found.AddRange(Tick(tick < 700 ? first : second, seconds, fix));
        }
        Assert.Equal(2, expected.Count);
        Assert.Equal(expected.Select(chunk => (chunk.Start, TrackCodec.Encode(chunk.Fixes.AsSpan()))), found.Select(chunk => (chunk.Start, TrackCodec.Encode(chunk.Fixes.AsSpan()))));
    }

    private static ImmutableArray<TrackChunk> Tick(TrackRecorder recorder, double seconds, params Fix[] fixes) => recorder.Take(Start.PlusSeconds(seconds), Plan, [.. fixes]);

    private static Fix Live(double seconds, string tag)
    {
        var on = new NetworkPosition(0, 100 + 50 * Math.Sin(seconds / 40));
        return new(Start.PlusSeconds(seconds), new(tag), Plan.PointAt(on), on, null, 1, 0.8, FixState.Live, Start.PlusSeconds(seconds - 0.3), []);
    }
}
