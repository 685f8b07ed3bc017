using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Acts;
using Shyraq.Core.Units;
using Shyraq.Hosting;
using Shyraq.Protocols.Acts;
using Shyraq.Storage;

namespace Shyraq.Verbs;

/// <summary>
/// What a verb takes out of a record, or adds to it, is an act in the journal like what is done at a screen: handed to the server that runs, or journalled here when none does.
/// What cannot be put on record is not done, unless somebody says so.
/// </summary>
internal sealed class RecordedAct
{
    private readonly Option<string> _by = new("--by") { Description = "Who does it, for the record.", HelpName = "name", DefaultValueFactory = _ => $"{Environment.UserName} on {Environment.MachineName}" };

    private readonly Option<string?> _server = new("--server") { Description = "The server of this mine, which puts it on record. Needed when it does not use the data folder that is given. Also Shyraq__Server in the environment.", HelpName = "URL" };

    private readonly Option<bool> _unrecorded = new("--unrecorded") { Description = "Do it even when it cannot be put on record." };

    /// <summary>Gives a verb the options.</summary>
    public Command AddTo(Command command)
    {
        foreach (var option in (Option[])[_by, _server, _unrecorded]) command.Options.Add(option);
        _server.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string?>() is { } text && Address(text) is null) given.AddError($"--server: found '{text}'; expected an address such as http://127.0.0.1:8080");
        });
        return command;
    }

    /// <summary>Who does it.</summary>
    public string By(ParseResult parsed) => parsed.GetRequiredValue(_by);

    /// <summary>Puts an act on record.</summary>
    /// <param name="folder">The data folder that was given; null when none was.</param>
    /// <exception cref="IOException">It cannot be put on record.</exception>
    public async Task Keep(ParseResult parsed, IMineStore store, string? folder, MineId mine, Act act, CancellationToken stop)
    {
        try
        {
            await Keep(store, folder, Address(parsed.GetValue(_server) ?? Environment.GetEnvironmentVariable("Shyraq__Server")), mine, By(parsed), act, stop);
        }
        catch (Exception why) when (why is IOException or UnauthorizedAccessException or HttpRequestException)
        {
            if (!parsed.GetValue(_unrecorded)) throw new IOException($"that this is done cannot be put on record, so it is not done ({why.Message}); name the server with --server, or say --unrecorded", why);
            await Console.Error.WriteLineAsync($"shyraq: NOT ON RECORD: {why.Message}");
        }
    }

    private static Uri? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var server) && server.Scheme is ("http" or "https") ? server : null;

    private static async Task Keep(IMineStore store, string? folder, Uri? server, MineId mine, string by, Act act, CancellationToken stop)
    {
        if (server is not null)
        {
            await Hand(server, mine, by, act, stop);
            return;
        }
        DataFolder? held = null;
        try
        {
            held = folder is null ? null : DataFolder.Take(folder);
        }
        catch (DataFolderInUseException) when (ServerAddress.Of(folder!) is { } running)
        {
            await Hand(running, mine, by, act, stop);
            return;
        }
        using (held) ActWithoutServer.Append(store, mine, Instant.From(TimeProvider.System.GetUtcNow()), by, act);
    }

    private static async Task Hand(Uri server, MineId mine, string by, Act act, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = server };
        using var body = new MemoryStream();
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("by", by);
            json.WritePropertyName("act");
            json.WriteRawValue(ActJson.Write(act));
            json.WriteEndObject();
        }
        using var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await http.PostAsync($"/api/mines/{Uri.EscapeDataString(mine.Value)}/acts", content, stop);
        if (!answer.IsSuccessStatusCode) throw new IOException($"{server}: {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(stop)}");
    }
}
