using System.Net;

namespace Shyraq.Web.Mqtt;

/// <summary>Whether MQTT brings sightings. Thread-safe.</summary>
public sealed class MqttStatus
{
    private volatile string _state = "starting";
    private volatile IPEndPoint? _address;

    /// <summary><c>listening</c>, <c>connected</c>, <c>reconnecting</c>, <c>off</c>, <c>starting</c> or <c>stopped</c>.</summary>
    public string State => _state;

    /// <summary>Where the embedded broker listens; null when it does not.</summary>
    public IPEndPoint? Address => _address;

    /// <summary>Sightings come in, or MQTT is off on purpose.</summary>
    public bool IsReady => _state is "listening" or "connected" or "off";

    internal void Listens(IPEndPoint address) => (_address, _state) = (address, "listening");
    internal void Connected() => _state = "connected";
    internal void Reconnecting() => _state = "reconnecting";
    internal void Off() => _state = "off";
    internal void Stopped() => (_address, _state) = (null, "stopped");
}
