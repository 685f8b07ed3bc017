using System.Globalization;
using System.Text.Json;
using Shyraq.Core.Alarms;
using Shyraq.Core.Evaluation;
using Shyraq.Simulator.Incidents;
using Shyraq.Simulator.Scenarios;
using Shyraq.Tests.EndToEnd;
using Shyraq.Verbs;
using Shyraq.Verbs.Drill;

namespace Shyraq.Tests.Drill;

/// <summary>The code of <c>shyraq drill</c>, and the drill that every change has to pass.</summary>
public sealed class DrillTests
{
    [Fact]
    public void No_call_for_help_is_missed_and_none_is_told_that_was_not_made()
    {
        var result = Run("sos", 10 * 60);
        var sos = result.Rules.Single(rule => rule.Rule.Truth == TrueKind.Sos);
        Assert.True(sos.Score.True > 20, $"{sos.Score.True} true calls");
        Assert.Equal((sos.Score.True, 0, true), (sos.Score.Found, sos.Score.False, sos.Holds));
        Assert.Empty(result.Unasked);
    }

    [Fact]
    public void Equal_seeds_give_equal_drills()
    {
        static string Table(DrillResult result)
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            DrillText.Write(text, result);
            return text.ToString();
        }
        Assert.Equal(Table(Run("zone-entry", 120)), Table(Run("zone-entry", 120)));
    }

    [Fact]
    public void Every_kind_of_alarm_that_tags_radios_and_rules_of_a_drill_give_reason_for_is_judged_by_a_rule()
    {
        // The last three are of the server itself: its clock, its disk.
        AlarmKind[] never = [AlarmKind.LowBattery, AlarmKind.Overtime, AlarmKind.TooFew, AlarmKind.NotClear, AlarmKind.ClockBack, AlarmKind.DiskNearlyFull, AlarmKind.NotWritten];
        Assert.Equal(Enum.GetValues<AlarmKind>().Except(never), DrillRule.All.Select(rule => rule.Told).OfType<Telling.Alarm>().Select(told => told.Kind).Order());
    }

    [Fact]
    public void An_order_of_the_mine_drives_the_people_and_every_figure_of_the_muster_board_agrees_with_the_list()
    {
        var scenario = DrillScenarios.All.Single(s => s.Name == "evacuation-300");
        var result = DrillRun.Of(scenario with { Options = scenario.Options with { People = 40, Vehicles = 3 } }, 1, 300, _ => { }, TestContext.Current.CancellationToken);
        var muster = result.Muster!;
        Assert.InRange(muster.Seconds, 180, 186);
        Assert.Equal((0, 20 * muster.Seconds), (muster.Faults, muster.Figures));
        Assert.True(result.Truth.Count(one => one.Kind == TrueKind.Ordered) > 20, "hardly anybody was sent the order");
    }

    [Theory]
    [InlineData(100, 100, 0, true)]
    [InlineData(100, 99, 1, true)]
    [InlineData(100, 98, 0, false)]
    [InlineData(100, 100, 2, false)]
    public void One_in_a_hundred_may_be_missed_or_false_where_a_hundredth_is_allowed(int truth, int found, int wrong, bool holds) =>
        Assert.Equal(holds, new Must(0.01, 0.01).Holds(new EventScore(truth, found, 100, wrong, 0, [], [], [])));

    [Fact]
    public void A_must_that_is_not_so_fails_the_drill()
    {
        var result = Run("sos", 60);
        var missed = new EventScore(2, 1, 1, 0, 0, [1], [new Stretch("T1", result.Start, null)], []);
        Assert.False((result with { Rules = [new(DrillRule.All[0], missed, DrillRule.All[0].Must!.Holds(missed))] }).Passed);
    }

    [Fact]
    public void The_tables_go_between_the_marks_of_a_document_and_nothing_else_changes()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "before\n<!-- drills -->\nof yesterday\n<!-- /drills -->\nafter\n");
            DrillDocument.Put(path, [Run("sos", 60)]);
            var text = File.ReadAllText(path);
            Assert.StartsWith("before\n<!-- drills -->\n", text, StringComparison.Ordinal);
            Assert.EndsWith("<!-- /drills -->\nafter\n", text, StringComparison.Ordinal);
            Assert.Contains("### sos", text, StringComparison.Ordinal);
            Assert.DoesNotContain("of yesterday", text, StringComparison.Ordinal);
            File.WriteAllText(path, "no marks");
            Assert.Throws<BadInputException>(() => DrillDocument.Put(path, []));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Every_scenario_has_its_own_name_and_begins()
    {
        Assert.Equal(DrillScenarios.All.Length, DrillScenarios.All.Select(s => s.Name).Distinct().Count());
        Assert.All(DrillScenarios.All, scenario => Assert.NotEmpty(scenario.Begin(2, 600).Workforce.People));
    }

    [Fact]
    public async Task The_command_tells_a_wrong_name_and_writes_json_of_a_right_one()
    {
        var (code, said) = await ServerProcess.Verb("drill", "--scenario", "nothing");
        Assert.Equal(2, code);
        Assert.Contains("evacuation-300", said, StringComparison.Ordinal);

        var path = Path.GetTempFileName();
        try
        {
            (code, said) = await ServerProcess.Verb("drill", "--scenario", "sos", "--minutes", "2", "--json", path);
            Assert.True(code == 0, said);
            var drill = JsonDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).RootElement.EnumerateArray().Single();
            Assert.Equal("sos", drill.GetProperty("scenario").GetString());
            Assert.Equal(0, drill.GetProperty("rules").GetProperty("SOS").GetProperty("missed").GetInt32());
            Assert.Contains(drill.GetProperty("truth").EnumerateArray(), e => e.GetProperty("kind").GetString() == "sos");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static DrillResult Run(string scenario, double seconds) =>
        DrillRun.Of(DrillScenarios.All.Single(s => s.Name == scenario), 1, seconds, _ => { }, TestContext.Current.CancellationToken);
}
