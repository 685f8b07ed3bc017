using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Shyraq.Tests.EndToEnd;

/// <summary>A real server in a process of its own, on free ports of this machine.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(90);

    private static readonly string[] Found = ["DOTNET_ROOT", "DOTNET_ROLL_FORWARD", "DOTNET_SYSTEM_"];

    private readonly Process _process;

    private ServerProcess(Process process, Uri address, int mqttPort) => (_process, Address, MqttPort) = (process, address, mqttPort);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Port of its MQTT broker; 0 when it runs without.</summary>
    public int MqttPort { get; }

    /// <summary>The executable that was built beside the tests.</summary>
    public static string Executable
    {
        get
        {
            var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;
            return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Shyraq", configuration, "shyraq"));
        }
    }

    /// <summary>Starts <c>shyraq serve</c> and waits until it says that it listens.</summary>
    public static async Task<ServerProcess> Start(string folder, params string[] further)
    {
        var process = Run(["serve", "--data", folder, "--port", "0", .. further.Contains("--no-mqtt") ? Array.Empty<string>() : ["--mqtt-port", "0"], .. further]);
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(StartsWithin);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (Listening().Match(line) is not { Success: true } said) continue;
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new(process, new(said.Groups["http"].Value),
                    said.Groups["mqtt"].Success ? int.Parse(said.Groups["mqtt"].Value, CultureInfo.InvariantCulture) : 0);
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"expected 'Shyraq listens on …' within {StartsWithin}; standard error: {await errors}");
        }
        throw new InvalidOperationException($"the server ended before it listened: {await errors}");
    }

    /// <summary>Runs a verb to its end and gives its exit code and all it said.</summary>
    public static Task<(int Code, string Said)> Verb(params string[] arguments) => Verb(arguments, null);

    /// <summary>Runs a verb in a runtime that is set as told, and not as whoever started the tests has set theirs; null: as they have.</summary>
    public static async Task<(int Code, string Said)> Verb(string[] arguments, Dictionary<string, string>? runtime)
    {
        using var process = Run(arguments, runtime);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Ends it as a power cut does: SIGKILL, no last word.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await Kill();
        _process.Dispose();
    }

    private static Process Run(string[] arguments, Dictionary<string, string>? runtime = null)
    {
        var start = new ProcessStartInfo(Executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (runtime is not null)
        {
            foreach (var name in start.Environment.Keys.Where(IsRuntimeSetting).ToArray()) start.Environment.Remove(name);
            foreach (var (name, value) in runtime) start.Environment[name] = value;
        }
        return Process.Start(start) ?? throw new InvalidOperationException($"{Executable} does not start");
    }

    // Of the compiler and the collector; where the runtime lies, which one it is and what it finds on this machine stays.
    private static bool IsRuntimeSetting(string name) => name.StartsWith("COMPlus_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase) && !Found.Any(kept => name.StartsWith(kept, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"Shyraq listens on (?<http>http://[^\s,]+).*?(MQTT on \S+?:(?<mqtt>\d+))?[,)]")]
    private static partial Regex Listening();
}
