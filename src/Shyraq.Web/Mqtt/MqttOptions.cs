using System.Net;

namespace Shyraq.Web.Mqtt;

/// <summary>How sightings come in over MQTT. Bound from <c>Shyraq:Mqtt</c>.</summary>
public sealed record MqttOptions
{
    /// <summary>False: no MQTT at all. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Port of the embedded broker on 127.0.0.1; 0 takes a free one. Default 1883.</summary>
    public int Port { get; init; } = 1883;

    /// <summary>Largest MQTT packet, bytes; a connection that announces a larger one is closed before it is read. More allows larger batches and costs memory per connection. Default 4 MiB.</summary>
    public int MostPacketBytes { get; init; } = 4 << 20;

    /// <summary>Connections that the embedded broker holds at once; further ones are closed. Default 2,000.</summary>
    public int MostConnections { get; init; } = 2000;

    /// <summary>How long a payload waits for room in a full queue before its sender is told. Meanwhile its connection is not read, so the sender is slowed down. Default 30 s.</summary>
    public TimeSpan BusyPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>An external broker as <c>host:port</c>, instead of the embedded one; null for the embedded one.</summary>
    public string? Host { get; init; }

    /// <summary>User at the external broker. From the environment or a settings file only: a command line is visible to everyone on the machine.</summary>
    public string? User { get; init; }

    /// <summary>Password at the external broker; see <see cref="User"/>.</summary>
    public string? Password { get; init; }

    /// <summary>A file that holds the password, as secret stores mount it; its last line end is cut.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Speak TLS to the external broker. Default false.</summary>
    public bool Tls { get; init; }

    /// <summary>The name of our session at the external broker: equal after a restart, different between servers. Default <c>shyraq-MACHINE</c>.</summary>
    public string ClientId { get; init; } = $"shyraq-{Environment.MachineName}";

    /// <summary>Payloads from the external broker that may wait for the journal at once. More rides over slow disks, less keeps memory small. Default 64.</summary>
    public ushort InFlight { get; init; } = 64;

    /// <summary>Shortest and longest wait before the external broker is tried again. Default 0.5 s and 30 s.</summary>
    public TimeSpan ReconnectAfter { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc cref="ReconnectAfter"/>
    public TimeSpan ReconnectAtMost { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Splits <see cref="Host"/>; the port is 1883 when it names none.</summary>
    /// <exception cref="FormatException">It is not <c>host</c> or <c>host:port</c>.</exception>
    public DnsEndPoint External()
    {
        if (!Uri.TryCreate("mqtt://" + Host, UriKind.Absolute, out var address) || address.Host.Length == 0 || address.AbsolutePath is not ("" or "/") || address.UserInfo.Length > 0)
            throw new FormatException($"the MQTT broker '{Host}' is not host:port");
        return new DnsEndPoint(address.Host, address.Port > 0 ? address.Port : 1883);
    }
}
