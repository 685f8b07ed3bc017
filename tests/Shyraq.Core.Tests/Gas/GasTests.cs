using Shyraq.Core.Alarms;
using Shyraq.Core.Gas;
using Shyraq.Core.Plan;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Alarms;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Gas;

public sealed class GasTests
{
    /// <summary>
    /// A longwall: fresh air comes in by the shaft, along the belt gate and through the face, and goes out by the vent gate and the return shaft; a blind heading off the belt
    /// gate, and a crosscut with doors between the gates.
    /// </summary>
    internal static readonly MinePlan Longwall = new(new("m"), "M", "local", "UTC", 1, new(
        [
            Road("Intake shaft", Air.Intake, (0, 0, 100), (0, 0, 0)),
            Road("Belt gate", Air.Intake, (0, 0, 0), (100, 0, 0), (300, 0, 0), (500, 0, 0)),
            Road("Face", Air.Intake, (500, 0, 0), (500, 200, 0)),
            Road("Vent gate", Air.Return, (500, 200, 0), (300, 200, 0), (0, 200, 0)),
            Road("Return shaft", Air.Return, (0, 200, 0), (0, 200, 100)),
            Road("Heading", Air.Intake, (100, 0, 0), (100, -150, 0)),
            Road("Crosscut", Air.Neutral, (300, 0, 0), (300, 200, 0)),
        ], [],
        [Drawn.Anchor("A0", 50, 1), Drawn.Anchor("A1", 250, 1), Drawn.Anchor("A2", 450, 1), Drawn.Anchor("A3", 499, 100), Drawn.Anchor("A4", 400, 199), Drawn.Anchor("A5", 100, 199), Drawn.Anchor("A6", 99, -100), Drawn.Anchor("A7", 499, 180)],
        [], [new(LandmarkKind.Exit, "E1", "Intake", new(0, 0, 100)), new(LandmarkKind.Exit, "E2", "Return", new(0, 200, 100))],
        [new("CH4-face", new(500, 190, 1), "CH4", "%"), new("CH4-in", new(20, 0, 1), "CH4", "%"), new("CO-belt", new(250, 0, 1), "CO", "ppm"), new("O2-vent", new(100, 200, 1), "O2", "%"), new("CH4-head", new(100, -140, 1), "CH4", "%"), new("AIR-cross", new(300, 100, 1), "AIR", "m/s")]));

    private readonly Mine _mine = new(Longwall);
    private readonly List<Occurrence> _happened = [];

    [Fact]
    public void Methane_over_its_limit_is_told_at_once_and_over_when_it_has_stayed_below()
    {
        Read(0, "CH4-face", 0.4);
        Read(5, "CH4-face", 0.56);
        Assert.Equal("CH4 0.56 % > 0.5 %", Assert.Single(Raised("gasLimit")).Detail);
        // Neither a hair below the limit nor a moment far below ends it.
        Read(6, "CH4-face", 0.49);
        Assert.DoesNotContain(_happened, one => one.Kind == "cleared");
        Read(7, "CH4-face", 0.3);
        Tick(16);
        Assert.DoesNotContain(_happened, one => one.Kind == "cleared");
        Tick(17);
        Assert.Contains(_happened, one => one is { Kind: "cleared", What: "gasLimit", Subject: "CH4-face" });
    }

    [Theory]
    [InlineData("CO-belt", 18, "CO 18 ppm > 17 ppm")]
    [InlineData("O2-vent", 19.4, "O2 19.4 % < 20 %")]
    [InlineData("CH4-in", 0.6, "CH4 0.6 % > 0.5 %")]
    public void Each_quantity_has_its_limit(string sensor, double value, string told)
    {
        Read(0, sensor, value);
        Assert.Equal(told, Assert.Single(Raised("gasLimit")).Detail);
    }

    [Fact]
    public void A_sensor_in_a_face_measures_what_comes_from_the_coal()
    {
        var plan = new MinePlan(new("m"), "M", "local", "UTC", 1, new([.. Longwall.Roadways.Select(road => road.Id.Value == "Face" ? road with { Use = "face" } : road)], [], Longwall.Anchors, [], Longwall.Landmarks, Longwall.Sensors));
        Assert.Equal(1, new Mine(plan).Safety.GasBoard(new Mine(plan), Drawn.Start).Sensors.Single(row => row.Subject == "CH4-face").Limit.High);
        Assert.Equal(0.5, Row("CH4-face").Limit.High);
    }

    [Fact]
    public void A_sensor_that_fails_while_the_air_is_bad_has_not_made_it_good()
    {
        Read(0, "CH4-face", 1.2);
        Read(5, "CH4-face", null, ReadingStatus.Fault);
        Assert.Contains(_mine.Alarms(), alarm => alarm is { Kind: AlarmKind.GasLimit, Stands: true });
        Assert.Contains(_mine.Alarms(), alarm => alarm is { Kind: AlarmKind.GasSensorFault, Stands: true });
        Assert.Equal(GasState.Beyond, Row("CH4-face").State);
    }

    [Fact]
    public void More_than_the_scale_can_show_is_over_every_limit()
    {
        Read(0, "CH4-face", null, ReadingStatus.OverRange);
        Assert.Equal("CH4 > max", Assert.Single(Raised("gasLimit")).Detail);
    }

    [Fact]
    public void Test_gas_raises_nothing_while_the_sensor_says_that_it_is_calibrated()
    {
        Read(0, "CH4-face", 2.0, ReadingStatus.Calibrating);
        Assert.Empty(_happened);
        Assert.Equal(GasState.NotMeasuring, Row("CH4-face").State);
    }

    [Fact]
    public void Methane_that_climbs_is_told_before_it_is_over_the_limit_and_noise_is_not()
    {
        var random = new Random(3);
        for (var i = 0; i < 60; i++)
        {
            Read(10 * i, "CH4-face", Math.Round(0.12 + 0.0005 * 10 * i + 0.01 * Drawn.Gaussian(random), 2));
            Read(10 * i, "CH4-in", Math.Round(0.3 + 0.03 * Drawn.Gaussian(random), 2));
        }
        var rise = Assert.Single(Raised("gasRise"));
        Assert.Equal("CH4-face", rise.Subject);
        Assert.InRange(rise.Time.SecondsSince(Drawn.Start), 90, 300);
        Assert.DoesNotContain(Raised("gasLimit"), one => one.Subject == "CH4-in");
    }

    [Fact]
    public void A_silent_sensor_is_told_and_one_that_was_never_heard_is_shown_as_such()
    {
        for (var second = 0; second <= 20; second += 5) Read(second, "CO-belt", 3);
        for (var second = 21; second < 120; second++) Tick(second);
        var fault = Assert.Single(Raised("gasSensorFault"));
        Assert.Equal(("CO-belt", "silent"), (fault.Subject, fault.Detail));
        Assert.InRange(fault.Time.SecondsSince(Drawn.Start), 80, 83);
        Assert.Equal(GasState.Silent, Row("CO-belt").State);
        Assert.Equal(GasState.NeverHeard, Row("O2-vent").State);
    }

    [Fact]
    public void While_the_mine_did_not_listen_no_sensor_was_silent_and_one_that_does_not_come_back_is_told()
    {
        for (var second = 0; second <= 20; second += 5)
        {
            Read(second, "CO-belt", 3);
            Read(second, "CH4-in", 0.1);
        }
        // The server is away for ten minutes; one of the two finds it again.
        for (var second = 620; second < 640; second++) Tick(second);
        Assert.Empty(Raised("gasSensorFault"));
        for (var second = 640; second < 900; second++)
        {
            if (second % 5 == 0) Read(second, "CH4-in", 0.1);
            Tick(second);
        }
        var fault = Assert.Single(Raised("gasSensorFault"));
        Assert.Equal("CO-belt", fault.Subject);
        Assert.InRange(fault.Time.SecondsSince(Drawn.Start), 680 + 59, 680 + 63);
    }

    [Fact]
    public void A_value_that_never_changes_is_a_fault_and_clean_air_is_none()
    {
        for (var i = 0; i <= 400; i++)
        {
            Read(10 * i, "CO-belt", 4);
            Read(10 * i, "O2-vent", 20.9);
            Read(10 * i, "CH4-in", 0);
        }
        Assert.Equal(("CO-belt", "frozen"), Raised("gasSensorFault").Select(one => (one.Subject, one.Detail)).Single());
    }

    [Fact]
    public void Units_are_made_one_and_what_does_not_fit_is_refused_by_name()
    {
        Take(new Reading(Drawn.Start, "CO-belt", null, null, 0.002, GasUnit.Percent, ReadingStatus.Ok));
        Assert.Equal(20, Row("CO-belt").Value!.Value, 9);
        Assert.Equal([RefusalReason.UnknownSensor], Take(new Reading(Drawn.Start, "nowhere", null, null, 1, null, ReadingStatus.Ok)));
        Assert.Equal([RefusalReason.Duplicate], Take(new Reading(Drawn.Start, "CO-belt", null, null, 3, null, ReadingStatus.Ok)));
        Assert.Equal([RefusalReason.BadValue], Take(new Reading(Drawn.Start.PlusSeconds(1), "CO-belt", null, Quantity.Ch4, 3, null, ReadingStatus.Ok)));
        Assert.Equal([RefusalReason.BadValue], Take(new Reading(Drawn.Start.PlusSeconds(1), "CH4-in", null, null, 3, GasUnit.MetresPerSecond, ReadingStatus.Ok)));
        Assert.Equal([RefusalReason.Late], Take(new Reading(Drawn.Start.PlusSeconds(-9), "CO-belt", null, null, 3, null, ReadingStatus.Ok)));
        Assert.Equal([RefusalReason.FromTheFuture], Take(new Reading(Drawn.Start.PlusSeconds(900), "CO-belt", null, null, 3, null, ReadingStatus.Ok)));
        Assert.Equal([RefusalReason.MissingProperty], Take(new Reading(Drawn.Start, null, new("T"), null, 3, null, ReadingStatus.Ok)));
    }

    [Fact]
    public void A_limit_is_set_for_a_sensor_or_an_air_and_never_beyond_what_the_rules_allow()
    {
        Read(0, "CH4-face", 0.7);
        Assert.Equal("unsafeLimit", _mine.Act(1, new SetGasLimit(Quantity.Ch4, "CH4-face", null, null, 2.5)).Refusal!.Reason);
        Assert.Equal("unknownSensor", _mine.Act(1, new SetGasLimit(Quantity.Ch4, "CO-belt", null, null, 1)).Refusal!.Reason);
        Assert.Null(_mine.Act(2, new SetGasLimit(Quantity.Ch4, "CH4-face", null, null, 1)).Refusal);
        Tick(13);
        Assert.Contains(_happened, one => one is { Kind: "cleared", What: "gasLimit" });
        Assert.Null(_mine.Act(20, new SetGasLimit(Quantity.Ch4, "CH4-face", null, null, null)).Refusal);
        Assert.Contains(_mine.Alarms(), alarm => alarm is { Kind: AlarmKind.GasLimit, State: AlarmState.Unacknowledged });
    }

    [Fact]
    public void A_sensor_worn_with_a_tag_is_judged_by_the_limit_for_workplaces_and_goes_with_its_tag()
    {
        for (var i = 0; i < 10; i++) _mine.Take(Drawn.Ranges(Longwall, i, "T", new(450, 0, 0)));
        Take(new Reading(Drawn.Start.PlusSeconds(10), null, new("T"), Quantity.Ch4, 1.9, null, ReadingStatus.Ok));
        Assert.Empty(_happened);
        Take(new Reading(Drawn.Start.PlusSeconds(11), null, new("T"), Quantity.Ch4, 2.1, null, ReadingStatus.Ok));
        Assert.Equal("T/CH4", Assert.Single(Raised("gasLimit")).Subject);
        Assert.InRange(Row("T/CH4").Place!.Value.X, 440, 460);
    }

    [Fact]
    public void Who_is_at_the_gas_is_called_first_then_those_downwind_in_the_order_in_which_it_comes_to_them()
    {
        Place("face", new(500, 150, 0));
        Place("vent near", new(400, 200, 0));
        Place("vent far", new(100, 200, 0));
        Place("belt", new(200, 0, 0));
        Place("heading", new(100, -100, 0));
        Read(20, "CH4-face", 1.5);
        var board = _mine.Safety.GasBoard(_mine, _mine.Clock);
        Assert.Equal([("face", true), ("vent near", false), ("vent far", false)], board.Danger.Select(one => (one.Tag.Value, one.IsInSection)));
        Assert.Equal([40, 110, 410], board.Danger.Select(one => Math.Round(one.Metres / 10) * 10));
        Assert.Empty(board.UnknownAir);
    }

    private void Place(string tag, Point3 place)
    {
        for (var i = 0; i < 10; i++) _mine.Take(Drawn.Ranges(Longwall, i, tag, place).Where(one => Point3.Distance(Longwall.Anchors[Longwall.AnchorIndex(one.HeardBy!.Value)].Place, place) < 90).ToArray());
    }

    private static Roadway Road(string id, Air air, params (double X, double Y, double Z)[] line) => Drawn.Roadway(id, line) with { Air = air };

    private IEnumerable<Occurrence> Raised(string what) => _happened.Where(one => one.Kind == "raised" && one.What == what);

    private GasRow Row(string subject) => _mine.Safety.GasBoard(_mine, _mine.Clock).Sensors.Single(row => row.Subject == subject);

    private void Read(double second, string sensor, double? value, ReadingStatus status = ReadingStatus.Ok) => Take(new Reading(Drawn.Start.PlusSeconds(second), sensor, null, null, value, null, status));

    private RefusalReason[] Take(Reading reading)
    {
        var judged = _mine.Take(new ReadingsInput(reading.Time < Drawn.Start ? Drawn.Start : reading.Time > Drawn.Start.PlusSeconds(800) && reading.Value == 3 && reading.Sensor == "CO-belt" ? Drawn.Start : reading.Time, [reading]));
        _happened.AddRange(judged.Occurrences);
        return [.. judged.Placed.Followed.Refusals.Select(refusal => refusal.Reason)];
    }

    private void Tick(double second) => _happened.AddRange(_mine.Tick(second).Occurrences);
}
