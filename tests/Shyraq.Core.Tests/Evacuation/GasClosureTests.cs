using Shyraq.Core.Evacuation;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Gas;
using Shyraq.Core.Tests.Gas;
using Shyraq.Core.Tests.Tracking;
using Xunit;

namespace Shyraq.Core.Tests.Evacuation;

public sealed class GasClosureTests
{
    private readonly Mine _mine = new(GasTests.Longwall);

    private void Read(double seconds, string sensor, double value)
    {
        _mine.Take(new ReadingsInput(DrawnMine.At(seconds), [new(DrawnMine.At(seconds), sensor, null, null, value, null, ReadingStatus.Ok)]));
        _mine.Tick(seconds);
    }

    private string[] Closed => [.. _mine.Board().Closures.Select(c => FormattableString.Invariant($"{c.Roadway} {c.From:0}-{c.To:0} {c.Sensor}"))];

    [Fact]
    public void A_sensor_beyond_its_limit_closes_the_roadways_around_it_and_downwind_and_is_named()
    {
        Read(0, "CH4-face", 0.4);
        Assert.Empty(Closed);
        Read(5, "CH4-face", 1.2);
        Assert.Equal(["Face 90-200 CH4-face", "Vent gate 0-500 CH4-face", "Return shaft 0-100 CH4-face"], Closed);
        Assert.All(_mine.Board().Closures, c => Assert.Equal((ClosureCause.Gas, "", DrawnMine.At(5)), (c.Cause, c.By, c.Since)));
        // From the face's foot the way out is by the fresh air now, not through what is gassed.
        var way = _mine.Safety.Evacuation.Routes.From(new(GasTests.Longwall.RoadwayIndex(new("Crosscut")), 150), null, new(300, 150, 0), 3600);
        Assert.Equal("E1", way.Goal);
        Assert.DoesNotContain(way.Legs, leg => leg.Roadway?.Value == "Vent gate");
    }

    [Fact]
    public void It_opens_when_the_sensor_has_been_below_for_long_and_not_while_an_emergency_lasts()
    {
        Read(0, "CH4-face", 1.2);
        Read(10, "CH4-face", 0.1);
        for (var t = 20; t < 10 + GasClosures.ClearFor; t += 20) Read(t, "CH4-face", 0.1);
        Assert.NotEmpty(Closed);
        Read(11 + GasClosures.ClearFor, "CH4-face", 0.1);
        Assert.Empty(Closed);

        Read(2000, "CH4-face", 1.2);
        _mine.Declare(2001, "Face");
        for (var t = 2010; t < 6000; t += 20) Read(t, "CH4-face", 0.1);
        Assert.NotEmpty(Closed);
        _mine.Act(6000, new EndEmergency("aired"));
        Read(6001, "CH4-face", 0.1);
        Assert.Empty(Closed);
    }

    [Fact]
    public void A_person_opens_it_with_a_reason_and_it_closes_anew_only_when_the_gas_comes_back()
    {
        Read(0, "CH4-face", 1.2);
        Assert.Equal("noReason", _mine.Act(1, new OpenGassed("CH4-face", "")).Refusal!.Reason);
        Assert.Null(_mine.Act(2, new OpenGassed("CH4-face", "sensor is false, measured by hand")).Refusal);
        Read(3, "CH4-face", 1.2);
        Assert.Empty(Closed);
        Assert.Equal("notClosed", _mine.Act(4, new OpenGassed("CH4-face", "again")).Refusal!.Reason);
        Assert.Equal(_mine.Snapshot(), Mine.Restore(_mine.Snapshot(), _mine.Plan, _mine.ListedCarriers).Snapshot());
        Read(10, "CH4-face", 0.1);
        Read(30, "CH4-face", 1.2);
        Assert.NotEmpty(Closed);
    }

    [Fact]
    public void Slow_air_and_a_sensor_that_only_rises_close_nothing()
    {
        Read(0, "AIR-cross", 0.1);
        Read(1, "CO-belt", 16);
        Assert.Empty(Closed);
    }
}
