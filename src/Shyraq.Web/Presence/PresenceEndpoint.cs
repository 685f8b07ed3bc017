using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shyraq.Core.Presence;
using Shyraq.Web.Boards;

namespace Shyraq.Web.Presence;

/// <summary>The one list of who is not out.</summary>
internal static class PresenceEndpoint
{
    public static void MapPresence(this RouteGroupBuilder mines) => mines.MapBoard<PresenceBoard>("presence", "Who is not out, how that is known, and what does not fit together").WithTags("Presence");
}
