using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
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

/// <summary>The registry as a board and as a table.</summary>
internal static class RegistryEndpoints
{
    private const string Csv = "text/csv", Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapRegistry(this RouteGroupBuilder mines)
    {
        mines.MapBoard<RegistryBoard>("registry", "People, companies, vehicles and tags, and the newest changes").WithTags("Registry");
        mines.MapTable("csv", Csv, RegistryCsv.Write, static bytes => RegistryCsv.Read(bytes));
        mines.MapTable("xlsx", Xlsx, RegistryXlsx.Write, RegistryXlsx.Read);
    }

    private static void MapTable(this RouteGroupBuilder mines, string ending, string type, Func<RegistryBoard, byte[]> write, Func<byte[], RegistryReading> read)
    {
        mines.MapGet($"/{{mine}}/registry.{ending}", (string mine, MineDirectory directory, IGrainFactory grains) => Get(mine, ending, type, write, directory, grains))
            .WithTags("Registry").WithSummary($"The registry as {ending}").Produces<object>(200, type).ProducesProblem(404);
        mines.MapPost($"/{{mine}}/registry.{ending}", (string mine, string? by, HttpRequest request, HttpResponse response, MineDirectory directory, IGrainFactory grains) => Post(mine, by, type, read, request, response, directory, grains))
            .WithTags("Registry").WithSummary($"Put the entries of a table ({ending}) into the registry")
            .WithDescription("The whole table is checked, and nothing of it is taken when a row is wrong: the member `faults` names each with row, column, what was found and what was expected. Entries that it does not name stay. `by` says who acts.")
            .Accepts<object>(type).Produces<RegistryTaken>()
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503)
            .WithMetadata(new RequestSizeLimitAttribute(ActEndpoint.MostBytes));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Get(string mine, string ending, string type, Func<RegistryBoard, byte[]> write, MineDirectory directory, IGrainFactory grains) =>
        directory.Knows(mine) && await grains.GetGrain<IMineGrain>(mine).Board("registry") is { } board
            ? TypedResults.File(write(JsonSerializer.Deserialize<RegistryBoard>(board, CoreJson.Options)!), type, $"{mine}-registry.{ending}") : Problem.UnknownMine(mine);

    private static async Task<Results<Ok<RegistryTaken>, ProblemHttpResult>> Post(
        string mine, string? by, string type, Func<byte[], RegistryReading> read, HttpRequest request, HttpResponse response, MineDirectory directory, IGrainFactory grains)
    {
        if (request.ContentType is not { } given || !given.Split(';')[0].Trim().Equals(type, StringComparison.OrdinalIgnoreCase)) return Problem.WrongType($"the content type '{request.ContentType}'", type);
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        if (!ActEndpoint.IsName(by)) return Problem.BadBody("The parameter by is missing or no name: who acts.");
        var (body, fault) = await RequestBody.Read(request, ActEndpoint.MostBytes);
        if (body is null) return Problem.Of(fault, response);
        using var held = body;
        var bytes = held.Bytes.ToArray();
        var reading = await Task.Run(() => read(bytes));
        if (reading is RegistryReading.Refused refused) return Faults(refused.Faults);
        var table = (RegistryReading.Read)reading;
        return await grains.GetGrain<IMineGrain>(mine).Act(new(by.Trim(), table.Registry, Activity.Current?.Id)) switch
        {
            Receipt.Journalled { Undone: { } undone } => Problem.Undone(undone.Reason, undone.Detail),
            Receipt.Journalled done => TypedResults.Ok(new RegistryTaken(CountOf(table.Registry), done.Sequence)),
            var other => ActEndpoint.Untaken(other, mine, response),
        };
    }

    private static int CountOf(ImportRegistry registry) => registry.Companies.Length + registry.People.Length + registry.Vehicles.Length + registry.Tags.Length;

    private static ProblemHttpResult Faults(ImmutableArray<RowFault> faults) => TypedResults.Problem(
        detail: $"The table was refused; the registry stays as it is. {faults[0]}{(faults.Length > 1 ? $"; and {faults.Length - 1} more" : "")}",
        statusCode: StatusCodes.Status400BadRequest, extensions: [new("faults", faults)]);
}
