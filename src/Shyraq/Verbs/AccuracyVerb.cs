using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Shyraq.Simulator.Scenarios;
using Shyraq.Verbs.Accuracy;

namespace Shyraq.Verbs;

/// <summary><c>shyraq accuracy</c>: scores every recording of a folder and the simulator's scenarios, and writes or checks the document of it.</summary>
internal static class AccuracyVerb
{
    private static readonly Option<string?> RecordingsPath = new("--recordings") { Description = "A folder with a sub-folder for each recording (mine.geojson, sightings.ndjson, truth.csv, each also as .gz; tags.json and NOTE.md where there are such). Without it the scenarios alone are run.", HelpName = "folder" };
    private static readonly Option<string> DocsPath = new("--docs") { Description = "The folder of accuracy.md, accuracy.json and images/accuracy.", DefaultValueFactory = _ => "docs", HelpName = "folder" };
    private static readonly Option<bool> Check = new("--check") { Description = "Write nothing; compare with accuracy.json and fail (exit code 1) when a figure is worse by more than 5 %." };
    private static readonly Option<bool> Quick = new("--quick") { Description = "Only with --check: the scenarios that take seconds." };
    private static readonly Option<long?> Seed = new("--seed") { Description = "Draws the scenarios anew with this seed, to see how much was chance. The figures go to another folder: only with --docs.", HelpName = "number" };

    public static Command Create()
    {
        var command = new Command("accuracy",
            "Scores the engine on recordings and simulated mines, and writes docs/accuracy.md or checks it. Exit codes: 0 done, 1 failed or (with --check) worse, 2 wrong usage, 3 bad input.")
        { RecordingsPath, DocsPath, Check, Quick, Seed };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Seed) is not null && (result.GetValue(Check) || result.GetResult(DocsPath) is not { Implicit: false }))
                result.AddError("--seed: only with --docs FOLDER, and not with --check: the committed figures are of the scenarios' own seeds.");
            if (!result.GetValue(Quick)) return;
            if (!result.GetValue(Check)) result.AddError("--quick: only with --check: a document of the quick scenarios alone would tell too little.");
            if (result.GetValue(RecordingsPath) is not null) result.AddError("--quick: not with --recordings.");
        });
        command.SetAction(Run);
        return command.WithExamples(
            "shyraq accuracy --recordings recordings",
            "shyraq accuracy --recordings recordings --check",
            "shyraq accuracy --check --quick",
            "shyraq accuracy --seed 2 --docs seed2");
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancel)
    {
        var time = TimeProvider.System;
        var begun = time.GetTimestamp();
        var (docs, check) = (parsed.GetValue(DocsPath)!, parsed.GetValue(Check));
        var path = Path.Combine(docs, "accuracy.json");
        var committed = check || File.Exists(path) ? AccuracyFile.Read(path) : [];
        var seed = parsed.GetValue(Seed);
        var scenarios = AccuracyScenarios.All.Where(s => s.IsQuick || !parsed.GetValue(Quick)).Select(s => AccuracySet.Of(seed is { } drawn ? s.Drawn(drawn) : s));
        var recordings = parsed.GetValue(RecordingsPath) is { } folder ? Recordings.In(folder) : [];
        ImmutableArray<AccuracySet> sets = [.. scenarios, .. recordings];
        if (sets.GroupBy(set => set.Name).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new BadInputException($"{parsed.GetValue(RecordingsPath)}: {twice.Key} is the name of a scenario already");
        var scored = await Progress.While("scoring", time, (progress, stop) => AccuracyRun.Of(sets, done => progress.Report(done, sets.Length), stop), cancel);
        Tell($"{scored.Count} sets ({recordings.Length} recorded) in {time.GetElapsedTime(begun).TotalSeconds:0} s");
        var absent = committed.Where(set => set.Value.Kind == SetKind.Recorded && !scored.ContainsKey(set.Key)).ToArray();
        if (absent.Length > 0 || recordings.IsEmpty) Tell($"recordings absent: {(recordings.IsEmpty ? "no folder was given" : "not in the folder")}; {absent.Length} recorded sets of {path} were not run");

        var losses = AccuracyCheck.Losses(committed, scored);
        if (!parsed.GetValue(Quick))
            losses.AddRange(committed.Where(set => set.Value.Kind == SetKind.Simulated && !scored.ContainsKey(set.Key)).Select(set => $"{set.Key}: the scenario is gone"));
        foreach (var loss in losses) Tell($"worse: {loss}");
        if (check) return Judge(committed, scored, losses, path);
        foreach (var (name, set) in absent) scored.Add(name, set with { Kept = true });
        Write(docs, path, new AccuracyDocument(scored, seed), AccuracyFile.Text(scored));
        return ExitCode.Done;
    }

    private static int Judge(SortedDictionary<string, ScoredSet> committed, SortedDictionary<string, ScoredSet> scored, List<string> losses, string path)
    {
        var compared = scored.Keys.Count(committed.ContainsKey);
        Tell($"{compared} sets compared with {path}, {scored.Count - compared} are not in it, {losses.Count} figures are worse");
        return losses.Count == 0 && compared > 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Write(string docs, string path, AccuracyDocument document, string figures)
    {
        var images = Directory.CreateDirectory(Path.Combine(docs, "images", "accuracy"));
        foreach (var old in images.EnumerateFiles("*.svg")) old.Delete();
        foreach (var (drawing, svg) in document.Drawings) File.WriteAllText(Path.Combine(docs, drawing), svg);
        File.WriteAllText(Path.Combine(docs, "accuracy.md"), document.Text());
        File.WriteAllText(path, figures);
        Tell($"written: {Path.Combine(docs, "accuracy.md")}, {path}, {images.EnumerateFiles("*.svg").Count()} drawings");
    }

    private static void Tell(FormattableString text) => Console.Error.WriteLine("shyraq: " + text.ToString(CultureInfo.InvariantCulture));
}
