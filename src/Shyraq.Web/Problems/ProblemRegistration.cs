using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Shyraq.Web.Problems;

/// <summary>Makes every error an RFC 9457 problem with a type, a title, a status and a detail, the framework's own included.</summary>
internal static class ProblemRegistration
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        // Ours goes first: the framework's writer falls back to plain text when a browser asks for HTML.
        services.AddSingleton<IProblemDetailsWriter, AlwaysJson>();
        return services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var problem = context.ProblemDetails;
            problem.Type = TypeOf(problem.Status ?? 500);
            problem.Title ??= ReasonPhrases.GetReasonPhrase(problem.Status ?? 500);
            problem.Detail ??= Why(context.HttpContext) ?? Detail(context.HttpContext, problem.Status ?? 500);
        });
    }

    /// <summary>First in the pipeline: what is thrown and what is empty further in becomes a problem.</summary>
    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = failure => failure switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                // A disk, or a mine that cannot come up: not the request's fault, and worth another try.
                IOException or TimeoutException or OrleansException => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            },
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException or OperationCanceledException,
        });
        app.UseStatusCodePages();
    }

    // The meaning of a status is in RFC 9110, section 15.5 (client) and 15.6 (server), numbered in order from 400 and 500.
    private static string TypeOf(int status) => status switch
    {
        429 => "https://www.rfc-editor.org/rfc/rfc6585#section-4",
        >= 400 and <= 417 => $"https://www.rfc-editor.org/rfc/rfc9110#section-15.5.{status - 399}",
        421 => "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.20",
        >= 500 and <= 505 => $"https://www.rfc-editor.org/rfc/rfc9110#section-15.6.{status - 499}",
        _ => "about:blank",
    };

    // What a defect says stays in the log; what a disk or a limit says is for the caller.
    private static string? Why(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Error is (IOException or TimeoutException or OrleansException) and { Message: var message } ? message : null;

    private static string Detail(HttpContext context, int status) => status switch
    {
        400 => "The request could not be read.",
        404 => $"Nothing is at {context.Request.Path}. The routes are listed in /openapi/v1.json.",
        405 => $"{context.Request.Method} is not allowed here; the Allow header says what is.",
        413 => "The body is larger than this route takes.",
        415 => $"The content type '{context.Request.ContentType}' is not taken here.",
        _ => ReasonPhrases.GetReasonPhrase(status),
    };

    private sealed class AlwaysJson(IOptions<ProblemDetailsOptions> options) : IProblemDetailsWriter
    {
        // Quotes and letters of every alphabet as they are: the answer is never read as HTML.
        private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        public bool CanWrite(ProblemDetailsContext context) => true;

        public ValueTask WriteAsync(ProblemDetailsContext context)
        {
            context.ProblemDetails.Status ??= context.HttpContext.Response.StatusCode;
            options.Value.CustomizeProblemDetails?.Invoke(context);
            return new(context.HttpContext.Response.WriteAsJsonAsync(context.ProblemDetails, Readable, "application/problem+json"));
        }
    }
}
