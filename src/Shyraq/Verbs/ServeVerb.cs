using System.CommandLine;
using System.Globalization;
using Shyraq.Cluster.History;
using Shyraq.Cluster.Reports;
using Shyraq.Hosting;
using Shyraq.Protocols.Reports;
using Shyraq.Simulator.Scenarios;
using Shyraq.Storage;
using Shyraq.Web.Binding;
using Shyraq.Web.Bodies;
using Shyraq.Web.Mqtt;

namespace Shyraq.Verbs;

/// <summary><c>shyraq serve</c>.</summary>
internal static class ServeVerb
{
    private const string AfterShifts = "after-shifts";

    private static readonly Option<string> Data = new("--data") { Description = "The data folder; made when it is not there.", HelpName = "DIR", DefaultValueFactory = _ => "./shyraq-data" };
    private static readonly Option<string?> Database = StoreChoice.DatabaseOption();
    private static readonly Option<int> Port = new("--port") { Description = "HTTP port on 127.0.0.1; 0 takes a free one.", HelpName = "PORT", DefaultValueFactory = _ => 8080 };
    private static readonly Option<string?> Urls = new("--urls") { Description = "HTTP addresses instead of --port, separated by semicolons; of this machine only.", HelpName = "URLS" };
    private static readonly Option<int> MqttPort = new("--mqtt-port") { Description = "Port of the embedded MQTT broker on 127.0.0.1; 0 takes a free one.", HelpName = "PORT", DefaultValueFactory = _ => 1883 };
    private static readonly Option<string?> Mqtt = new("--mqtt") { Description = "An external MQTT broker instead of the embedded one. User and password: Shyraq__Mqtt__User, Shyraq__Mqtt__Password or Shyraq__Mqtt__PasswordFile in the environment.", HelpName = "HOST:PORT" };
    private static readonly Option<bool> NoMqtt = new("--no-mqtt") { Description = "No MQTT; sightings come over HTTP alone." };
    private static readonly Option<bool> WithDemo = new("--demo") { Description = "Add a demonstration mine whose radios speak over MQTT." };

    private static readonly Option<bool> Training = new("--training") { Description = "Offer training runs at the desk «Training»; --demo offers them too." };

    private static readonly Option<string[]> Reports = new("--reports") { Description = "Make reports by themselves: after-shifts (an hour after each planned shift), or a time of the day such as 06:00 by the clocks of the mine (of the day before it). Both may be given.", HelpName = "WHEN", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> ReportLanguage = new Option<string>("--report-language") { Description = "Of these reports: ru, kk or en.", DefaultValueFactory = _ => ReportWords.Languages[0] }.AcceptOnlyFromAmong(ReportWords.Languages);

    private static readonly Option<string?> Scenario = new Option<string?>("--scenario") { Description = "With --demo: what happens in the demonstration mine, beginning with the server." }
        .AcceptOnlyFromAmong([.. DrillScenarios.All.Where(s => s.IsInCoalMine).Select(s => s.Name)]);

    public static Command Create()
    {
        var serve = new Command("serve", "Run the server: intake, live positions, the console.") { Data, Database, Port, Urls, MqttPort, Mqtt, NoMqtt, WithDemo, Training, Scenario, Reports, ReportLanguage };
        serve.Validators.Add(result =>
        {
            if (result.GetValue(NoMqtt) && (result.GetResult(Mqtt) is not null || result.GetValue(WithDemo) || result.GetValue(Training))) result.AddError("--no-mqtt goes with none of --mqtt, --demo and --training: made-up radios speak MQTT");
            if (result.GetResult(Scenario) is not null && !result.GetValue(WithDemo)) result.AddError("--scenario happens in the demonstration mine: give --demo as well");
            foreach (var when in result.GetValue(Reports) ?? [])
                if (when != AfterShifts && !TimeOnly.TryParseExact(when, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) result.AddError($"--reports: '{when}'; expected {AfterShifts} or a time such as 06:00");
            foreach (var port in (ReadOnlySpan<Option<int>>)[Port, MqttPort])
                if (result.GetValue(port) is < 0 or > 65535) result.AddError($"{port.Name} is from 0 to 65535");
        });
        serve.SetAction(Run);
        return serve.WithExamples(
            "shyraq serve --demo",
            "shyraq serve --demo --scenario explosion",
            "shyraq serve --training",
            "shyraq serve --reports after-shifts 06:00 --report-language kk",
            "shyraq serve --data /var/lib/shyraq --port 8080 --mqtt-port 1883",
            "shyraq serve --data /var/lib/shyraq --database 'Host=db.mine;Database=shyraq;Username=shyraq_server'",
            "Shyraq__Mqtt__User=shyraq Shyraq__Mqtt__PasswordFile=/run/secrets/mqtt shyraq serve --mqtt broker.mine:1883");
    }

    private static async Task<int> Run(ParseResult asked, CancellationToken stop)
    {
        WebApplication? server = null;
        try
        {
            server = ShyraqHost.Build(Options(asked));
            await server.StartAsync(stop);
            await Serve(server, asked.GetValue(WithDemo), DrillScenarios.All.FirstOrDefault(s => s.Name == asked.GetValue(Scenario)), stop);
            return ExitCode.Done;
        }
        catch (Exception wrong) when (wrong is OpenAddressException or FormatException)
        {
            await Console.Error.WriteLineAsync($"shyraq: {wrong.Message}");
            return ExitCode.Usage;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        finally
        {
            if (server is not null) await server.DisposeAsync();
        }
    }

    private static ReportSchedule Schedule(ParseResult asked)
    {
        var schedule = new ReportSchedule { Language = asked.GetValue(ReportLanguage)! };
        foreach (var when in asked.GetValue(Reports) ?? [])
            schedule = when == AfterShifts ? schedule with { AfterShifts = true } : schedule with { Daily = TimeOnly.ParseExact(when, "HH:mm", CultureInfo.InvariantCulture) };
        return schedule;
    }

    private static ServeOptions Options(ParseResult asked)
    {
        // What a command line leaves open, the environment (Shyraq__Urls, Shyraq__Mqtt__Host, …) and appsettings.json say.
        var settings = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .Build();
        var mqtt = settings.GetSection("Shyraq:Mqtt").Get<MqttOptions>() ?? new();
        if (asked.GetResult(MqttPort) is { Implicit: false }) mqtt = mqtt with { Port = asked.GetValue(MqttPort) };
        if (asked.GetValue(Mqtt) is { } broker) mqtt = mqtt with { Host = broker };
        if (asked.GetValue(NoMqtt)) mqtt = mqtt with { Enabled = false };
        if (mqtt is { Enabled: true, Host: not null }) _ = mqtt.External();
        var urls = asked.GetValue(Urls)
            ?? (asked.GetResult(Port) is { Implicit: false } ? null : settings["Shyraq:Urls"] ?? settings["ASPNETCORE_URLS"])
            ?? $"http://127.0.0.1:{asked.GetValue(Port)}";
        var folder = asked.GetResult(Data) is { Implicit: false } ? asked.GetValue(Data)! : settings["Shyraq:Data"] ?? asked.GetValue(Data)!;
        var checkpoints = settings.GetSection("Shyraq:Checkpoints").Get<CheckpointOptions>() ?? new();
        if (checkpoints.Minutes is not (>= 0.1 and <= 1440)) throw new FormatException($"Shyraq:Checkpoints:Minutes is {checkpoints.Minutes}; expected 0.1 to 1440");
        var keep = settings.GetSection("Shyraq:History").Get<HistoryKeep>() ?? new();
        if (keep.Fault() is { } fault) throw new FormatException(fault);
        var disk = settings.GetSection("Shyraq:Disk").Get<Cluster.Mines.DiskWarning>() ?? new();
        if (disk.Share is not (>= 0 and <= 1)) throw new FormatException($"Shyraq:Disk:Share is {disk.Share}; expected 0 to 1");
        if (disk.FreeGB is not (>= 0 and <= 1e6)) throw new FormatException($"Shyraq:Disk:FreeGB is {disk.FreeGB}; expected 0 to 1000000");
        return new() { History = keep, Disk = disk, Reports = Schedule(asked), Checkpoints = checkpoints, Folder = folder, Database = asked.GetValue(Database) ?? settings["Shyraq:Database"], Urls = urls, Mqtt = mqtt, OffersTraining = asked.GetValue(Training) || asked.GetValue(WithDemo), Bodies = settings.GetSection("Shyraq:Bodies").Get<BodyOptions>() ?? new() };
    }

    private static async Task Serve(WebApplication server, bool withDemo, DrillScenario? scenario, CancellationToken stop)
    {
        var mqtt = server.Services.GetRequiredService<MqttStatus>();
        var options = server.Services.GetRequiredService<MqttOptions>();
        var (data, store) = (server.Services.GetRequiredService<Cluster.Mines.MineOptions>().Folder, server.Services.GetRequiredService<IMineStore>());
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, server.Lifetime.ApplicationStopping);
        var radios = Task.CompletedTask;
        if (withDemo)
        {
            var (address, clock) = (server.Addresses()[0], server.Services.GetRequiredService<TimeProvider>());
            var mine = await Demo.Put(address, scenario, clock, ending.Token);
            radios = Demo.Speak(mine, address, mqtt.Address ?? (System.Net.EndPoint)options.External(), clock, ending.Token);
        }
        ServerAddress.Note(data, server.Addresses()[0]);
        var intake = mqtt.Address is { } broker ? $"MQTT on {broker}" : options.Enabled ? $"MQTT from {options.Host}" : "no MQTT";
        await Console.Out.WriteLineAsync($"Shyraq listens on {string.Join(", ", server.Addresses())} ({intake}, data in {Path.GetFullPath(data)}{(store is FolderStore ? "" : $", mines in {store.Name}")})");
        await server.WaitForShutdownAsync(stop);
        await radios.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
