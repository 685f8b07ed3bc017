using System.Diagnostics;
using System.Globalization;
using Shyraq.Core.Plan;
using Shyraq.Oracle.Contest;
using Shyraq.Oracle.Runs;
using Shyraq.Protocols.Plan;
using Shyraq.Simulator;
using Shyraq.Simulator.Drawing;
using Shyraq.Simulator.Radios;

namespace Shyraq.Bench;

/// <summary><c>oracle</c>: the production filter beside a particle filter that knows the simulator's noise, on simulated runs.</summary>
internal static class OracleCommand
{
    private const string Usage = "oracle [--people 20] [--vehicles 3] [--minutes 10] [--seed 1] [--runs 1] [--noise clean|normal|harsh|bodiless] [--particles 10000] [--mine FILE|straight] [--out FILE.csv]";

    public static int Run(string[] args)
    {
        var given = new Dictionary<string, string> { ["--people"] = "20", ["--vehicles"] = "3", ["--minutes"] = "10", ["--seed"] = "1", ["--runs"] = "1", ["--noise"] = "normal", ["--particles"] = "10000", ["--mine"] = "", ["--out"] = "" };
        for (var i = 0; i + 1 < args.Length || i < args.Length; i += 2)
        {
            if (!given.ContainsKey(args[i]) || i + 1 == args.Length) { Console.Error.WriteLine(Usage); return 2; }
            given[args[i]] = args[i + 1];
        }
        double Number(string name) => double.Parse(given[name], CultureInfo.InvariantCulture);
        var begun = Stopwatch.GetTimestamp();
        var rounds = new List<Round>();
        SimulatedRun run = null!;
        for (var seed = (long)Number("--seed"); seed < (long)Number("--seed") + (long)Number("--runs"); seed++)
        {
            var options = new SimulationOptions
            {
                PeopleStir = false,
                Seed = seed,
                People = (int)Number("--people"),
                Vehicles = (int)Number("--vehicles"),
                Noise = given["--noise"] switch { "clean" => Noise.Clean, "harsh" => Noise.Harsh, "bodiless" => Noise.Normal with { BodyLoss = 0 }, _ => Noise.Normal },
            };
            run = new SimulatedRun(Plan(given["--mine"], seed), options, 60 * Number("--minutes"));
            rounds.AddRange(Match.Play(run, (int)Number("--particles")));
            Console.Error.WriteLine($"seed {seed}: {run.Sightings.Count} sightings, {rounds.Count} fixes so far, {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s");
        }
        Table.Write(Console.Out, rounds);
        if (given["--out"] is { Length: > 0 } path)
        {
            using var csv = new StreamWriter(path);
            Table.WriteCsv(csv, rounds, run.Plan);
        }
        return 0;
    }

    private static MinePlan Plan(string path, long seed)
    {
        if (path == "straight") return StraightRoadway.Plan;
        var plan = Read(path.Length == 0 ? CoalMine.Text(seed) : File.ReadAllBytes(path), path);
        return plan.Anchors.IsEmpty ? Read(PlanText.WithAnchors(File.ReadAllBytes(path), AnchorPlacing.Default(plan.Roadways, plan.Areas)), path) : plan;
    }

    private static MinePlan Read(byte[] text, string path) => PlanReader.Read(text, 1) switch
    {
        PlanReading.Read read => read.Plan,
        PlanReading.Refused refused => throw new InvalidDataException($"{path}: {refused.Faults[0].Feature}: {refused.Faults[0].Message}"),
        _ => throw new InvalidOperationException("A plan reading is read or refused."),
    };
}
