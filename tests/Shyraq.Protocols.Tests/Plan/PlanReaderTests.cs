using System.Text;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Protocols.Plan;
using Xunit;

namespace Shyraq.Protocols.Tests.Plan;

public class PlanReaderTests
{
    private const string Mine = """{"id": "m", "name": "M", "crs": "local", "timeZone": "UTC"}""";
    private const string Roadway = """{"geometry": {"type": "LineString", "coordinates": [[0, 0, 0], [100, 0, 0]]}, "properties": {"kind": "roadway", "id": "R1"}}""";

    [Fact]
    public void A_whole_plan_is_read_with_everything_in_it()
    {
        var plan = Assert.IsType<PlanReading.Read>(PlanReader.Read(TestData.Plan("two-levels.geojson"), 7));
        Assert.Empty(plan.Warnings);
        var mine = plan.Plan;
        Assert.Equal(("two-levels", "Two levels and a hall", "local", "Asia/Almaty", 7), (mine.Id.Value, mine.Name, mine.Crs, mine.TimeZone, mine.Version));
        Assert.Equal((6, 1, 5, 3, 3, 1), (mine.Roadways.Length, mine.Areas.Length, mine.Anchors.Length, mine.Zones.Length, mine.Landmarks.Length, mine.Sensors.Length));
        Assert.Equal(("Main haulage", "L0", "haulage", Air.Intake), (mine.Roadways[0].Name, mine.Roadways[0].Level, mine.Roadways[0].Use, mine.Roadways[0].Air));
        Assert.Equal((new Metres(5), new Metres(3), Air.Unknown), (mine.Roadways[5].Width, mine.Roadways[5].Height, mine.Roadways[5].Air));
        Assert.Equal([4, 4], mine.Areas[0].Rings.Select(r => r.Length));
        Assert.Equal((new Metres(-21.5), new Metres(6), new Metres(1.5), false), (mine.Areas[0].Floor, mine.Areas[0].Height, mine.Areas[0].TagHeight, mine.Areas[0].Volume));
        Assert.Equal(new Anchor(new AnchorId("B1"), new Point3(150, 41, 1), AnchorTechnology.Ble, new Dbm(-58.5), 1.8, null), mine.Anchors[2]);
        Assert.Equal(new Metres(12), mine.Anchors[3].ReadRadius);
        Assert.Equal([new Section(0, 90, 210), new Section(2, 0, 10), new Section(3, 0, 10)], mine.Zones[0].Sections);
        Assert.Equal([new Section(1, 250, 300), new Section(3, 0, 40)], mine.Zones[1].Sections);
        Assert.Equal("8", mine.Zones[1].Parameters["max"]);
        Assert.Equal("""["T1", "T2"]""", mine.Zones[2].Parameters["tags"]);
        Assert.Equal([LandmarkKind.Exit, LandmarkKind.Refuge, LandmarkKind.SelfRescuerCache], mine.Landmarks.Select(l => l.Kind));
        Assert.Equal(new Sensor("G1", new Point3(290, 40, 1), "CH4", "%"), mine.Sensors[0]);
        Assert.Equal("H1", mine.Areas[Assert.Single(mine.Portals).Area].Id.Value);
    }

    [Fact]
    public void Every_fault_of_a_file_is_told_not_only_the_first()
    {
        var faults = Assert.IsType<PlanReading.Refused>(PlanReader.Read(TestData.Plan("faulty.geojson"), 1)).Faults;
        Assert.Equal(
            [
                ("mine", "crs"), ("mine", "timeZone"), ("roadway R1", "width"), ("roadway R1", "geometry"), ("roadway R2", "height"), ("roadway R2", "geometry"),
                ("roadway R3", "id"), ("feature 5", "id"), ("tunnel T1", "kind"), ("anchor U1", "rssiAt1m"), ("anchor U1", "geometry"),
                ("zone Z1", "max"), ("zone Z1", "sections[0].roadway"), ("zone Z1", "sections[1].from"), ("zone Z1", "sections[2].to"),
            ],
            faults.Select(f => (f.Feature, f.Property)));
    }

    [Theory]
    [InlineData("""{"geometry": {"type": "LineString", "coordinates": [[0, 0, 0], [1, 1e999, 0]]}, "properties": {"kind": "roadway", "id": "R2"}}""", "roadway R2", "geometry", "coordinates[1]")]
    [InlineData("""{"geometry": {"type": "LineString", "coordinates": [[0, 0, 0], [1, Infinity, 0]]}, "properties": {"kind": "roadway", "id": "R2"}}""", "roadway R2", "geometry", "Infinity")]
    [InlineData("""{"geometry": {"type": "LineString", "coordinates": [[0, 0, 0], [1]]}, "properties": {"kind": "roadway", "id": "R2"}}""", "roadway R2", "geometry", "[east, north, elevation]")]
    [InlineData("""{"geometry": {"type": "LineString", "coordinates": [[5, 5, 5], [5, 5, 5]]}, "properties": {"kind": "roadway", "id": "R2"}}""", "roadway R2", "geometry", "no length")]
    [InlineData("""{"geometry": {"type": "LineString"}, "properties": {"kind": "roadway", "id": "R2"}}""", "roadway R2", "geometry", "coordinates are missing")]
    [InlineData("""{"properties": {"kind": "roadway", "id": "R2"}}""", "roadway R2", "geometry", "is missing, expected a LineString")]
    [InlineData("""{"geometry": {"type": "LineString", "coordinates": [[0, 0, 0], [1, 0, 0]]}, "properties": {"kind": "roadway", "id": "R2", "width": NaN}}""", "roadway R2", "width", "found \"NaN\", expected metres over 0")]
    [InlineData("""{"geometry": {"type": "LineString", "coordinates": [[0, 0, 0], [1, 0, 0]]}, "properties": {"kind": "roadway", "id": "R1"}}""", "roadway R1", "id", "unique within its kind")]
    [InlineData("""{"geometry": {"type": "LineString", "coordinates": [[0, 0, 0], [1, 0, 0]]}, "properties": {"kind": "roadway", "id": 7}}""", "feature 2", "id", "expected a text")]
    [InlineData("""{"geometry": {"type": "LineString", "coordinates": [[0, 0, 0], [1, 0, 0]]}, "properties": {"id": "R2"}}""", "feature 2", "kind", "is missing")]
    [InlineData("""{"geometry": {"type": "Point", "coordinates": [0, 0, 0]}, "properties": null}""", "feature 2", "properties", "kind and id")]
    [InlineData("17", "feature 2", "properties", "kind and id")]
    [InlineData("""{"geometry": {"type": "Polygon", "coordinates": [[[0, 0, 0], [1, 0, 0], [0, 0, 0]]]}, "properties": {"kind": "openArea", "id": "A1"}}""", "openArea A1", "geometry", "encloses nothing")]
    [InlineData("""{"geometry": {"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9]]]}, "properties": {"kind": "openArea", "id": "A1", "volume": "yes"}}""", "openArea A1", "volume", "true or false")]
    [InlineData("""{"geometry": {"type": "Point", "coordinates": [0, 0, 0]}, "properties": {"kind": "anchor", "id": "U1", "technology": "uwb", "pathLossExponent": 0}}""", "anchor U1", "pathLossExponent", "over 0")]
    [InlineData("""{"geometry": {"type": "Point", "coordinates": [0, 0, 0]}, "properties": {"kind": "sensor", "id": "G1"}}""", "sensor G1", "measures", "is missing")]
    [InlineData("""{"geometry": null, "properties": {"kind": "zone", "id": "Z1", "rule": "key"}}""", "zone Z1", "geometry", "sections")]
    [InlineData("""{"geometry": null, "properties": {"kind": "zone", "id": "Z1", "rule": "key", "sections": [{"roadway": "R1", "from": -1, "to": 5}]}}""", "zone Z1", "sections[0].from", "0 or more")]
    [InlineData("""{"geometry": null, "properties": {"kind": "zone", "id": "Z1", "rule": "key", "sections": [{"roadway": "R1", "from": 1}]}}""", "zone Z1", "sections[0].to", "found nothing")]
    [InlineData("""{"geometry": null, "properties": {"kind": "zone", "id": "Z1", "rule": "permitted", "tags": "T1", "sections": [{"roadway": "R1", "from": 1, "to": 2}]}}""", "zone Z1", "tags", "array of tag ids")]
    [InlineData("""{"geometry": null, "properties": {"kind": "zone", "id": "Z1", "rule": "capacity", "max": 2.5, "sections": [{"roadway": "R1", "from": 1, "to": 2}]}}""", "zone Z1", "max", "whole number")]
    public void A_fault_names_the_feature_the_property_and_what_was_expected(string feature, string name, string property, string message)
    {
        var fault = Assert.Single(Faults($$"""{"type": "FeatureCollection", "mine": {{Mine}}, "features": [{{Roadway}}, {{feature}}]}"""));
        Assert.Equal((name, property), (fault.Feature, fault.Property));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type": "FeatureCollection", "features": []}""", "mine", "", "id, name, crs and timeZone")]
    [InlineData("""{"type": "FeatureCollection", "mine": {"id": "a/b", "name": "M", "crs": "local", "timeZone": "UTC"}, "features": []}""", "mine", "id", "other than /")]
    [InlineData("""{"type": "FeatureCollection", "mine": {"name": "M", "crs": "local", "timeZone": "UTC"}, "features": []}""", "mine", "id", "found nothing")]
    [InlineData("""{"type": "FeatureCollection", "mine": {"id": "m", "crs": "WGS84", "timeZone": "UTC"}, "features": []}""", "mine", "crs", "EPSG:nnnn")]
    [InlineData("""{"type": "FeatureCollection", "mine": {"id": "m", "crs": "local", "timeZone": "Mars Olympus"}, "features": []}""", "mine", "timeZone", "Asia/Almaty")]
    [InlineData("""{"type": "Feature", "mine": {"id": "m"}, "features": []}""", "plan", "type", "FeatureCollection")]
    [InlineData("""{"type": "FeatureCollection", "mine": {"id": "m"}}""", "plan", "features", "array")]
    [InlineData("[]", "plan", "", "FeatureCollection")]
    [InlineData("", "plan", "", "line 1, byte 1")]
    [InlineData("{\n\n  \"type\": x}", "plan", "", "line 3, byte 11")]
    [InlineData("{} trailing", "plan", "", "line 1, byte 4")]
    [InlineData("{\"type\": \"\\ud800\"}", "plan", "", "surrogate")]
    public void A_fault_of_the_file_says_what_and_where(string text, string name, string property, string message)
    {
        var fault = Assert.Single(Faults(text));
        Assert.Equal((name, property), (fault.Feature, fault.Property));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_text_are_refused_with_their_place() =>
        Assert.Contains("line 2, byte 3", Assert.Single(Faults([(byte)'{', (byte)'\n', (byte)' ', (byte)' ', 0xFF, (byte)'}'])).Message, StringComparison.Ordinal);

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Contains("depth", Assert.Single(Faults(string.Concat(Enumerable.Repeat("[", 100_000)))).Message, StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("""{"geometry": {"type": "Point", "coordinates": [0, 0, 0]}, "properties": {"kind": "anchor", "id": "U1", "technology": "lora"}}""", "anchor U1", "technology")]
    [InlineData("""{"geometry": {"type": "Point", "coordinates": [0, 0, 0]}, "properties": {"kind": "anchor", "id": "U1"}}""", "anchor U1", "technology")]
    [InlineData("""{"geometry": {"type": "LineString", "coordinates": [[0, 0, 0], [0, 0, 0], [9, 0, 0]]}, "properties": {"kind": "roadway", "id": "R2"}}""", "roadway R2", "geometry")]
    [InlineData("""{"geometry": {"type": "LineString", "coordinates": [[0, 0], [9, 0]]}, "properties": {"kind": "roadway", "id": "R2"}}""", "plan", "geometry")]
    [InlineData("""{"geometry": {"type": "Polygon", "coordinates": [[[0, 0, 0], [9, 0, 0], [9, 9, 0], [0, 0, 0]]]}, "properties": {"kind": "zone", "id": "Z1", "rule": "quarantine"}}""", "zone Z1", "rule")]
    [InlineData("""{"geometry": {"type": "LineString", "coordinates": [[0, 0, 0], [9, 0, 0]]}, "properties": {"kind": "roadway", "id": "R2", "air": "stale"}}""", "roadway R2", "air")]
    public void What_is_doubtful_is_kept_with_a_warning(string feature, string name, string property)
    {
        var reading = PlanReader.Read(Encoding.UTF8.GetBytes($$"""{"type": "FeatureCollection", "mine": {{Mine}}, "features": [{{Roadway}}, {{feature}}]}"""), 1);
        var warning = Assert.Single(Assert.IsType<PlanReading.Read>(reading).Warnings);
        Assert.Equal((name, property), (warning.Feature, warning.Property));
    }

    [Fact]
    public void Unknown_properties_and_members_are_no_matter()
    {
        const string Odd = """{"geometry": {"type": "LineString", "bbox": [1], "coordinates": [[0, 0, 0], [9, 0, 0]]}, "id": 5, "properties": {"kind": "roadway", "id": "R2", "tiles": 4, "colour": {"r": 1}}}""";
        var reading = PlanReader.Read(Encoding.UTF8.GetBytes($$"""{"type": "FeatureCollection", "version": 3, "mine": {{Mine}}, "features": [{{Odd}}]}"""), 1);
        Assert.Empty(Assert.IsType<PlanReading.Read>(reading).Warnings);
    }

    [Fact]
    public void The_same_id_may_name_features_of_different_kinds()
    {
        const string Exit = """{"geometry": {"type": "Point", "coordinates": [0, 0, 0]}, "properties": {"kind": "exit", "id": "R1"}}""";
        Assert.IsType<PlanReading.Read>(PlanReader.Read(Encoding.UTF8.GetBytes($$"""{"type": "FeatureCollection", "mine": {{Mine}}, "features": [{{Roadway}}, {{Exit}}]}"""), 1));
    }

    [Fact]
    public void After_a_thousand_faults_only_their_number_is_told()
    {
        var faults = Faults($$"""{"type": "FeatureCollection", "mine": {{Mine}}, "features": [{{string.Join(',', Enumerable.Repeat("1", 1500))}}]}""");
        Assert.Equal(1001, faults.Length);
        Assert.Contains("500 more", faults[^1].Message, StringComparison.Ordinal);
    }

    private static PlanRemark[] Faults(string text) => Faults(Encoding.UTF8.GetBytes(text));

    private static PlanRemark[] Faults(byte[] bytes) => [.. Assert.IsType<PlanReading.Refused>(PlanReader.Read(bytes, 1)).Faults];
}
