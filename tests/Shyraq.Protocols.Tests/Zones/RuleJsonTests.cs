using System.Text;
using Shyraq.Core.Zones;
using Shyraq.Protocols.Acts;
using Shyraq.Protocols.Plan;
using Xunit;

namespace Shyraq.Protocols.Tests.Zones;

public sealed class RuleJsonTests
{
    private static readonly ZoneRule[] All =
    [
        new RestrictedRule(["Electrician"], ["3"], ["T1"], [new(22 * 60, 6 * 60, 300)]), new PermittedRule(["42"]), new KeyRule(), new CapacityRule(30),
        new OvertimeRule(360.5), new TooFewRule(2, 30), new SpeedRule(15), new ProximityRule(30),
    ];

    [Fact]
    public void Every_rule_goes_through_an_act_and_back_to_the_same_bytes()
    {
        var act = new PutZone(new("Z"), "Лава", new([new(new("R1"), 10, 55.5)], [new(1, 2, 3)], ["L1"]), [.. All]);
        var bytes = ActJson.Write(act);
        var (read, fault) = ActJson.Read(bytes);
        Assert.Equal("", fault);
        Assert.Equal(All.Select(r => r.GetType()), Assert.IsType<PutZone>(read).Rules.Select(r => r.GetType()));
        Assert.Equal(bytes, ActJson.Write(read!));
    }

    [Theory]
    [InlineData("""{"kind":"putRules","zone":"Z","rules":[{"kind":"fast"}]}""")]
    [InlineData("""{"kind":"putRules","zone":"Z","rules":[{"kind":"capacity"}]}""")]
    [InlineData("""{"kind":"putRules","zone":"Z","rules":[{"kind":"capacity","max":"many"}]}""")]
    [InlineData("""{"kind":"putRules","zone":"Z","rules":null}""")]
    [InlineData("""{"kind":"putRules","zone":"","rules":[]}""")]
    public void A_rule_that_is_none_is_a_fault_with_its_place_and_nothing_is_thrown(string json)
    {
        var (act, fault) = ActJson.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(act);
        Assert.StartsWith("$", fault);
    }

    [Theory]
    [InlineData("\"rule\":\"overtime\",\"minutes\":60", typeof(OvertimeRule))]
    [InlineData("\"rule\":\"tooFew\",\"min\":3,\"minutes\":10", typeof(TooFewRule))]
    [InlineData("\"rule\":\"speedLimit\",\"kmh\":20", typeof(SpeedRule))]
    [InlineData("\"rule\":\"proximity\",\"metres\":25", typeof(ProximityRule))]
    [InlineData("\"rule\":\"restricted\"", typeof(RestrictedRule))]
    [InlineData("\"rule\":\"key\"", typeof(KeyRule))]
    [InlineData("\"rule\":\"permitted\",\"tags\":[\"T1\"]", typeof(PermittedRule))]
    [InlineData("\"rule\":\"capacity\",\"max\":8", typeof(CapacityRule))]
    public void The_words_of_a_plan_become_rules(string properties, Type rule) =>
        Assert.Equal(rule, Assert.Single(Assert.IsType<PlanReading.Read>(Read(properties)).Plan.Zones[0].Rules).GetType());

    [Theory]
    [InlineData("\"rule\":\"overtime\"", "minutes")]
    [InlineData("\"rule\":\"speedLimit\",\"kmh\":0", "kmh")]
    [InlineData("\"rule\":\"proximity\",\"metres\":\"near\"", "metres")]
    [InlineData("\"rule\":\"tooFew\",\"min\":1,\"minutes\":10", "min")]
    public void A_word_without_its_figure_is_a_fault_that_names_the_property(string properties, string property) =>
        Assert.Contains(Assert.IsType<PlanReading.Refused>(Read(properties)).Faults, fault => fault.Property == property);

    [Fact]
    public void An_unknown_word_is_kept_with_a_warning_and_judges_nobody()
    {
        var read = Assert.IsType<PlanReading.Read>(Read("\"rule\":\"singing\""));
        Assert.Empty(read.Plan.Zones[0].Rules);
        Assert.Contains(read.Warnings, warning => warning.Property == "rule");
    }

    private static PlanReading Read(string properties) => PlanReader.Read(Encoding.UTF8.GetBytes(
        """{"type":"FeatureCollection","mine":{"id":"m","name":"M","crs":"local","timeZone":"UTC"},"features":[{"type":"Feature","properties":{"kind":"roadway","id":"R"},"geometry":{"type":"LineString","coordinates":[[0,0,0],[100,0,0]]}},""" +
        $$"""{"type":"Feature","properties":{"kind":"zone","id":"Z","sections":[{"roadway":"R","from":0,"to":50}],{{properties}}},"geometry":null}]}"""), 1);
}
