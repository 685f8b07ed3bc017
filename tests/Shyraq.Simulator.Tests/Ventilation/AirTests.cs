using Shyraq.Core.Plan;
using Shyraq.Simulator.Travel;
using Shyraq.Simulator.Ventilation;
using Xunit;

namespace Shyraq.Simulator.Tests.Ventilation;

public sealed class AirTests(ITestOutputHelper output)
{
    private static readonly Ways CoalWays = new(Plans.CoalMinePlan);

    [Fact]
    public void Air_comes_in_by_the_intake_shaft_and_leaves_by_the_return_shaft_at_speeds_found_in_mines()
    {
        var flow = new AirFlow(CoalWays);
        foreach (var id in (string[])["STV-KL", "STV-SK", "STV-VN", "GK-M100", "KBR-1", "VBR-1", "KSH-34K10V", "LAVA-34K10V", "VSH-34K10V", "LAVA-42K10V", "LAVA-31K10Z", "LAVA-41K10Z", "LAVA-32K10V"])
            output.WriteLine(FormattableString.Invariant($"{id,-12}{string.Join(" ", Edges(id).Select(e => flow.Velocity(e.Index).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)))}"));
        Assert.All(Edges("STV-KL").Take(1), e => Assert.InRange(flow.Velocity(e.Index), 2, 15));
        Assert.All(Edges("STV-VN").Take(1), e => Assert.InRange(flow.Velocity(e.Index), -20, -4));
        // Up the face, from the conveyor gate to the ventilation gate.
        foreach (var face in Plans.CoalMinePlan.Roadways.Where(r => r.Use == "face")) Assert.All(Edges(face.Id.Value), e => Assert.InRange(flow.Velocity(e.Index), 0.3, 6));
    }

    [Fact]
    public void What_flows_to_a_junction_flows_on_but_for_what_ducts_bring()
    {
        var flow = new AirFlow(CoalWays);
        var network = Plans.CoalMinePlan.Network;
        var blind = network.Junctions.Where(j => j.IsDeadEnd).SelectMany(j => j.Edges).ToHashSet();
        var checkedOnes = 0;
        foreach (var junction in network.Junctions)
        {
            if (flow.IsOutside(junction.Index) || junction.IsDeadEnd || junction.Edges.Any(e => flow.IsOutsideEdge(e) || blind.Contains(e))) continue;
            var sum = junction.Edges.Sum(e => network.Edges[e].JunctionTo == junction.Index ? flow.Flow(e) : -flow.Flow(e));
            Assert.InRange(sum, -0.5, 0.5);
            checkedOnes++;
        }
        Assert.True(checkedOnes > 100);
    }

    [Fact]
    public void Gas_goes_with_the_draught_and_never_grows_by_itself()
    {
        var flow = new AirFlow(CoalWays);
        var field = new AirField(Plans.CoalMinePlan, flow);
        var gate = Edges("KSH-42K10V")[0];
        field.Release(Gas.CarbonMonoxide, gate.Index, gate.From + gate.Length / 2, 5);
        var before = Whole(field, flow);
        Assert.InRange(before, 4.9, 5.1);
        for (var second = 0; second < 1800; second++) field.Step(1);
        Assert.InRange(Whole(field, flow), 0, before * 1.05);
        var face = Edges("LAVA-42K10V")[0];
        var vent = Edges("VSH-42K10V")[^1];
        Assert.True(field.At(Gas.CarbonMonoxide, face.Index, face.From + face.Length / 2) > 0 || field.At(Gas.CarbonMonoxide, vent.Index, vent.From + vent.Length / 2) > 1e-7, "no smoke came through the face");
        // Against the draught, at the incline from which the fresh air comes, there is none.
        var fresh = Edges("KUK-2")[0];
        Assert.InRange(field.At(Gas.CarbonMonoxide, fresh.Index, fresh.From + 5), 0, 1e-9);
    }

    private static List<Edge> Edges(string roadway) => [.. Plans.CoalMinePlan.Network.Edges.Where(e => e.Roadway == Plans.CoalMinePlan.RoadwayIndex(new(roadway)))];

    private static double Whole(AirField field, AirFlow flow)
    {
        var sum = 0.0;
        foreach (var edge in Plans.CoalMinePlan.Network.Edges)
        {
            var cells = Math.Max(1, (int)(edge.Length / 10));
            for (var i = 0; i < cells; i++) sum += field.At(Gas.CarbonMonoxide, edge.Index, edge.From + (i + 0.5) * edge.Length / cells) * flow.Area(edge.Index) * edge.Length / cells;
        }
        return sum;
    }
}
