using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;

namespace Shyraq.Web.Docs;

/// <summary>The API as a document for programs (<c>/openapi/v1.json</c>) and as a page for people (<c>/docs</c>), without any network.</summary>
internal static class ApiDocument
{
    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", document =>
        document.AddDocumentTransformer((openApi, _, _) =>
        {
            openApi.Info.Title = "Shyraq";
            openApi.Info.Description = "Where every person and machine underground is, how sure we are, and what the radios heard. Times are UTC with a Z; lengths are metres; errors are RFC 9457 problems.";
            // The server is wherever the document was fetched from.
            openApi.Servers = [];
            return Task.CompletedTask;
        }));

    public static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/docs", page =>
        {
            page.Title = "Shyraq API";
            page.DefaultFonts = false;
            page.Telemetry = false;
            // What it would offer beside the document leads out of the mine.
            page.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            page.DisableAgent();
            page.DisableMcp();
            page.HideClientButton = true;
        });
    }
}
