using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

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
        return (options.Host is null ? services.AddBroker<EmbeddedBroker>() : services.AddBroker<ExternalBroker>()).AddHostedService<OrderDownlink>();
    }

    private static IServiceCollection AddBroker<T>(this IServiceCollection services) where T : class, IHostedService, IOrderChannel =>
        services.AddSingleton<T>().AddSingleton<IOrderChannel>(host => host.GetRequiredService<T>()).AddHostedService(host => host.GetRequiredService<T>());
}
