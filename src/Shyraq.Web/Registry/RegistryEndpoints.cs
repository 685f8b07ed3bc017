using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Acts;
using Shyraq.Core.Registry;
using Shyraq.Protocols;
using Shyraq.Protocols.Registry;
using Shyraq.Web.Acts;
using Shyraq.Web.Boards;
using Shyraq.Web.Bodies;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Registry;

/// <summary>The answer to a registry that was taken.</summary>
/// <param name="Entries">How many entries the file names.</param>
/// <param name="Sequence">The block of the journal that holds them.</param>
public sealed record RegistryTaken(int Entries, long Sequence);

/// <summary>What a table would do, of which nothing was taken.</summary>
/// <param name="New">Entries that the registry does not have.</param>
/// <param name="Changed">Entries that it has otherwise.</param>
/// <param name="Same">Entries that it has just so.</param>
public sealed record RegistryChecked(int New, int Changed, int Same);

/// <summary>What is wrong with one cell of a table.</summary>
/// <param name="Row">As the table program counts: 1 is the header.</param>
/// <param name="Column">Its name in the header; "" for the whole row.</param>
/// <param name="Rule">The rule that is broken, such as <c>idOnce</c>.</param>
public sealed record RowFaultView(int Row, string Column, string Rule, string Found, string Expected);

/// <summary>The registry as a board and as a table.</summary>
internal static class RegistryEndpoints
{
    private const string Csv = "text/csv", Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapRegistry(this RouteGroupBuilder mines)
    {
        mines.MapBoard<RegistryBoard>("registry", "People, companies, vehicles and tags, and the newest changes").WithTags("Registry");
        mines.MapPhotos();
        mines.MapTable("csv", Csv, RegistryCsv.Write, static bytes => RegistryCsv.Read(bytes));
        mines.MapTable("xlsx", Xlsx, RegistryXlsx.Write, RegistryXlsx.Read);
    }

    private static void MapTable(this RouteGroupBuilder mines, string ending, string type, Func<RegistryBoard, byte[]> write, Func<byte[], RegistryReading> read)
    {
        mines.MapGet($"/{{mine}}/registry.{ending}", (string mine, string? by, HttpResponse response, MineDirectory directory, IGrainFactory grains) => Get(mine, by, ending, type, write, response, directory, grains))
            .WithTags("Registry").WithSummary($"The registry as {ending}").WithDescription("`by`: who takes it; that is journalled with the SHA-256 of the file before it is given out.")
            .Produces<object>(200, type).ProducesProblem(400).ProducesProblem(404).ProducesProblem(429).ProducesProblem(503);
        mines.MapPost($"/{{mine}}/registry.{ending}", (string mine, string? by, bool? check, HttpRequest request, HttpResponse response, MineDirectory directory, IGrainFactory grains) => Post(mine, by, check ?? false, type, read, request, response, directory, grains))
            .WithTags("Registry").WithSummary($"Put the entries of a table ({ending}) into the registry")
            .WithDescription("The whole table is checked, and nothing of it is taken when a row is wrong: the member `faults` names each with row, column, what was found and what was expected. Entries that it does not name stay. `by` says who acts; with `check=true` it is only checked and told what it would change.")
            .Accepts<object>(type).Produces<RegistryTaken>().Produces<RegistryChecked>()
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503)
            .WithMetadata(new RequestSizeLimitAttribute(ActEndpoint.MostBytes));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Get(
        string mine, string? by, string ending, string type, Func<RegistryBoard, byte[]> write, HttpResponse response, MineDirectory directory, IGrainFactory grains)
    {
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        if (!ActEndpoint.IsName(by)) return Problem.BadBody("The parameter by is missing or no name; a file that leaves the record is journalled with who takes it.");
        var grain = grains.GetGrain<IMineGrain>(mine);
        if (await grain.Board("registry") is not { } board) return Problem.UnknownMine(mine);
        var file = write(JsonSerializer.Deserialize<RegistryBoard>(board, CoreJson.Options)!);
        var export = new RecordExport("registry", ending, Digest: Convert.ToHexStringLower(SHA256.HashData(file)));
        return ActEndpoint.WhyNot(await grain.Act(new(by.Trim(), export, Activity.Current?.Id)), mine, response, out _) is { } problem ? problem : TypedResults.File(file, type, $"{mine}-registry.{ending}");
    }

    private static async Task<Results<Ok<RegistryTaken>, Ok<RegistryChecked>, ProblemHttpResult>> Post(
        string mine, string? by, bool isCheck, string type, Func<byte[], RegistryReading> read, HttpRequest request, HttpResponse response, MineDirectory directory, IGrainFactory grains)
    {
        if (request.ContentType is not { } given || !given.Split(';')[0].Trim().Equals(type, StringComparison.OrdinalIgnoreCase)) return Problem.WrongType($"the content type '{request.ContentType}'", type);
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        if (!isCheck && !ActEndpoint.IsName(by)) return Problem.BadBody("The parameter by is missing or no name: who acts.");
        var (body, fault) = await RequestBody.Read(request, ActEndpoint.MostBytes);
        if (body is null) return Problem.Of(fault, response);
        using var held = body;
        var bytes = held.Bytes.ToArray();
        var reading = await Task.Run(() => read(bytes));
        if (reading is RegistryReading.Refused refused) return Faults(refused.Faults);
        var table = (RegistryReading.Read)reading;
        var grain = grains.GetGrain<IMineGrain>(mine);
        if (await grain.Board("registry") is not { } board) return Problem.UnknownMine(mine);
        var found = ImportCheck.Of(JsonSerializer.Deserialize<RegistryBoard>(board, CoreJson.Options)!, table.Registry);
        if (table.FaultsOf(found) is { IsEmpty: false } misfits) return Faults(misfits);
        if (isCheck) return TypedResults.Ok(new RegistryChecked(found.New, found.Changed, found.Same));
        return ActEndpoint.WhyNot(await grain.Act(new(by!.Trim(), table.Registry, Activity.Current?.Id)), mine, response, out var sequence) is { } problem ? problem
            : TypedResults.Ok(new RegistryTaken(CountOf(table.Registry), sequence));
    }

    private static int CountOf(ImportRegistry registry) => registry.Companies.Length + registry.People.Length + registry.Vehicles.Length + registry.Tags.Length;

    private static ProblemHttpResult Faults(ImmutableArray<RowFault> faults) => TypedResults.Problem(
        detail: $"The table was refused; the registry stays as it is. {faults[0]}{(faults.Length > 1 ? $"; and {faults.Length - 1} more" : "")}",
        statusCode: StatusCodes.Status400BadRequest, extensions: [new("faults", faults.Select(f => new RowFaultView(f.Row, f.Column, JsonNamingPolicy.CamelCase.ConvertName(f.Rule.ToString()), f.Found, f.Expected)).ToArray())]);
}
