using Microsoft.AspNetCore.Http.HttpResults;
using Shyraq.Protocols;
using Shyraq.Simulator.Scenarios;

namespace Shyraq.Training;

/// <summary>What is to be trained.</summary>
/// <param name="Seed">Who works where, and whom it hits; 1 when it is left out.</param>
public sealed record TrainingStart(string? Scenario, long Seed = 1);

/// <summary>Training runs over HTTP: start, state, stop, score.</summary>
internal static class TrainingEndpoints
{
    private const string NotOffered = "This server offers no training: start it with serve --training or serve --demo.";

    public static IServiceCollection AddTraining(this IServiceCollection services, bool offered) => offered ? services.AddSingleton<TrainingRoom>() : services;

    public static WebApplication MapTraining(this WebApplication app)
    {
        var room = app.Services.GetService<TrainingRoom>();
        var training = app.MapGroup("/api/training").WithTags("Training");
        training.MapGet("", () => Answer(StateOf(room))).WithSummary("Whether training is offered, what can be trained, and the newest run").Produces<TrainingState>();
        training.MapPost("/start", (TrainingStart start) => Start(room, start)).WithSummary("Start a training run").Produces<TrainingState>().ProducesProblem(400).ProducesProblem(409);
        training.MapPost("/stop", () => Stop(room)).WithSummary("End the run before its time; it is scored as far as it went").Produces<TrainingState>().ProducesProblem(409);
        training.MapGet("/score", () => Score(room)).WithSummary("The score of the newest run, once it is over").Produces<TrainingSheet>().ProducesProblem(404);
        return app;
    }

    private static TrainingState StateOf(TrainingRoom? room) =>
        new(room is not null, [.. TrainingScenarios.All.Select(one => new TrainingScenario(one.Name, one.About, one.Minutes))], room?.Run);

    private static Results<JsonHttpResult<TrainingState>, ProblemHttpResult> Start(TrainingRoom? room, TrainingStart start)
    {
        if (room is null) return Problem(409, NotOffered);
        if (TrainingScenarios.All.FirstOrDefault(one => one.Name == start.Scenario) is not { } scenario)
            return Problem(400, $"Found the scenario '{start.Scenario}', expected one of {string.Join(", ", TrainingScenarios.All.Select(one => one.Name))}.");
        if (room.Start(scenario, start.Seed) is null) return Problem(409, "A training run plays already: stop it, or wait for its score.");
        return Answer(StateOf(room));
    }

    private static Results<JsonHttpResult<TrainingState>, ProblemHttpResult> Stop(TrainingRoom? room) =>
        room?.Stop() == true ? Answer(StateOf(room)) : Problem(409, room is null ? NotOffered : "No training run plays now.");

    private static Results<JsonHttpResult<TrainingSheet>, ProblemHttpResult> Score(TrainingRoom? room) =>
        room is { Score: { } score, Run: { } run } ? Answer(new TrainingSheet(run, score)) : Problem(404, room is null ? NotOffered : "No run is scored yet.");

    private static JsonHttpResult<T> Answer<T>(T value) => TypedResults.Json(value, CoreJson.Options);

    private static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail: detail, statusCode: status);
}
