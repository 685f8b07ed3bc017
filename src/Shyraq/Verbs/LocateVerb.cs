using System.Buffers;
using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using Shyraq.Core;
using Shyraq.Core.Hindsight;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Protocols.Fixes;
using Shyraq.Protocols.Sightings;
using Shyraq.Protocols.Survey;

namespace Shyraq.Verbs;

/// <summary><c>shyraq locate</c>: from a plan and a file of sightings to a file of fixes.</summary>
internal static class LocateVerb
{
    private const string Packed = "A path, a path that ends in .gz, or - for standard ";
    private static readonly Option<string> MinePath = new("--mine") { Description = "The plan (mine.geojson). " + Packed + "input.", Required = true, HelpName = "file" };
    private static readonly Option<string> SightingsPath = new("--sightings") { Description = "What the radios heard (sightings.ndjson). " + Packed + "input.", Required = true, HelpName = "file" };
    private static readonly Option<string> OutPath = new("--out") { Description = "The answer (fixes.ndjson). " + Packed + "output.", Required = true, HelpName = "file" };
    private static readonly Option<string?> TagsPath = new("--tags") { Description = "Who carries which tag (tags.json): a vehicle moves otherwise than a person.", HelpName = "file" };
    private static readonly Option<string?> SurveyPath = new("--survey") { Description = "Stationary measurements (survey.csv) that calibrate signal strength.", HelpName = "file" };
    private static readonly Option<string> TagsStart = new("--tags-start") { Description = "How tags begin: first-fix, without any initial position.", DefaultValueFactory = _ => "first-fix" };
    private static readonly Option<double> Rate = new("--rate") { Description = "The most fixes of a tag in a second, over 0 up to 1000; one at each whole second is always written.", DefaultValueFactory = _ => Locating.UsualRate, HelpName = "fixes" };
    private static readonly Option<bool> Smooth = new("--smooth") { Description = "In hindsight: each fix uses what was measured after it too, and late sightings count at the time they were measured. Keeps the file in memory." };
    private static readonly Option<double?> Lag = new("--lag") { Description = "With --smooth: look this long ahead, at most twice as long, instead of to the end of the file. Seconds, from 1 to 86400.", HelpName = "seconds" };

    public static Command Create()
    {
        Lag.Validators.Add(lag =>
        {
            if (lag.Tokens is [var token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var given) && given is not (>= 1 and <= 86400))
                lag.AddError("--lag: expected from 1 to 86400 seconds.");
            else if (!lag.GetValue(Smooth)) lag.AddError("--lag tells how far --smooth looks ahead: give both.");
        });
        TagsStart.AcceptOnlyFromAmong("first-fix");
        Rate.Validators.Add(rate =>
        {
            // What is no number at all is told by the option itself.
            if (rate.Tokens is [var token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var given) && given is not (> 0 and <= 1000))
                rate.AddError("--rate: expected a number over 0, at most 1000.");
        });
        var command = new Command("locate", "Works out where every tag was from what the radios heard: as it was known at the time or, with --smooth, as it is known afterwards.")
        {
            MinePath, SightingsPath, OutPath, TagsPath, SurveyPath, TagsStart, Rate, Smooth, Lag,
        };
        command.SetAction((parsed, cancel) => Run(parsed, cancel));
        return command.WithExamples(
            "shyraq locate --mine mine.geojson --sightings sightings.ndjson --out fixes.ndjson",
            "shyraq locate --mine mine.geojson --sightings sightings.ndjson.gz --tags tags.json --out fixes.ndjson.gz",
            "shyraq locate --mine mine.geojson --sightings sightings.ndjson --survey survey.csv --out -",
            "shyraq locate --mine mine.geojson --sightings sightings.ndjson --smooth --out track.ndjson",
            "shyraq locate --mine mine.geojson --sightings sightings.ndjson --smooth --lag 30 --out track.ndjson");
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancel)
    {
        var plan = MineFiles.Plan(parsed.GetValue(MinePath)!);
        var options = Options(parsed.GetValue(SurveyPath));
        var carriers = parsed.GetValue(TagsPath) is { } tags ? MineFiles.Carriers(tags) : ImmutableSortedDictionary<string, Core.Presence.Carrier>.Empty;
        var smoothing = parsed.GetValue(Smooth) ? new Smoothing(plan, carriers, options, parsed.GetValue(Lag), parsed.GetValue(Rate)) : null;
        var path = parsed.GetValue(SightingsPath)!;
        await using var input = InputFile.Open(path);
        var file = new SightingFile(input);
        var locating = smoothing?.Forwards ?? new Locating(Locating.Following(plan, carriers, options), parsed.GetValue(Rate));
        var fixes = await Progress.While("locating", TimeProvider.System, (progress, stop) =>
        {
            using var output = OutputFile.Create(parsed.GetValue(OutPath)!);
            var sightings = MineFiles.Reading(path, file.Read());
            return Write(smoothing?.Walk(sightings) ?? locating.Walk(sightings).Select(fix => new HindsightFix(fix, plan, false)), output, () => Report(progress, input), stop);
        }, cancel);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"shyraq: {fixes} fixes of {locating.TagCount} tags from {file.Count} sightings"));
        TellRefused(path, file, locating);
        return ExitCode.Done;
    }

    /// <summary>What the tracker is told before it begins.</summary>
    private static TrackingOptions Options(string? surveyPath)
    {
        if (surveyPath is null) return new TrackingOptions();
        using var survey = InputFile.Open(surveyPath);
        return new TrackingOptions { Survey = [.. MineFiles.Rows(surveyPath, SurveyReader.Read(survey))] };
    }

    /// <summary>Writes fixes as lines and says how many there were.</summary>
    internal static long Write(IEnumerable<HindsightFix> fixes, Stream output, Action report, CancellationToken stop)
    {
        long count = 0;
        var part = new ArrayBufferWriter<byte>(1 << 17);
        foreach (var fix in fixes)
        {
            FixesWriter.WriteLine(part, fix.Fix, fix.Plan, fix.IsLate);
            count++;
            if (part.WrittenCount < 1 << 16) continue;
            stop.ThrowIfCancellationRequested();
            output.Write(part.WrittenSpan);
            part.ResetWrittenCount();
            report();
        }
        output.Write(part.WrittenSpan);
        return count;
    }

    /// <summary>How much of the file is read, by its bytes on disk.</summary>
    private static void Report(Progress progress, Stream input)
    {
        var onDisk = input is GZipStream packed ? packed.BaseStream : input;
        if (onDisk.CanSeek) progress.Report(onDisk.Position, onDisk.Length);
        else progress.Report(0, 0);
    }

    private static void TellRefused(string path, SightingFile file, Locating locating)
    {
        var counts = new SortedDictionary<RefusalReason, long>();
        foreach (var (reason, count) in file.RefusedCounts.Concat(locating.Refused)) counts[reason] = counts.GetValueOrDefault(reason) + count;
        if (counts.Count == 0) return;
        var examples = file.Refusals.Concat(locating.Examples).ToArray();
        var told = counts.Select(c => $"{NameOf(c.Key)} {c.Value}" + (examples.FirstOrDefault(e => e.Reason == c.Key) is { } first ? $" ({Told(first)})" : ""));
        Console.Error.WriteLine($"shyraq: {path}: refused {counts.Values.Sum()} of {file.Count}: {string.Join("; ", told)}");
    }

    private static string Told(Refusal refusal)
    {
        var where = new List<string>(4);
        if (refusal.Line is { } line) where.Add($"line {line}");
        if (refusal.Tag is { } tag) where.Add($"tag {tag}");
        if (refusal.Anchor is { } anchor) where.Add($"anchor {anchor}");
        if (refusal.Property is { } property) where.Add(property);
        return $"{string.Join(", ", where)}: {refusal.Detail}";
    }

    /// <summary>A reason as the API names it.</summary>
    private static string NameOf(RefusalReason reason)
    {
        var name = reason.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
