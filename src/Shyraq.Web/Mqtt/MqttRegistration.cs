using Microsoft.Extensions.DependencyInjection;

namespace Shyraq.Web.Mqtt;

/// <summary>Sightings over MQTT: the embedded broker, or a client of an external one.</summary>
internal static class MqttRegistration
{
    public static IServiceCollection AddMqttIntake(this IServiceCollection services, MqttOptions options)
    {
        var status = new MqttStatus();
        services.AddSingleton(options).AddSingleton(status).AddSingleton<PublishIntake>();
        if (!options.Enabled)
        {
            status.Off();
            return services;
        }
        return options.Host is null ? services.AddHostedService<EmbeddedBroker>() : services.AddHostedService<ExternalBroker>();
    }
}
