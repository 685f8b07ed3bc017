using Shyraq.Core.Gas;
using Shyraq.Core.Plan;
using Xunit;

namespace Shyraq.Core.Tests.Gas;

public sealed class AirflowTests
{
    private static readonly MinePlan Plan = GasTests.Longwall;
    private readonly Airflow _air = new(Plan);

    [Fact]
    public void The_air_of_the_face_goes_out_by_the_vent_gate_and_the_return_shaft() =>
        Assert.Equal(["Face 190-200", "Vent gate 0-200", "Vent gate 200-500", "Return shaft 0-100"], Downwind("Face", 190));

    [Fact]
    public void The_air_of_the_belt_gate_goes_into_the_face_and_not_through_the_doors_of_the_crosscut() =>
        Assert.Equal(["Belt gate 250-300", "Belt gate 300-500", "Face 0-200", "Vent gate 0-200", "Vent gate 200-500", "Return shaft 0-100"], Downwind("Belt gate", 250));

    [Fact]
    public void The_air_of_a_blind_heading_comes_back_along_it_and_goes_on_with_the_main_stream() =>
        Assert.Equal(["Heading 0-140", "Belt gate 100-300", "Belt gate 300-500", "Face 0-200", "Vent gate 0-200", "Vent gate 200-500", "Return shaft 0-100"], Downwind("Heading", 140));

    [Fact]
    public void Where_the_plan_does_not_say_which_air_it_is_nothing_is_said_of_its_way()
    {
        Assert.Empty(Downwind("Crosscut", 100));
        Assert.False(_air.IsKnownAt(new(Plan.RoadwayIndex(new("Crosscut")), 100)));
        Assert.True(_air.IsKnownAt(new(Plan.RoadwayIndex(new("Face")), 100)));
    }

    private string[] Downwind(string roadway, double offset) =>
        [.. _air.DownwindOf(new(Plan.RoadwayIndex(new(roadway)), offset)).OrderBy(one => one.Metres).Select(one => FormattableString.Invariant($"{Plan.Roadways[one.Stretch.Roadway].Id} {one.Stretch.From:0}-{one.Stretch.To:0}"))];
}
