using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shyraq.Core.Alarms;
using Shyraq.Web.Boards;

namespace Shyraq.Web.Alarms;

/// <summary>The alarms of a mine.</summary>
internal static class AlarmEndpoint
{
    public static void MapAlarms(this RouteGroupBuilder mines) =>
        mines.MapBoard<AlarmBoard>("alarms", "The alarms in every state, floods, lost areas, definitions and the report on them").WithTags("Alarms");
}
