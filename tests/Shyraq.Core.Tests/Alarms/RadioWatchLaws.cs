using CsCheck;
using Shyraq.Core.Alarms;
using Shyraq.Core.Plan;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;
using Xunit;

namespace Shyraq.Core.Tests.Alarms;

public sealed class RadioWatchLaws
{
    /// <summary>A gate of 640 m with an anchor each 40 m.</summary>
    private static readonly MinePlan Plan = Drawn.Plan([Drawn.Roadway("Gate", (0, 0, 0), (640, 0, 0))], [.. Enumerable.Range(0, 17).Select(i => Drawn.Anchor($"A{i:00}", 40 * i, 1))]);

    /// <summary>Of each four anchors in a row one falls quiet, or none; beside it are people, of whom some are heard no more from then on.</summary>
    private static readonly Gen<(bool FallsQuiet, int Which, int At, (int Metres, bool Vanishes)[] People)[]> Fours =
        Gen.Select(Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false))), Gen.Int[1, 2], Gen.Int[40, 110], Gen.Select(Gen.Int[-25, 25], Gen.Bool).Array[1, 4]).Array[4];

    [Fact]
    public void An_anchor_that_falls_quiet_is_found_to_be_lost_when_it_would_be_were_it_the_only_one() => Fours.Sample(fours =>
    {
        var quiet = fours.Select((four, i) => (four.FallsQuiet, Anchor: 4 * i + four.Which, four.At)).Where(one => one.FallsQuiet).ToDictionary(one => one.Anchor, one => one.At);
        // Somebody rides up and down besides, heard by all that are not quiet.
        var people = fours.SelectMany((four, i) => four.People.Select(person => (X: 40 * (4 * i + four.Which) + person.Metres, Until: four.FallsQuiet && person.Vanishes ? four.At : int.MaxValue))).ToArray();
        var among = Noticed(quiet, people);
        foreach (var (anchor, at) in quiet)
        {
            var alone = Noticed(new() { [anchor] = at }, people);
            Assert.True(among.ContainsKey(anchor), $"A{anchor:00} is quiet and not found to be lost");
            Assert.Equal(alone[anchor], among[anchor]);
            Assert.InRange(among[anchor], at + 9, at + 30);
        }
    }, iter: 25);

    /// <summary>When anchors that fall quiet are found to be lost.</summary>
    private static Dictionary<int, int> Noticed(Dictionary<int, int> quiet, (int X, int Until)[] people)
    {
        var (mine, watch, noticed) = (new Mine(Plan), new RadioWatch(), new Dictionary<int, int>());
        for (var second = 0; second <= 150; second++)
        {
            var walker = Math.Abs(second * 16 % 1280 - 640);
            var heard = people.Append((X: walker, Until: int.MaxValue)).SelectMany((person, i) => Plan.Anchors
                .Where((anchor, a) => second < person.Until && Math.Abs(anchor.Place.X - person.X) < 100 && !(quiet.TryGetValue(a, out var at) && second >= at))
                .Select(anchor => Drawn.Range(second, $"P{i:00}", anchor.Id.Value, Math.Sqrt((anchor.Place.X - person.X) * (anchor.Place.X - person.X) + 1))));
            mine.Take([.. heard]);
            var tick = new TickInput(Drawn.Start.PlusSeconds(second));
            var placed = mine.Place(mine.Follow(tick));
            mine.Judge(placed);
            watch.Judge(new Scene(mine, tick, placed.Fixes, [], [.. placed.Fixes.Select(fix => mine.KnownTrack(fix.Tag)!)], []));
            foreach (var lost in watch.Lost(Plan)) noticed.TryAdd(Plan.AnchorIndex(new(lost.Id)), second);
        }
        return noticed;
    }
}
