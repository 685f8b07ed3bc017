using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shyraq.Core.Gas;
using Shyraq.Web.Boards;

namespace Shyraq.Web.Gas;

/// <summary>The gas of a mine.</summary>
internal static class GasEndpoint
{
    public static void MapGas(this RouteGroupBuilder mines) =>
        mines.MapBoard<GasBoard>("gas", "Every gas sensor, and who is in danger first").WithTags("Gas");
}
