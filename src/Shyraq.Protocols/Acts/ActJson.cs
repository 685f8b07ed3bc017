using System.Text.Json;
using Shyraq.Core.Acts;

namespace Shyraq.Protocols.Acts;

/// <summary>An act as JSON: an object with its <c>kind</c> and the properties of its record.</summary>
public static class ActJson
{
    /// <summary>UTF-8.</summary>
    public static byte[] Write(Act act) => JsonSerializer.SerializeToUtf8Bytes(act, CoreJson.Options);

    /// <summary>Reads an act; otherwise says what is wrong with it.</summary>
    public static (Act? Act, string Fault) Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<Act>(utf8, CoreJson.Options) is { } act
                ? (act, "") : (null, "found null; expected an object with a kind");
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            return (null, $"{(fault as JsonException)?.Path ?? "$"}: {fault.Message}");
        }
    }
}
