using System.Text.Json;
using Shyraq.Core;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Shyraq.Protocols;

namespace Shyraq.Cluster.Mines;

/// <summary>The boards of the safety core as JSON: what the API and the console read.</summary>
internal static class Boards
{
    /// <summary>UTF-8, at a time not before the mine's clock.</summary>
    /// <exception cref="ArgumentException">There is no such board.</exception>
    public static byte[] Write(Mine mine, string name, Instant at) => name switch
    {
        "registry" => Json(mine.Safety.RegistryBoard()),
        "presence" => Json(mine.Safety.PresenceBoard(mine, at)),
        "zones" => Json(ZonesBoard.Of(mine)),
        "gas" => Json(mine.Safety.GasBoard(mine, at)),
        "evacuation" => Json(mine.EvacuationBoard(at)),
        "picture" => Json(mine.Picture),
        "emergency-plan" => Json(mine.EmergencyPlan),
        "rescue" => Json(mine.RescueBoard(at)),
        "alarms" => Json(mine.Safety.AlarmBoard(at)),
        _ => throw new ArgumentException($"{mine.Plan.Id} has no board '{name}' at {at}", nameof(name)),
    };

    private static byte[] Json<T>(T board) => JsonSerializer.SerializeToUtf8Bytes(board, CoreJson.Options);
}
