using Microsoft.AspNetCore.Builder;

namespace Shyraq.Web.Console;

/// <summary>The dispatcher's console: static files built into <c>wwwroot/</c> beside the executable.</summary>
internal static class ConsoleFiles
{
    private const string Hashed = "/assets";

    public static void UseConsole(this WebApplication app)
    {
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            // Vite puts a hash of the content into the names under /assets; all else is asked for again after an upgrade.
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments(Hashed) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }
}
