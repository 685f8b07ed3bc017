using Shyraq.Web.Bodies;
using Shyraq.Web.Mqtt;

namespace Shyraq.Hosting;

/// <summary>What <c>serve</c> was asked for, all of it checked.</summary>
public sealed record ServeOptions
{
    /// <summary>The data folder, made when it is not there.</summary>
    public required string Folder { get; init; }

    /// <summary>The connection string of the database that keeps the mines; null for files in the folder.</summary>
    public string? Database { get; init; }

    /// <summary>Addresses to listen on for HTTP, separated by semicolons; this machine's only. Port 0 takes a free one.</summary>
    public required string Urls { get; init; }

    /// <summary>How sightings come in over MQTT.</summary>
    public MqttOptions Mqtt { get; init; } = new();

    /// <summary>A dispatcher may start training runs.</summary>
    public bool OffersTraining { get; init; }

    /// <summary>How much memory request bodies may take.</summary>
    public BodyOptions Bodies { get; init; } = new();
}
