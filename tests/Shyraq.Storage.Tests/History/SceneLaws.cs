using System.Text;
using Shyraq.Core.Units;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.History;

public sealed class SceneLawsInAFolder() : SceneLaws(() => new Place.InFolder());

public sealed class SceneLawsInPostgres() : SceneLaws(() => new Place.InPostgres());

/// <summary>What holds on every engine of what stood around the tracks: boards, plans, carriers, gaps, events.</summary>
public abstract class SceneLaws(Func<Place> make)
{
    private static readonly BlockHash Hash = BlockHash.Genesis(new MineId("demo"));

    [Fact]
    public void Who_carried_what_in_a_time_is_told_with_the_change_before_it()
    {
        using var place = make();
        Write(place, new() { Carriers = [Change("T1", 10, "P1"), Change("T1", 20, ""), Change("T1", 30, "P2"), Change("Лампа 2", 15, "P1"), Change("T3", 50, "P3"), Change("T4", 5, "P4"), Change("T4", 8, "")] });
        using var reading = Read(place);
        Assert.Equal([("T1", 10), ("T1", 20), ("T1", 30), ("T4", 8), ("Лампа 2", 15)], Told(reading.Scene.Carriers(At(12), At(40))));
        Assert.Equal([("T1", 20), ("T4", 8), ("Лампа 2", 15)], Told(reading.Scene.Carriers(At(20), At(20))));
        Assert.Equal([("T1", 20), ("T1", 30), ("T3", 50), ("T4", 8), ("Лампа 2", 15)], Told(reading.Scene.Carriers(At(29), At(60))));
        Assert.Empty(reading.Scene.Carriers(At(1), At(2)));
        // Of the tags that a person ever carried, also under the personnel number.
        Assert.Equal([("T1", 10), ("T1", 20), ("Лампа 2", 15)], Told(reading.Scene.CarriersOf("P1", At(12), At(25))));
        Assert.Equal([("T1", 30)], Told(reading.Scene.CarriersOf("no P2", At(40), At(60))));
        Assert.Equal([("T1", 10), ("T1", 20)], Told(reading.Scene.CarriersOfTag(new("T1"), At(29))));

        static (string, int)[] Told(IEnumerable<CarrierRow> rows) => [.. rows.Select(row => (row.Tag.Value, (int)row.From.UnixSeconds)).OrderBy(one => one.Value, StringComparer.Ordinal)];
    }

    [Fact]
    public void A_board_is_told_as_the_newest_picture_of_it_also_one_told_from_another()
    {
        using var place = make();
        var (whole, next) = ("""{"people":[{"id":"P1"},{"id":"P2"}]}"""u8.ToArray(), """{"people":[{"id":"P1"},{"id":"P3"}]}"""u8.ToArray());
        Write(place, new() { Pictures = [new("presence", At(10), null, PictureCodec.Whole(whole)), new("presence", At(20), At(10), PictureCodec.Difference(next, whole)), new("gas", At(12), null, PictureCodec.Whole("{}"u8))] });
        using var reading = Read(place);
        Assert.Null(reading.Scene.Board("presence", At(9)));
        Assert.Equal((At(10), Encoding.UTF8.GetString(whole)), Board("presence", 19));
        Assert.Equal((At(20), Encoding.UTF8.GetString(next)), Board("presence", 3000));
        Assert.Equal((At(12), "{}"), Board("gas", 20));

        (Instant, string) Board(string name, int at) => reading.Scene.Board(name, At(at)) is var (when, json) ? (when, Encoding.UTF8.GetString(json)) : default;
    }

    [Fact]
    public void Events_are_told_as_the_version_tells_them_that_is_asked_for()
    {
        using var place = make();
        HistoryEvent Event(int at, string kind, string what) => new(at, 0, At(at), kind, what, "T1", "");
        Write(place, new()
        {
            Events = [Event(10, "raised", "restricted"), Event(20, "cleared", "restricted")],
            Retold = [new("stricter", Event(5, "raised", "speeding")), new("stricter", Event(10, "raised", "restricted")), new("other", Event(11, "raised", "sos"))],
        });
        using var reading = Read(place);
        Assert.Equal(["restricted", "restricted"], reading.Scene.Events(At(0), At(60), [], 10).Select(one => one.What));
        Assert.Equal(["speeding", "restricted"], reading.Scene.Events(At(0), At(60), [], 10, "stricter").Select(one => one.What));
        Assert.Equal(["restricted"], reading.Scene.Events(At(6), At(60), ["raised"], 10, "stricter").Select(one => one.What));
        Assert.Equal((true, true, false), (reading.Scene.TellsEvents(HistoryVersion.Live), reading.Scene.TellsEvents("stricter"), reading.Scene.TellsEvents("hindsight")));
    }

    [Fact]
    public void Plans_and_gaps_are_those_of_the_time_and_come_back_as_they_were()
    {
        using var place = make();
        var plan = Encoding.UTF8.GetBytes("""{"type":"FeatureCollection","mine":{"name":"Шырақ"}}""");
        Write(place, new() { Plans = [new(1, At(5), plan), new(2, At(50), [])], Gaps = [new(At(10), At(20)), new(At(40), At(45))] });
        using var reading = Read(place);
        Assert.Equal([(1, At(5)), (2, At(50))], reading.Scene.Plans());
        Assert.Equal(plan, reading.Scene.PlanSource(1));
        Assert.Null(reading.Scene.PlanSource(3));
        Assert.Equal([new(At(10), At(20))], reading.Scene.Gaps(At(19), At(40)));
        Assert.Empty(reading.Scene.Gaps(At(20), At(40)));
    }

    [Fact]
    public void Events_come_by_time_kind_and_number_and_page_by_page()
    {
        using var place = make();
        HistoryEvent[] events = [.. Enumerable.Range(0, 5000).Select(n => new HistoryEvent(n / 3 + 1, n % 3, At(5000 - n), n % 2 == 0 ? "entered" : "left", "Z1", "T1", "Ø"))];
        Write(place, new() { Events = [.. events.Reverse()] });
        using var reading = Read(place);
        Assert.Equal(events, reading.Events());
        Assert.Equal(events[300..], reading.Events(101));
        Assert.Empty(reading.Events(9999));
        Assert.Equal(events.Reverse().Where(one => one.Kind == "left").Take(20), reading.Scene.Events(At(0), At(6000), ["left", "nothing"], 20));
        Assert.Equal(events.Where(one => one.Time >= At(10) && one.Time < At(13)).Reverse(), reading.Scene.Events(At(10), At(13), [], 20));
    }

    private static Instant At(int seconds) => new(seconds * 1_000_000L);

    private static CarrierRow Change(string tag, int at, string person) =>
        new(new(tag), At(at), person.Length > 0 ? "person" : "", person, person, $"no {person}", "", "");

    private static void Write(Place place, HistoryRows rows)
    {
        using var history = place.Open().OpenHistory(Place.Mine, _ => Hash);
        history.Record(rows, 1, 9, Hash);
    }

    private static HistoryReading Read(Place place) => place.Open().Read(Place.Mine).OpenHistory()!;
}
