using System.Collections.Immutable;
using CsCheck;
using Shyraq.Core.History;
using Shyraq.Core.Plan;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.History;

public sealed class VisitTests
{
    // R1 ── X ── R2, a side drift of 12 m between both: whoever rides passes it between two fixes.
    private static readonly MinePlan Plan = Drawn.Plan(
        [Drawn.Roadway("R1", (0, 0, 0), (100, 0, 0)), Drawn.Roadway("X", (100, 0, 0), (100, 12, 0)), Drawn.Roadway("R2", (100, 12, 0), (200, 12, 0)), Drawn.Roadway("F", (900, 0, 0), (990, 0, 0))], []);

    private static readonly Instant Start = TrackGrid.ChunkOf(Drawn.Start);

    [Fact]
    public void A_walk_is_a_visit_with_each_cell_in_its_turn()
    {
        var visit = Assert.Single(Of("R1", Ride("A", 0, 95, 1)));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], visit.Steps.Select(step => step.Cell));
        Assert.InRange(visit.Steps[5].Time.SecondsSince(Start), 49, 52);
        Assert.Equal(95, visit.Out.SecondsSince(Start), 1);
    }

    [Fact]
    public void A_roadway_that_was_passed_between_two_fixes_was_passed()
    {
        var ride = Ride("V", 60, 160, 20);
        Assert.DoesNotContain(ride.Fixes, fix => fix.Where == 1);
        var stay = Assert.Single(Stays.Within(Of("X", ride), 0, 1));
        Assert.True(stay.Through);
        Assert.InRange(stay.Out.SecondsSince(stay.In), 0.3, 0.9);
    }

    [Fact]
    public void A_place_that_was_taken_back_is_no_way_that_somebody_went()
    {
        var far = new TrackChunk(new("A"), Start, 1, [Fix(0, 0, 10), Fix(1, 3, 10), Fix(2, 0, 12)]);
        Assert.Empty(Of("X", far));
        Assert.Equal(2, Of("R1", far).Length);
    }

    [Fact]
    public void Standing_at_the_border_of_two_cells_is_no_coming_and_going()
    {
        var random = new Random(1);
        var chunk = new TrackChunk(new("A"), Start, 1, [.. Enumerable.Range(0, 300).Select(second => Fix(second, 0, 50 + Math.Clamp(Drawn.Gaussian(random) * 0.3, -0.9, 0.9)))]);
        Assert.Single(Assert.Single(Of("R1", chunk)).Steps);
    }

    [Fact]
    public void Whoever_was_only_known_to_have_been_there_was_not_there()
    {
        var chunk = new TrackChunk(new("A"), Start, 1, [Fix(0, 0, 10), Fix(1, 0, 10), .. Enumerable.Range(1, 9).Select(minute => Fix(minute * 60, 0, 10) with { State = FixState.LastKnown })]);
        Assert.Equal(1, Assert.Single(Of("R1", chunk)).Out.SecondsSince(Start), 1);
    }

    [Fact]
    public void A_stay_goes_from_coming_in_to_going_out_also_over_the_ten_minute_mark()
    {
        // At 590 s the tag stands in the section, in the next ten minutes it goes on.
        var before = new TrackChunk(new("A"), Start, 1, [.. Enumerable.Range(560, 40).Select(second => Fix(second, 0, second - 560))]);
        var after = new TrackChunk(new("A"), Start.PlusSeconds(600), 1, [.. Enumerable.Range(0, 50).Select(second => Fix(second, 0, 40 + second))]);
        var stay = Assert.Single(Stays.Within([.. Of("R1", before), .. Of("R1", after)], 2, 6));
        Assert.True(stay.Through);
        Assert.InRange(stay.In.SecondsSince(Start), 579, 583);
        Assert.InRange(stay.Out.SecondsSince(Start), 629, 633);
    }

    [Fact]
    public void Whoever_turns_back_was_in_the_section_and_not_through_it()
    {
        var chunk = new TrackChunk(new("A"), Start, 1, [.. Enumerable.Range(0, 60).Select(second => Fix(second, 0, second < 30 ? 20 + second : 80 - second))]);
        Assert.False(Assert.Single(Stays.Within(Of("R1", chunk), 4, 6)).Through);
    }

    [Fact]
    public void Heat_is_the_time_spent_in_each_cell_and_no_more_than_was_asked_for()
    {
        var heat = new Heat(Start.PlusSeconds(10), Start.PlusSeconds(60), 1);
        foreach (var visit in Of("R1", Ride("A", 0, 95, 1))) heat.Add(new("R1"), visit);
        var cells = heat.Cells().ToArray();
        Assert.Equal(50, cells.Sum(cell => cell.Seconds), 3);
        Assert.All(cells, cell => Assert.InRange(cell.Seconds, 0.01, 12));
    }

    [Fact]
    public void Visits_come_back_from_their_bytes_to_the_second() =>
        Gen.Select(Gen.Select(Gen.Int[0, 400], Gen.Int[-3, 3], Gen.Int[0, 90]).Array[1, 40], Gen.String[Gen.Char.AlphaNumeric, 1, 12]).Array[0, 6].Sample(drawn =>
        {
            var visits = drawn.OrderBy(one => one.Item2, StringComparer.Ordinal).Select(one => Drawing(one.Item1, one.Item2)).ToImmutableArray();
            var back = VisitCodec.Decode(VisitCodec.Encode(new(new("R"), Start, visits)), Start);
            Assert.Equal(visits.Select(Text), back.Select(Text));
        });

    [Fact]
    public void Bytes_that_are_no_visits_are_an_error() =>
        Gen.Byte.Array[0, 80].Sample(bytes =>
        {
            try
            {
                VisitCodec.Decode(bytes, Start);
            }
            catch (FormatException)
            {
                // The only thing that may happen.
            }
        });

    private static string Text(Visit visit) => $"{visit.Tag}: {string.Join(" ", visit.Steps)} {visit.Out}";

    private static Visit Drawing((int After, int Way, int Seconds)[] steps, string tag)
    {
        var (second, cell) = (0, 50);
        var all = steps.Select(step => new VisitStep(Start.PlusSeconds(second += step.Seconds), cell = Math.Max(0, cell + step.Way))).ToImmutableArray();
        return new(new(tag), all, all[^1].Time.PlusSeconds(steps[0].After));
    }

    private static ImmutableArray<Visit> Of(string roadway, params TrackChunk[] chunks) =>
        Visits.Of(chunks, Plan).FirstOrDefault(one => one.Roadway.Value == roadway)?.Visits ?? [];

    // Along R1, X and R2 as one way of 212 m, a fix a second.
    private static TrackChunk Ride(string tag, double from, double to, double speed) => new(new(tag), Start, 1,
        [.. Enumerable.Range(0, (int)((to - from) / speed) + 1).Select(second => from + speed * second).Select((along, second) =>
            along <= 100 ? Fix(second, 0, along) : along <= 112 ? Fix(second, 1, along - 100) : Fix(second, 2, along - 112))]);

    private static TrackFix Fix(double second, int roadway, double offset) =>
        TrackGrid.Take(new(Start.PlusSeconds(second), new("A"), default, new(roadway, offset), null, 1, 0.5, FixState.Live, Start.PlusSeconds(second), []), Start);
}
