using Shyraq.Simulator.Scenarios;
using Shyraq.Verbs;
using Shyraq.Verbs.Accuracy;

namespace Shyraq.Tests.Accuracy;

/// <summary>The code of <c>shyraq accuracy</c> on what the project makes itself from a seed.</summary>
public sealed class AccuracyTests
{
    private static readonly SortedDictionary<string, ScoredSet> Committed = AccuracyFile.Read(Path.Combine(Root, "docs", "accuracy.json"));

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Shyraq.slnx"))) folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run inside a checkout");
            return folder.FullName;
        }
    }

    [Fact]
    public void The_engine_is_no_worse_than_the_committed_figures_say()
    {
        AccuracySet[] quick = [.. AccuracyScenarios.All.Where(s => s.IsQuick).Select(AccuracySet.Of)];
        var scored = AccuracyRun.Of(quick, _ => { }, TestContext.Current.CancellationToken);
        Assert.All(quick, set => Assert.True(Committed.ContainsKey(set.Name), $"{set.Name} is not in docs/accuracy.json: run 'shyraq accuracy'"));
        Assert.Empty(AccuracyCheck.Losses(Committed, scored));
    }

    [Fact]
    public void A_figure_may_lose_five_percent_and_what_loses_more_is_named()
    {
        Assert.Empty(AccuracyCheck.Losses(Committed, With("hall-normal", "rmse", 1.04)));
        Assert.StartsWith("hall-normal: rmse was ", Assert.Single(AccuracyCheck.Losses(Committed, With("hall-normal", "rmse", 1.07))), StringComparison.Ordinal);
        Assert.Empty(AccuracyCheck.Losses(Committed, With("hall-normal", "rmse", 0.5)));
        Assert.StartsWith("hall-normal: insideRadius95 was ", Assert.Single(AccuracyCheck.Losses(Committed, With("hall-normal", "insideRadius95", 0.8))), StringComparison.Ordinal);
        Assert.StartsWith("hall-normal: liveCoverage was ", Assert.Single(AccuracyCheck.Losses(Committed, With("hall-normal", "liveCoverage", 0.9))), StringComparison.Ordinal);
        var gone = With("hall-normal", "p90", 1);
        gone["hall-normal"].Figures.Remove("p90");
        Assert.EndsWith("is gone", Assert.Single(AccuracyCheck.Losses(Committed, gone)), StringComparison.Ordinal);
    }

    [Fact]
    public void Probabilities_that_come_true_less_often_are_a_loss()
    {
        var now = new SortedDictionary<string, ScoredSet>(Committed.ToDictionary(), StringComparer.Ordinal);
        now["hall-normal"] = now["hall-normal"] with { Hypotheses = [.. Enumerable.Repeat<double[]>([0, 0, 0, 0], 9), [1_000_000, 950_000, 100_000, 100]] };
        Assert.StartsWith("hypotheses: ", Assert.Single(AccuracyCheck.Losses(Committed, now)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_committed_document_and_its_drawings_are_those_of_the_committed_figures()
    {
        var document = new AccuracyDocument(Committed);
        Assert.Equal(AccuracyFile.Text(Committed), File.ReadAllText(Path.Combine(Root, "docs", "accuracy.json")));
        Assert.Equal(document.Text(), File.ReadAllText(Path.Combine(Root, "docs", "accuracy.md")));
        Assert.All(document.Drawings, drawing => Assert.Equal(drawing.Svg, File.ReadAllText(Path.Combine(Root, "docs", drawing.Path))));
    }

    [Fact]
    public void Figures_of_recordings_that_are_absent_are_kept_and_marked()
    {
        var recorded = Committed["hall-normal"] with { Kind = SetKind.Recorded, References = new() { ["plainRmse"] = 0.5 } };
        var text = new AccuracyDocument(new(StringComparer.Ordinal) { ["kept"] = recorded with { Kept = true }, ["run"] = recorded }).Text();
        Assert.Contains("† 1 of 2 recordings were absent", text, StringComparison.Ordinal);
        Assert.Contains("| kept † |", text, StringComparison.Ordinal);
        Assert.Contains("| run |", text, StringComparison.Ordinal);
        Assert.Contains("| 0.50 / – | – |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_recordings_is_scored_with_its_survey_and_its_reference_numbers()
    {
        var folder = Directory.CreateTempSubdirectory("recordings-").FullName;
        try
        {
            Record(Path.Combine(folder, "beacons-one"));
            Directory.CreateDirectory(Path.Combine(folder, "beacons-survey"));
            File.WriteAllText(Path.Combine(folder, "beacons-survey", "survey.csv"), "anchor,x,y,z,dbmMean,dbmSd,samples\nB1,10,0,0,-72,2,50\n");
            var scored = AccuracyRun.Of(Recordings.In(folder), _ => { }, TestContext.Current.CancellationToken);
            Assert.Equal(["beacons-one", "beacons-one+survey"], scored.Keys);
            Assert.Equal(new() { ["plainP95"] = 6.38, ["plainRmse"] = 3.57, ["strongP95"] = 5.13, ["strongRmse"] = 3.17 }, scored["beacons-one"].References);
            Assert.Equal(new() { ["strongP95"] = 3.26, ["strongRmse"] = 1.79 }, scored["beacons-one+survey"].References);
            Assert.InRange(scored["beacons-one"].Figures["rmse"], 0, 20);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_folder_without_a_recording_is_bad_input()
    {
        var folder = Directory.CreateTempSubdirectory("recordings-").FullName;
        Assert.Contains("no recording", Assert.Throws<BadInputException>(() => Recordings.In(folder)).Message, StringComparison.Ordinal);
        Directory.Delete(folder);
        Assert.Contains("no such folder", Assert.Throws<BadInputException>(() => Recordings.In(folder)).Message, StringComparison.Ordinal);
    }

    /// <summary>The committed figures with one of them multiplied, in a copy.</summary>
    private static SortedDictionary<string, ScoredSet> With(string set, string figure, double times)
    {
        var now = new SortedDictionary<string, ScoredSet>(Committed.ToDictionary(), StringComparer.Ordinal);
        var figures = new SortedDictionary<string, double>(now[set].Figures, StringComparer.Ordinal);
        figures[figure] *= times;
        now[set] = now[set] with { Figures = figures };
        return now;
    }

    /// <summary>A tag that stands 10 m from a beacon at the end of a roadway of 30 m, for half a minute.</summary>
    private static void Record(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "mine.geojson"), """
            {"type":"FeatureCollection","mine":{"id":"m","name":"m","crs":"local","timeZone":"UTC"},"features":[
            {"type":"Feature","geometry":{"type":"LineString","coordinates":[[0,0,0],[30,0,0]]},"properties":{"kind":"roadway","id":"R1"}},
            {"type":"Feature","geometry":{"type":"Point","coordinates":[0,0,0]},"properties":{"kind":"anchor","id":"B1","technology":"ble","rssiAt1m":-52,"pathLossExponent":2.0}}]}
            """);
        File.WriteAllLines(Path.Combine(folder, "sightings.ndjson"), Enumerable.Range(0, 30).Select(s => $$"""{"time":"2026-01-12T04:00:{{s:00}}Z","tag":"T","kind":"rssi","anchor":"B1","dbm":-72}"""));
        File.WriteAllLines(Path.Combine(folder, "truth.csv"), Enumerable.Range(0, 30).Select(s => $"2026-01-12T04:00:{s:00}Z,T,10,0,0").Prepend("time,tag,x,y,z"));
        File.WriteAllText(Path.Combine(folder, "NOTE.md"), """
            # beacons-one
            | method | h-RMSE | h-p50 | h-p95 | coverage live | inside radius95 | median radius95 |
            | --- | --- | --- | --- | --- | --- | --- |
            | plain: a filter | 3.57 m | 2.92 m | 6.38 m | 100 % | 71 % | 3.75 m |
            | strong: a better one | 3.17 m | 2.85 m | 5.13 m | 100 % | 92 % | 4.39 m |
            | strong, with the radio map of `../beacons-survey` | 1.79 m | 1.56 m | 3.26 m | 100 % | 98 % | 3.66 m |
            """);
    }
}
