using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using Shyraq.Cluster.Rerun;
using Shyraq.Core.Record;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Shyraq.Protocols.Zones;
using Shyraq.Storage.History;

namespace Shyraq.Verbs;

/// <summary><c>shyraq rerun</c>: follows a journal again with something corrected, and keeps the outcome as a named version.</summary>
internal static class RerunVerb
{
    private const string AnchorForm = "ID=x,y,z in metres of the mine's grid", TrackingForm = "liveFor, inferredFor, lateTolerance, futureTolerance or anchorSilentAfter, and seconds over 0, such as liveFor=15";

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The data folder of the server, which may be running.", HelpName = "folder", Required = true };
        var database = StoreChoice.DatabaseOption();
        var mine = new Option<string>("--mine") { Description = "Which mine.", HelpName = "id", Required = true };
        var from = TimeOption.Required("--from", "The first second that is kept.");
        var to = TimeOption.Required("--to", "The last second that is kept.");
        var name = VersionOption.Name("Of the version. A version is never overwritten.");
        name.Required = true;
        var record = new RecordedAct();
        var anchors = new Option<ImmutableSortedDictionary<string, Point3>>("--anchor") { Description = $"Where an anchor truly hangs: {AnchorForm}; may be given again.", HelpName = "ID=x,y,z", AllowMultipleArgumentsPerToken = false, Arity = ArgumentArity.ZeroOrMore, CustomParser = Anchors };
        var plan = new Option<string?>("--plan") { Description = "A plan (mine.geojson) in place of those of the journal: other anchors and zones on the same roadways and open areas.", HelpName = "file" };
        var zones = new Option<string?>("--zones") { Description = "Rules of zones (zones.json) in place of those that people had set: a list of zones as 'zones' of the draft in GET …/zones has it. The plan's own zones keep their rules where the list does not name them.", HelpName = "file" };
        var tracking = new Option<TrackingOptions>("--tracking") { Description = $"Other options of tracking: {TrackingForm}; may be given again.", HelpName = "k=v", Arity = ArgumentArity.ZeroOrMore, CustomParser = Tracking };
        var runUp = new Option<double?>("--run-up") { Description = "Leave out what was heard more than this before --from: faster, but what hangs on it, such as who went down before, is not known. Seconds, 0 or more.", HelpName = "seconds" };
        runUp.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var seconds) && seconds is not (>= 0 and <= 1e9)) given.AddError("--run-up: expected seconds, 0 or more.");
        });
        var command = record.AddTo(new Command("rerun", "Follows a mine's journal again with a corrected anchor, plan, rule of a zone or option, and keeps fixes, crossings and alarms as a named version beside what was shown live.") { data, database, mine, from, to, name, anchors, plan, zones, tracking, runUp });
        command.Validators.Add(given =>
        {
            if (given.GetResult(from)?.Errors.Any() != true && given.GetResult(to)?.Errors.Any() != true && given.GetValue(from) > given.GetValue(to)) given.AddError("--to: expected a time not before that of --from.");
        });
        command.SetAction((parsed, stop) =>
        {
            var path = parsed.GetValue(plan);
            if (path is not null) MineFiles.Plan(path);
            var changes = new RerunChanges(parsed.GetValue(anchors) ?? RerunChanges.None.Anchors, path is null ? null : InputFile.ReadAll(path), parsed.GetValue(tracking) ?? new(), parsed.GetValue(zones) is { } rules ? Zones(rules) : null);
            return Run(record, parsed, parsed.GetRequiredValue(data), parsed.GetValue(database), new(parsed.GetRequiredValue(mine)), new(parsed.GetValue(from), parsed.GetValue(to), parsed.GetRequiredValue(name)!, record.By(parsed), changes, parsed.GetValue(runUp)), stop);
        });
        return command.WithExamples(
            "shyraq rerun --data /var/lib/shyraq --mine severnaya --from 2026-03-01T06:00:00Z --to 2026-03-01T14:00:00Z --name anchor-12-resurveyed --anchor A-12=1204.5,310.2,-412.0",
            "shyraq rerun --data /var/lib/shyraq --mine severnaya --from 2026-03-01T06:00:00Z --to 2026-03-01T14:00:00Z --name new-zones --plan mine.geojson --by 'A. Serik'",
            "shyraq rerun --data /var/lib/shyraq --mine severnaya --from 2026-03-01T06:00:00Z --to 2026-03-01T14:00:00Z --name stricter --zones zones.json",
            "shyraq rerun --data /var/lib/shyraq --mine severnaya --from 2026-03-01T06:00:00Z --to 2026-03-01T14:00:00Z --name patient --tracking liveFor=20");
    }

    private static async Task<int> Run(RecordedAct recorded, ParseResult parsed, string root, string? database, MineId mine, RerunOrder order, CancellationToken cancel)
    {
        using var store = StoreChoice.Beside(root, database);
        var record = store.Read(mine);
        if (!record.Exists) throw new BadInputException($"{store.Name}: no mine '{mine}'");
        var head = record.Journal.Head.Sequence;
        void Keeps(HistoryVersion version) => recorded.Keep(parsed, store, root, mine, new KeepVersion(version.Name, version.From, version.To, version.What), cancel).GetAwaiter().GetResult();
        try
        {
            var clock = Stopwatch.StartNew();
            var report = await Progress.While("rerun", TimeProvider.System, (progress, stop) => Rerunning.Run(store, mine, order, Instant.From(TimeProvider.System.GetUtcNow()), (sequence, seconds) =>
            {
                progress.Report(sequence, head);
                progress.Note(Speed(seconds, clock));
            }, stop, Keeps), cancel);
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"shyraq: version '{order.Name}': {report.Fixes} fixes, {report.Events} events; {report.Version.What}"));
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"shyraq: followed {report.Seconds:0} s of the mine in {clock.Elapsed.TotalSeconds:0.0} s, {Speed(report.Seconds, clock)}"));
            VersionOption.Tell(order.Name, report.Apart);
            return ExitCode.Done;
        }
        catch (RerunRefusedException refused)
        {
            throw new BadInputException(refused.Message);
        }
    }

    private static string Speed(double seconds, Stopwatch clock) => string.Create(CultureInfo.InvariantCulture, $"{seconds / Math.Max(clock.Elapsed.TotalSeconds, 1e-3):0} times as fast as it was");

    private static ImmutableSortedDictionary<string, RuledZone> Zones(string path)
    {
        var (zones, fault) = ZonesFile.Read(InputFile.ReadAll(path));
        return zones ?? throw new BadInputException($"{path}: {fault}");
    }

    private static ImmutableSortedDictionary<string, Point3> Anchors(ArgumentResult given)
    {
        var anchors = ImmutableSortedDictionary.CreateBuilder<string, Point3>(StringComparer.Ordinal);
        foreach (var token in given.Tokens)
        {
            var at = token.Value.LastIndexOf('=');
            var numbers = at < 1 ? [] : token.Value[(at + 1)..].Split(',').Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
            if (numbers is not [var x, var y, var z] || !numbers.All(double.IsFinite) || !anchors.TryAdd(token.Value[..at], new(x, y, z)))
                given.AddError($"--anchor: found '{token.Value}'; expected {AnchorForm}, each anchor once");
        }
        return anchors.ToImmutable();
    }

    private static TrackingOptions Tracking(ArgumentResult given)
    {
        var options = new TrackingOptions();
        foreach (var token in given.Tokens)
        {
            var parts = token.Value.Split('=');
            var changed = parts is not [var name, var text] || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) || seconds is not (> 0 and <= 1e9) ? null : name switch
            {
                "liveFor" => options with { LiveFor = seconds },
                "inferredFor" => options with { InferredFor = seconds },
                "lateTolerance" => options with { LateTolerance = seconds },
                "futureTolerance" => options with { FutureTolerance = seconds },
                "anchorSilentAfter" => options with { AnchorSilentAfter = seconds },
                _ => null,
            };
            if (changed is null) given.AddError($"--tracking: found '{token.Value}'; expected {TrackingForm}");
            else options = changed;
        }
        return options;
    }
}
