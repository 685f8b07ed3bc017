using System.Collections.Immutable;
using Shyraq.Core.Alarms;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Alarms;

/// <summary>What is watched of tags and radios, walked through second by second.</summary>
public sealed class WatchTests
{
    /// <summary>A gate of 400 m with an anchor each 40 m; a lamp room of 60 m above ground with an exit; a shaft between.</summary>
    private static readonly MinePlan Plan = new(new("m"), "M", "local", "UTC", 1, new(
        [
            Drawn.Roadway("Gate", (0, 0, 0), (400, 0, 0)),
            Drawn.Roadway("Shaft", (0, 0, 0), (0, 0, 200)) with { Use = "shaft", Level = "" },
            Drawn.Roadway("Lamp room", (0, 0, 200), (-60, 0, 200)) with { Level = "Surface", Air = Air.Neutral },
        ], [],
        [.. Enumerable.Range(0, 11).Select(i => Drawn.Anchor($"A{i:00}", 40 * i, 1)), Drawn.Anchor("L0", -10, 1, 200), Drawn.Anchor("L1", -50, 1, 200)],
        [], [new(LandmarkKind.Exit, "E", "Exit", new(0, 0, 200))], []))
    { Surface = "Surface" };

    private readonly Mine _mine = new(Plan);
    private readonly List<Occurrence> _happened = [];

    [Fact]
    public void Who_lies_still_for_15_minutes_is_told_however_often_the_sensor_errs_and_who_walks_never()
    {
        var random = new Random(7);
        for (var second = 0; second <= 1000; second++)
        {
            List<Sighting> heard = [.. Ranges("lies", second, new(200, 0, 0)), .. Ranges("walks", second, new(Walk(second), 0, 0))];
            if (second % 2 == 0)
            {
                heard.Add(Motion("lies", second, random.NextDouble() >= 0.06));
                heard.Add(Motion("walks", second, random.NextDouble() < 0.06));
            }
            Step(second, heard);
        }
        var raised = Assert.Single(Raised("motionless"));
        Assert.Equal("lies", raised.Subject);
        Assert.InRange(raised.Time.SecondsSince(Drawn.Start), 900, 930);
        Step(1001, Motion("lies", 1001, false), Motion("lies", 1001.2, false), Motion("lies", 1001.4, false), Motion("lies", 1001.6, false));
        Assert.Equal("lies", Assert.Single(_happened, one => one is { Kind: "cleared", What: "motionless" }).Subject);
    }

    [Fact]
    public void Who_rests_and_stirs_once_a_minute_is_not_motionless_and_who_is_not_heard_is_not_either()
    {
        for (var second = 0; second <= 1200; second++)
        {
            List<Sighting> heard = [.. Ranges("stirs", second, new(200, 0, 0))];
            if (second <= 300) heard.AddRange(Ranges("gone", second, new(240, 0, 0)));
            if (second % 2 == 0) heard.Add(Motion("stirs", second, second % 60 > 4));
            if (second % 2 == 0 && second <= 300) heard.Add(Motion("gone", second, true));
            Step(second, heard);
        }
        Assert.Empty(Raised("motionless"));
    }

    [Fact]
    public void A_lamp_that_lies_in_the_lamp_room_and_a_machine_that_is_parked_are_no_people_who_do_not_move()
    {
        _mine.Take(new CarriersInput(Drawn.Start, ImmutableSortedDictionary<string, Carrier>.Empty.Add("loco", new(CarrierKind.Vehicle))));
        for (var second = 0; second <= 1000; second += 5)
            Step(second, [.. Ranges("lamp", second, new(-30, 0, 200)), Motion("lamp", second, true), .. Ranges("loco", second, new(200, 0, 0)), Motion("loco", second, true)]);
        Assert.Empty(Raised("motionless"));
        var stuck = Assert.Single(Raised("stuck"));
        Assert.Equal(("loco", 600), (stuck.Subject, stuck.Time.SecondsSince(Drawn.Start)));
    }

    [Fact]
    public void A_person_who_is_heard_no_more_where_anchors_would_hear_is_missed_after_two_minutes()
    {
        for (var second = 0; second <= 400; second++)
            Step(second, [.. second < 100 ? Ranges("gone", second, new(180, 0, 0)) : [], .. Ranges("there", second, new(220, 0, 0))]);
        var raised = Assert.Single(Raised("tagSilent"));
        Assert.Equal("gone", raised.Subject);
        Assert.InRange(raised.Time.SecondsSince(Drawn.Start), 219, 222);
        Step(401, [.. Ranges("gone", 401, new(180, 0, 0))]);
        Assert.Equal("gone", Assert.Single(_happened, one => one is { Kind: "cleared", What: "tagSilent" }).Subject);
    }

    [Fact]
    public void A_lamp_that_is_switched_off_above_ground_is_not_missed()
    {
        for (var second = 0; second <= 400; second++) Step(second, [.. second < 100 ? Ranges("off", second, new(-30, 0, 200)) : [], .. Ranges("there", second, new(220, 0, 0))]);
        Assert.Empty(Raised("tagSilent"));
    }

    [Fact]
    public void When_half_a_gate_falls_silent_with_its_people_it_is_one_alarm_with_the_picture_of_who_was_there()
    {
        // From second 120 on everything beyond 200 m is gone.
        for (var second = 0; second <= 400; second++)
            for (var person = 0; person < 8; person++)
                if (second < 120 || person < 4) Step(second + person * 0.01, [.. Ranges($"P{person}", second, new(30 + 45 * person, 0, 0)).Where(one => second < 120 || string.CompareOrdinal(one.HeardBy!.Value.Value, "A06") < 0)], tick: person == 0);
        var lost = Assert.Single(Raised("areaLost"));
        Assert.InRange(lost.Time.SecondsSince(Drawn.Start), 193, 196);
        var loss = Assert.Single(_mine.Safety.AlarmBoard(_mine.Clock).Losses);
        Assert.Equal("L1", loss.Level);
        Assert.Empty(loss.Radios.Except(["A05", "A06", "A07", "A08", "A09", "A10"]));
        Assert.True(loss.LostThen >= AreaWatch.Fewest, $"{loss.LostThen} lost");
        Assert.Empty(((string[])["P4", "P5", "P6", "P7"]).Except(loss.Picture.Select(seen => seen.Tag.Value)));
        Assert.True(loss.IsSure);
        // The silent tags are told by the area, and stand on the list as such.
        var silent = _mine.Alarms().Where(alarm => alarm.Kind == AlarmKind.TagSilent).ToArray();
        Assert.Equal(["P4", "P5", "P6", "P7"], silent.Select(alarm => alarm.Subject).Order());
        Assert.All(silent, alarm => Assert.Equal((AlarmState.SuppressedByDesign, loss.Area), (alarm.State, alarm.SuppressedBy)));

        // They are heard again: the area is over, its picture stays as it was.
        for (var second = 401; second < 440; second++)
            for (var person = 0; person < 8; person++) Step(second + person * 0.01, [.. Ranges($"P{person}", second, new(30 + 45 * person, 0, 0))], tick: person == 0);
        var ended = Assert.Single(_mine.Safety.AlarmBoard(_mine.Clock).Losses);
        Assert.NotNull(ended.Ended);
        Assert.Equal(loss.Picture, ended.Picture);
        Assert.DoesNotContain(_mine.Alarms(), alarm => alarm.State == AlarmState.SuppressedByDesign);
    }

    [Fact]
    public void A_gateway_that_keeps_everything_back_for_a_minute_loses_no_area()
    {
        var kept = new List<Sighting>();
        for (var second = 0; second <= 400; second++)
            for (var person = 0; person < 8; person++)
            {
                Sighting[] heard = [.. Ranges($"P{person}", second, new(30 + 45 * person, 0, 0))];
                var held = second is >= 120 and < 180 && person >= 4;
                if (held) kept.AddRange(heard);
                if (second == 180 && person == 7)
                {
                    Step(second, kept.Select(one => one with { Arrived = Drawn.Start.PlusSeconds(second) }), tick: false);
                    kept.Clear();
                }
                Step(second + person * 0.01, held ? [] : heard.Where(one => second is < 120 or >= 180 || string.CompareOrdinal(one.HeardBy!.Value.Value, "A06") < 0), tick: person == 0);
            }
        Assert.Empty(Raised("areaLost"));
        Assert.Empty(_mine.Safety.AlarmBoard(_mine.Clock).Losses);
    }

    [Theory]
    [InlineData(40, 0)]
    [InlineData(1000, 1)]
    public void While_the_mine_did_not_listen_nobody_was_silent_and_what_does_not_come_back_is_told(int back, int expected)
    {
        // The server is away for two minutes; the gateway of what lies beyond 200 m finds it again so many seconds later, or never.
        for (var second = 0; second <= 600; second++)
            for (var person = 0; person < 8; person++)
            {
                if (second is >= 120 and < 240) continue;
                var isBack = second < 120 || second >= 240 + back;
                Step(second + person * 0.01, isBack || person < 4 ? [.. Ranges($"P{person}", second, new(30 + 45 * person, 0, 0)).Where(one => isBack || string.CompareOrdinal(one.HeardBy!.Value.Value, "A06") < 0)] : [], tick: person == 0);
            }
        var lost = Raised("areaLost").ToArray();
        Assert.Equal(expected, lost.Length);
        Assert.All(lost, one => Assert.InRange(one.Time.SecondsSince(Drawn.Start), 240 + 60 + 75, 240 + 60 + 85));
        // The silent people are told by the area.
        Assert.Equal(expected == 0 ? [] : ["P4", "P5", "P6", "P7"], _mine.Alarms().Where(alarm => alarm.Kind == AlarmKind.TagSilent && alarm.State == AlarmState.SuppressedByDesign).Select(alarm => alarm.Subject).Order());
        Assert.DoesNotContain(_mine.Alarms(), alarm => alarm.Kind == AlarmKind.TagSilent && alarm.State != AlarmState.SuppressedByDesign);
    }

    [Fact]
    public void The_alarm_of_a_dead_anchor_ends_when_the_plan_has_it_no_more()
    {
        for (var second = 0; second <= 900; second++)
            Step(second, [.. Enumerable.Range(0, 3).SelectMany(person => Near($"P{person}", second, Walk(second + 20 * person)).Where(one => second < 60 || one.HeardBy!.Value.Value != "A05"))]);
        Assert.Equal("A05", Assert.Single(Raised("anchorDead")).Subject);
        var without = new MinePlan(Plan.Id, "M", "local", "UTC", 2, new(Plan.Roadways, [], [.. Plan.Anchors.Where(a => a.Id.Value != "A05")], [], Plan.Landmarks, [])) { Surface = "Surface" };
        _mine.Take(new PlanInput(Drawn.Start.PlusSeconds(901), without, default));
        _happened.AddRange(_mine.Ticks(902, 960));
        Assert.Equal("A05", Assert.Single(_happened, one => one is { Kind: "cleared", What: "anchorDead" }).Subject);
    }

    [Fact]
    public void Anchors_that_a_crowd_has_walked_away_from_are_not_lost()
    {
        for (var second = 0; second <= 300; second++)
            Step(second, [.. Enumerable.Range(0, 8).SelectMany(person => Near($"P{person}", second, Math.Min(395, 4 * person + 1.3 * second)))]);
        Assert.Empty(Raised("areaLost"));
        Assert.Empty(Raised("tagSilent"));
    }

    [Fact]
    public void People_who_go_up_the_shaft_and_are_heard_no_more_lose_no_area()
    {
        for (var second = 0; second <= 200; second++)
            Step(second, [.. second < 100 ? Enumerable.Range(0, 12).SelectMany(person => Near($"P{person}", second, 4 * person)) : [], .. Near("stays", second, 390)]);
        Assert.Empty(Raised("areaLost"));
    }

    private static double Walk(int second) => 200 + 150 * Math.Sin(second * 1.2 / 150);

    private IEnumerable<Occurrence> Raised(string what) => _happened.Where(one => one.Kind == "raised" && one.What == what);

    private void Step(double second, params Sighting[] heard) => Step(second, heard, tick: true);

    private void Step(double second, IEnumerable<Sighting> heard, bool tick = true)
    {
        Sighting[] all = [.. heard];
        if (all.Length > 0) _happened.AddRange(_mine.Take(new SightingsInput(Drawn.Start.PlusSeconds(second), [.. all])).Occurrences);
        if (tick) _happened.AddRange(_mine.Tick(second).Occurrences);
    }

    private static MotionSighting Motion(string tag, double second, bool still) => new(Drawn.Start.PlusSeconds(second), Drawn.Start.PlusSeconds(second), new(tag), null, still, null, null);

    /// <summary>Ranges to the anchors within 100 m of a place.</summary>
    private static IEnumerable<Sighting> Ranges(string tag, double second, Point3 place) =>
        Plan.Anchors.Where(anchor => Point3.Distance(anchor.Place, place) < 100).Select(anchor => Drawn.Range(second, tag, anchor.Id.Value, Point3.Distance(anchor.Place, place)));

    private static IEnumerable<Sighting> Near(string tag, double second, double x) => Ranges(tag, second, new(x, 0, 0));
}
