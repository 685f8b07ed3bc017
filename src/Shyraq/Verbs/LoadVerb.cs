using System.CommandLine;
using Shyraq.Verbs.Load;

namespace Shyraq.Verbs;

/// <summary><c>shyraq load</c>: offers a running server a steady stream of sightings and measures what becomes of them.</summary>
internal static class LoadVerb
{
    private static readonly Option<int> Tags = new("--tags") { Description = "Tags that walk about.", DefaultValueFactory = _ => 2000 };
    private static readonly Option<int> Rate = new("--rate") { Description = "Sightings a second; 0 for as many as the server takes.", DefaultValueFactory = _ => 20_000 };
    private static readonly Option<int> Seconds = new("--seconds") { Description = "How long.", DefaultValueFactory = _ => 60 };
    private static readonly Option<int> WarmUp = new("--warm-up") { Description = "Seconds at the same rate before, told apart: in them the server finds the tags and its code is compiled.", DefaultValueFactory = _ => 5 };
    private static readonly Option<string> Url = new("--url") { Description = "The server.", DefaultValueFactory = _ => "http://127.0.0.1:8080" };
    private static readonly Option<string> Mine = new("--mine") { Description = "Id of the mine; made up and put when the server has none of that id.", DefaultValueFactory = _ => "load" };
    private static readonly Option<int> Batch = new("--batch") { Description = "Sightings in a request or message.", DefaultValueFactory = _ => 500 };
    private static readonly Option<string> Via = new Option<string>("--via") { Description = "The way in.", DefaultValueFactory = _ => "http" }.AcceptOnlyFromAmong("http", "mqtt");
    private static readonly Option<string> Mqtt = new("--mqtt") { Description = "The broker for --via mqtt.", DefaultValueFactory = _ => "127.0.0.1:1883" };
    private static readonly Option<int> Connections = new("--connections") { Description = "Connections, each with one batch under way at a time.", DefaultValueFactory = _ => 4 };
    private static readonly Option<long> Seed = new("--seed") { Description = "Where the tags walk.", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> Json = new("--json") { Description = "Print the figures as JSON." };

    public static Command Create()
    {
        var command = new Command("load", "Offer a running server a steady load and measure it: nothing may be lost.")
        {
            Tags, Rate, Seconds, WarmUp, Url, Mine, Batch, Via, Mqtt, Connections, Seed, Json,
        };
        command.Validators.Add(r =>
        {
            void InRange(Option<int> option, int low, int high)
            {
                if (r.GetResult(option) is not { Implicit: false } given || given.Errors.Any()) return;
                if (r.GetValue(option) is var value && (value < low || value > high)) r.AddError($"{option.Name}: found {value}, expected {low} to {high}");
            }
            InRange(Tags, 1, 100_000);
            InRange(Rate, 0, 10_000_000);
            InRange(Seconds, 1, 86_400);
            InRange(WarmUp, 0, 3600);
            InRange(Batch, 1, 20_000);
            InRange(Connections, 1, 256);
            // Defaults are right, and are not there yet while this looks.
            if (r.GetResult(Url) is { Implicit: false } && (!Uri.TryCreate(r.GetValue(Url), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
                r.AddError($"--url: found {r.GetValue(Url)}, expected an address such as http://127.0.0.1:8080");
            if (r.GetResult(Mqtt) is { Implicit: false } && BrokerOf(r.GetValue(Mqtt)!) is null) r.AddError($"--mqtt: found {r.GetValue(Mqtt)}, expected a host and port such as 127.0.0.1:1883");
        });
        command.SetAction(Run);
        return command.WithExamples(
            "shyraq load --tags 2000 --rate 20000 --seconds 60",
            "shyraq load --rate 0 --seconds 20 --via mqtt --connections 8 --json",
            "shyraq load --tags 500 --rate 2500 --url http://127.0.0.1:8080 --mine load");
    }

    private static (string Host, int Port)? BrokerOf(string text) =>
        text.Split(':') is [{ Length: > 0 } host, var digits] && ushort.TryParse(digits, out var port) ? (host, port) : null;

    private static async Task<int> Run(ParseResult r, CancellationToken cancel)
    {
        var options = new LoadOptions(
            new Uri(r.GetValue(Url)!), r.GetValue(Mine)!, r.GetValue(Tags), r.GetValue(Rate), r.GetValue(Seconds), r.GetValue(Batch),
            Math.Min(r.GetValue(Connections), r.GetValue(Tags)), r.GetValue(Via) == "mqtt" ? BrokerOf(r.GetValue(Mqtt)!) : null, r.GetValue(Seed));
        if (r.GetValue(WarmUp) is > 0 and var seconds)
        {
            var before = await new LoadRun(options with { Seconds = seconds }, TimeProvider.System).RunAsync(cancel);
            await Console.Error.WriteLineAsync($"warm-up of {seconds} s: sent {before.Sent}, lost {before.Lost}, in the feed {before.Feed.Tell()}");
            if (!before.IsWhole) return ExitCode.Failed;
        }
        var report = await new LoadRun(options, TimeProvider.System).RunAsync(cancel);
        Console.WriteLine(r.GetValue(Json) ? report.ToJson() : report.Tell());
        return report.IsWhole ? ExitCode.Done : ExitCode.Failed;
    }
}
