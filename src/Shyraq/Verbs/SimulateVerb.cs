using System.CommandLine;
using System.Globalization;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Protocols.Plan;
using Shyraq.Simulator;
using Shyraq.Simulator.Drawing;
using Shyraq.Simulator.Scenarios;

namespace Shyraq.Verbs;

/// <summary><c>shyraq simulate</c>: a shift in a made-up or given mine as files: plan, sightings, truth and carriers.</summary>
internal static class SimulateVerb
{
    private static readonly Option<string?> Mine = new("--mine") { Description = "The plan (mine.geojson); without it a coal mine with 50 km of roadway is made up. A plan without anchors gets some." };
    private static readonly Option<int> People = new("--people") { Description = "People on duty.", DefaultValueFactory = _ => 300 };
    private static readonly Option<int> Vehicles = new("--vehicles") { Description = "Machines.", DefaultValueFactory = _ => 20 };
    private static readonly Option<double> Minutes = new("--minutes") { Description = "How long, in minutes of the mine.", DefaultValueFactory = _ => 60 };
    private static readonly Option<long> Seed = new("--seed") { Description = "Equal seeds give equal files.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Out = new("--out") { Description = "The folder that gets mine.geojson, tags.json, what a server would be told (sightings.ndjson.gz, readings.ndjson, passages.ndjson) and what is true (truth.csv.gz, events.ndjson).", Required = true };
    private static readonly Option<string?> ScenarioName = new Option<string?>("--scenario") { Description = "Something happens: a scenario of 'shyraq drill', with its own mine and people." }.AcceptOnlyFromAmong([.. DrillScenarios.All.Select(s => s.Name)]);
    private static readonly Option<double> TagsRate = new("--tags-rate") { Description = "How often a person's tag speaks, a second; machines speak twice as often.", DefaultValueFactory = _ => 1 };
    private static readonly Option<double> TruthRate = new("--truth-rate") { Description = "How often the truth is written, a second: 1, 2, 5 or 10.", DefaultValueFactory = _ => 2 };
    private static readonly Option<string> Noise = new Option<string>("--noise") { Description = "How bad the radios are.", DefaultValueFactory = _ => "normal" }.AcceptOnlyFromAmong("clean", "normal", "harsh");
    private static readonly Option<string> Start = new("--start") { Description = "When it starts, ISO 8601 UTC.", DefaultValueFactory = _ => "2026-01-12T04:00:00Z" };
    private static readonly Option<double> ShiftLeft = new("--shift-left") { Description = "How long the running shift still lasts at the start, minutes; people set out for the surface 25 to 55 minutes before.", DefaultValueFactory = _ => 240 };
    private static readonly Option<int> Crews = new("--crews") { Description = "How many crews of --people take turns; with 1 the same people go down again.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Tdoa = new("--tdoa") { Description = "Id of an open area whose UWB anchors measure range differences instead of ranges." };
    private static readonly Option<double?> Sos = new("--sos") { Description = "Minute at which somebody presses the SOS button, for five minutes." };

    public static Command Create()
    {
        var command = new Command("simulate", "Simulate a shift: people and machines in a mine, and what its radios hear.")
        {
            Mine, People, Vehicles, Minutes, Seed, Out, Noise, TagsRate, TruthRate, Start, ShiftLeft, Crews, Tdoa, Sos, ScenarioName,
        };
        command.Validators.Add(r =>
        {
            void InRange<T>(Option<T> option, T low, T high) where T : IComparable<T>
            {
                // A value that was not given is right, and one that could not be read has its own error already.
                if (r.GetResult(option) is not { Implicit: false } given || given.Errors.Any()) return;
                if (r.GetValue(option) is { } value && (value.CompareTo(low) < 0 || value.CompareTo(high) > 0)) r.AddError($"{option.Name}: found {value}, expected {low} to {high}");
            }
            InRange(People, 0, 20_000);
            InRange(Vehicles, 0, 2_000);
            InRange(Minutes, 0.1, 100_000);
            InRange(TagsRate, 0.01, 10);
            InRange(TruthRate, 0.1, 10);
            InRange(ShiftLeft, 0, 480);
            InRange(Crews, 1, 6);
            if (r.GetResult(ScenarioName) is null) return;
            foreach (var option in (Option[])[Mine, People, Vehicles, ShiftLeft, Crews, Tdoa, Sos])
                if (r.GetResult(option) is { Implicit: false }) r.AddError($"{option.Name}: not with --scenario, which brings its own");
        });
        command.SetAction(Run);
        return command.WithExamples(
            "shyraq simulate --people 300 --vehicles 20 --minutes 60 --seed 1 --out shift",
            "shyraq simulate --mine mine.geojson --people 40 --vehicles 5 --minutes 30 --noise harsh --out bad-day",
            "shyraq simulate --minutes 120 --shift-left 60 --crews 2 --out shift-change",
            "shyraq simulate --scenario explosion --seed 7 --out explosion");
    }

    private static async Task<int> Run(ParseResult r, CancellationToken cancel)
    {
        var scenario = DrillScenarios.All.FirstOrDefault(s => s.Name == r.GetValue(ScenarioName));
        var (text, plan) = scenario is null ? Plan(r.GetValue(Mine), r.GetValue(Seed)) : Plan(scenario.Plan.Value);
        if (!DateTimeOffset.TryParse(r.GetValue(Start), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var start))
            throw new BadInputException($"--start: found {r.GetValue(Start)}, expected an ISO 8601 time such as 2026-01-12T04:00:00Z");
        if (r.GetValue(Tdoa) is { } area && !plan.Areas.Any(a => a.Id.Value == area))
            throw new BadInputException($"--tdoa: the plan has no open area {area}");
        var options = scenario?.Options ?? new SimulationOptions
        {
            People = r.GetValue(People),
            Vehicles = r.GetValue(Vehicles),
            Crews = r.GetValue(Crews),
            ShiftLeft = r.GetValue(ShiftLeft) * 60,
            TdoaArea = r.GetValue(Tdoa),
            SosAt = r.GetValue(Sos) * 60,
        };
        options = options with
        {
            Seed = r.GetValue(Seed),
            Start = Instant.From(start),
            TagsRate = r.GetValue(TagsRate),
            Noise = r.GetValue(Noise) switch { "clean" => Simulator.Radios.Noise.Clean, "harsh" => Simulator.Radios.Noise.Harsh, _ => Simulator.Radios.Noise.Normal },
        };
        var folder = r.GetValue(Out)!;
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "mine.geojson"), text, cancel);
        var time = TimeProvider.System;
        var begun = time.GetTimestamp();
        var seconds = 60 * (scenario is not null && r.GetResult(Minutes) is not { Implicit: false } ? scenario.Minutes : r.GetValue(Minutes));
        var recording = new SimulationFiles(plan, options, scenario?.Incidents(options.Seed, seconds) ?? [], folder, r.GetValue(TruthRate));
        var summary = await Progress.While("simulating", time, (progress, stop) => recording.Write(seconds, progress, stop), cancel);
        Console.WriteLine(summary.Tell(plan, folder, time.GetElapsedTime(begun)));
        return ExitCode.Done;
    }

    /// <summary>The plan to simulate and its text: made up, as given, or as given with anchors hung.</summary>
    private static (byte[] Text, MinePlan Plan) Plan(string? path, long seed)
    {
        var text = path is null ? CoalMine.Text(seed) : InputFile.ReadAll(path, 256 << 20);
        var plan = Read(text, path ?? "the made-up mine");
        if (plan.Roadways.IsEmpty && plan.Areas.IsEmpty) throw new BadInputException($"{path}: found no roadway and no open area, expected one at least");
        if (!plan.Anchors.IsEmpty) return (text, plan);
        text = PlanText.WithAnchors(text, AnchorPlacing.Default(plan.Roadways, plan.Areas));
        return (text, Read(text, $"{path} with anchors"));
    }

    /// <summary>The plan of a scenario through its text, as a server reads it.</summary>
    private static (byte[] Text, MinePlan Plan) Plan(MinePlan drawn)
    {
        var text = PlanText.Write(drawn.Id, drawn.Name, drawn.Crs, drawn.TimeZone, new(drawn.Roadways, drawn.Areas, drawn.Anchors, drawn.Zones, drawn.Landmarks, drawn.Sensors));
        return (text, Read(text, drawn.Name));
    }

    private static MinePlan Read(byte[] text, string name) => PlanReader.Read(text, 1) switch
    {
        PlanReading.Read read => read.Plan,
        PlanReading.Refused refused => throw new BadInputException(string.Join(Environment.NewLine, refused.Faults.Take(20).Select(f => $"{name}: {f.Feature}: {f.Property}: {f.Message}"))),
        _ => throw new InvalidOperationException("A plan reading is read or refused."),
    };
}
