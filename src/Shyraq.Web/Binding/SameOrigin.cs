using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Shyraq.Web.Feed;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Binding;

/// <summary>
/// What a loopback address alone does not stop: pages of other sites, open in a browser on this machine. The Host header
/// must name this machine (else a name of the attacker's, rebound to 127.0.0.1, would do), and what changes something or
/// opens the feed must not come from another origin. There is no CORS.
/// </summary>
internal static class SameOrigin
{
    public static void UseSameOrigin(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        if (!LoopbackOnly.IsLoopback(request.Host.Host))
            await Problem.Of(StatusCodes.Status421MisdirectedRequest, $"This server is not '{request.Host}'. Reach it as localhost, 127.0.0.1 or [::1].").ExecuteAsync(context);
        else if (NeedsSameOrigin(request) && IsForeign(request))
            await Problem.Of(StatusCodes.Status403Forbidden, $"A page of '{request.Headers.Origin}' may not do this.").ExecuteAsync(context);
        else
            await next(context);
    });

    private static bool NeedsSameOrigin(HttpRequest request) =>
        request.Path.StartsWithSegments(FeedRegistration.Path)
        || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));

    // Programs send no Origin; browsers always do for these.
    private static bool IsForeign(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            || request.Headers["Sec-Fetch-Site"] == "cross-site";
    }
}
