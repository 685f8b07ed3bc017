using System.CommandLine;

namespace Shyraq.Verbs;

/// <summary>The exit codes of every verb.</summary>
public static class ExitCode
{
    /// <summary>The work is done.</summary>
    public const int Done = 0;

    /// <summary>The work failed for a reason outside the input (a disk, a port, a peer).</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>An input file is wrong: the message names the file, the line or feature, and the property.</summary>
    public const int BadInput = 3;

    /// <summary>Stopped by Ctrl-C or SIGTERM before the work was done.</summary>
    public const int Cancelled = 130;

    /// <summary>How long a verb may take to end in order after Ctrl-C or SIGTERM: a server drains its queue and keeps a snapshot.</summary>
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(40);

    /// <summary>Parses the command line and runs the verb; what a verb throws becomes one clear line and a code.</summary>
    internal static async Task<int> Run(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync($"shyraq: {error.Message}");
            await Console.Error.WriteLineAsync("shyraq: see 'shyraq --help' or 'shyraq VERB --help'");
            return Usage;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = EndsWithin });
        }
        catch (BadInputException bad)
        {
            await Console.Error.WriteLineAsync($"shyraq: {bad.Message}");
            return BadInput;
        }
        catch (InvalidDataException damaged)
        {
            await Console.Error.WriteLineAsync($"shyraq: an input file is damaged: {damaged.Message}");
            return BadInput;
        }
        catch (OperationCanceledException cancelled) when (cancelled.InnerException is not TimeoutException)
        {
            await Console.Error.WriteLineAsync("shyraq: stopped");
            return Cancelled;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or HttpRequestException or TimeoutException or OperationCanceledException or Microsoft.AspNetCore.SignalR.HubException)
        {
            await Console.Error.WriteLineAsync($"shyraq: {failure.Message}");
            return Failed;
        }
    }
}

/// <summary>An input file is wrong. The message says where (file, line or feature, property), what was found and what was expected.</summary>
public sealed class BadInputException(string message) : Exception(message);
