using System.Globalization;
using Shyraq.Protocols.Plan;
using Xunit;

namespace Shyraq.Protocols.Tests.Plan;

/// <summary>Real mine-like networks, kept beside the repository: their counts are known from their source.</summary>
public class KnownTopologies
{
    private const string Missing = "the folder topologies is not here: set SHYRAQ_RECORDINGS to the folder that holds it to run this test.";

    [Theory]
    [InlineData("subt-tunnel-circuit-01", 166, 60, 6310, -10.0, 10.0)]
    [InlineData("subt-tunnel-circuit-02", 51, 24, 5662, -10.0, 5.0)]
    [InlineData("subt-tunnel-circuit-03", 207, 78, 5437, -12.5, 5.0)]
    [InlineData("subt-tunnel-practice-01", 225, 113, 6183, 0.0, 10.0)]
    [InlineData("subt-tunnel-practice-03", 223, 73, 5527, -7.5, 15.0)]
    [InlineData("niosh-ex", 4, 1, 450, -0.1, 4.6)]
    [InlineData("niosh-sr", 31, 14, 772, 0.0, 1.5)]
    public void A_known_topology_is_read_with_its_known_counts(string name, int roadways, int junctions, int metres, double lowest, double highest)
    {
        var folder = TestData.Recordings("topologies");
        Assert.SkipWhen(folder is null, Missing);
        var reading = PlanReader.Read(File.ReadAllBytes(Path.Combine(folder!, $"{name}.geojson")), 1);

        var plan = Assert.IsType<PlanReading.Read>(reading).Plan;
        Assert.Equal(roadways, plan.Roadways.Length);
        Assert.Equal(junctions, plan.Network.Junctions.Count(j => j.Edges.Length >= 3));
        Assert.Equal(metres, plan.Network.Edges.Sum(e => e.Length), 0.6);
        Assert.All(plan.Network.Parts, part => Assert.Equal(0, part));
        var elevations = plan.Network.Edges.SelectMany(e => plan.Roadways[e.Roadway].Line.Vertices.ToArray()).Select(v => v.Z).ToList();
        Assert.Equal(lowest, elevations.Min(), 0.06);
        Assert.Equal(highest, elevations.Max(), 0.06);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {plan.Roadways.Length} roadways, {plan.Network.Junctions.Count(j => j.Edges.Length >= 3)} junctions, {plan.Network.Edges.Sum(e => e.Length):0} m, {plan.Network.Edges.Length} edges, {plan.Network.Junctions.Count(j => j.IsDeadEnd)} dead ends"));
    }

    [Fact]
    public void Every_shared_recording_has_a_plan_that_is_read_without_a_warning()
    {
        var folder = TestData.Recordings(".");
        Assert.SkipWhen(folder is null, Missing);
        foreach (var file in Directory.EnumerateFiles(folder!, "mine.geojson", SearchOption.AllDirectories))
        {
            var reading = PlanReader.Read(File.ReadAllBytes(file), 1);
            if (reading is PlanReading.Refused refused) Assert.Fail($"{file}: {string.Join("; ", refused.Faults)}");
            Assert.Empty(((PlanReading.Read)reading).Warnings);
        }
    }
}
