using System.Text.Json;
using Shyraq.Core;
using Shyraq.Core.Units;
using Shyraq.Protocols;

namespace Shyraq.Cluster.Mines;

/// <summary>The boards of the safety core as JSON: what the API and the console read.</summary>
internal static class Boards
{
    /// <summary>UTF-8, at a time not before the mine's clock.</summary>
    /// <exception cref="ArgumentException">There is no such board.</exception>
    public static byte[] Write(Mine mine, string name, Instant at) => name switch
    {
        "evacuation" => JsonSerializer.SerializeToUtf8Bytes(mine.EvacuationBoard(at), CoreJson.Options),
        "picture" => JsonSerializer.SerializeToUtf8Bytes(mine.Picture, CoreJson.Options),
        "emergency-plan" => JsonSerializer.SerializeToUtf8Bytes(mine.EmergencyPlan, CoreJson.Options),
        "rescue" => JsonSerializer.SerializeToUtf8Bytes(mine.RescueBoard(at), CoreJson.Options),
        _ => throw new ArgumentException($"{mine.Plan.Id} has no board '{name}' at {at}", nameof(name)),
    };
}
