using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Shyraq.Verbs;

/// <summary><c>shyraq registry import|export</c>: the registry of a running server as a table.</summary>
internal static class RegistryVerb
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "text/csv",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };

    private static readonly Option<string> Url = new("--url") { Description = "The server.", DefaultValueFactory = _ => "http://127.0.0.1:8080" };
    private static readonly Option<string> Mine = new("--mine") { Description = "Which mine.", HelpName = "ID", Required = true };
    private static readonly Option<string> By = new("--by") { Description = "Who acts: the name goes with the change, or with what is taken out.", HelpName = "NAME", DefaultValueFactory = _ => Environment.UserName };
    private static readonly Option<bool> Check = new("--check") { Description = "Only say what the table would change, or what is wrong with it; take nothing." };

    public static Command Create()
    {
        Url.Validators.Add(given =>
        {
            if (!Uri.TryCreate(given.GetValueOrDefault<string>(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                given.AddError($"--url: found {given.GetValueOrDefault<string>()}, expected an address such as http://127.0.0.1:8080");
        });
        var (from, to) = (File("The table: .csv or .xlsx. What it does not name stays."), File("The file to be written: .csv or .xlsx."));
        var import = new Command("import", "Put the entries of a table into the registry: all of them, or none.") { from, Url, Mine, By, Check };
        import.SetAction((parsed, stop) => Import(parsed, parsed.GetRequiredValue(from), stop));
        var export = new Command("export", "Write the registry to a table.") { to, Url, Mine, By };
        export.SetAction((parsed, stop) => Export(parsed, parsed.GetRequiredValue(to), stop));
        return new Command("registry", "The people, companies, vehicles and tags of a mine as a table.")
        {
            import.WithExamples("shyraq registry import people.csv --mine severnaya --by 'A. Kim' --check", "shyraq registry import people.xlsx --mine severnaya --by 'A. Kim' --url http://10.0.0.5:8080"),
            export.WithExamples("shyraq registry export people.xlsx --mine severnaya"),
        }.WithExamples("shyraq registry export people.csv --mine severnaya", "shyraq registry import people.csv --mine severnaya --by 'A. Kim'");
    }

    private static Argument<string> File(string what)
    {
        var file = new Argument<string>("FILE") { Description = what };
        file.Validators.Add(given =>
        {
            if (!Types.ContainsKey(Path.GetExtension(given.GetValueOrDefault<string>() ?? ""))) given.AddError($"{given.GetValueOrDefault<string>()}: expected a name that ends with .csv or .xlsx");
        });
        return file;
    }

    private static async Task<int> Import(ParseResult parsed, string file, CancellationToken stop)
    {
        if (!System.IO.File.Exists(file)) throw new BadInputException($"{file}: no such file");
        using var http = new HttpClient();
        using var table = new ByteArrayContent(await System.IO.File.ReadAllBytesAsync(file, stop));
        table.Headers.ContentType = new MediaTypeHeaderValue(Types[Path.GetExtension(file)]);
        using var answer = await http.PostAsync(AddressOf(parsed, file, parsed.GetValue(Check) ? "check=true" : $"by={Uri.EscapeDataString(parsed.GetValue(By)!)}"), table, stop);
        if (!answer.IsSuccessStatusCode) return await Refused(answer, file, stop);
        var done = await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
        Console.WriteLine(parsed.GetValue(Check)
            ? $"{file}: right; new {done.GetProperty("new")}, changed {done.GetProperty("changed")}, as they are {done.GetProperty("same")}; nothing was taken"
            : $"{file}: entries taken {done.GetProperty("entries")}, block {done.GetProperty("sequence")}");
        return ExitCode.Done;
    }

    private static async Task<int> Export(ParseResult parsed, string file, CancellationToken stop)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(AddressOf(parsed, file, $"by={Uri.EscapeDataString(parsed.GetValue(By)!)}"), stop);
        if (!answer.IsSuccessStatusCode) return await Refused(answer, file, stop);
        var bytes = await answer.Content.ReadAsByteArrayAsync(stop);
        await System.IO.File.WriteAllBytesAsync(file, bytes, stop);
        Console.WriteLine($"{file}: {bytes.Length} bytes");
        return ExitCode.Done;
    }

    private static Uri AddressOf(ParseResult parsed, string file, string query) =>
        new(new Uri(parsed.GetValue(Url)!), $"/api/mines/{Uri.EscapeDataString(parsed.GetRequiredValue(Mine))}/registry{Path.GetExtension(file).ToLowerInvariant()}{(query.Length > 0 ? "?" : "")}{query}");

    /// <summary>Says why: each wrong cell on a line of its own, with the file and the row.</summary>
    private static async Task<int> Refused(HttpResponseMessage answer, string file, CancellationToken stop)
    {
        var text = await answer.Content.ReadAsStringAsync(stop);
        var problem = text.StartsWith('{') ? JsonElement.Parse(text) : default;
        if (problem.ValueKind != JsonValueKind.Object) throw new HttpRequestException($"{file}: {(int)answer.StatusCode} {answer.ReasonPhrase}");
        if (problem.TryGetProperty("faults", out var faults))
        {
            foreach (var f in faults.EnumerateArray())
                await Console.Error.WriteLineAsync($"{file}: row {f.GetProperty("row")}{(f.GetProperty("column").GetString() is { Length: > 0 } column ? $", column {column}" : "")}: found {f.GetProperty("found").GetString()}; expected {f.GetProperty("expected").GetString()}");
            throw new BadInputException($"{file}: wrong cells: {faults.GetArrayLength()}; nothing was taken");
        }
        var detail = problem.TryGetProperty("detail", out var why) ? why.GetString() : answer.ReasonPhrase;
        return (int)answer.StatusCode is 400 or 409 ? throw new BadInputException($"{file}: {detail}") : throw new HttpRequestException(detail);
    }
}
