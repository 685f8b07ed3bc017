using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Shyraq.Tests.Mqtt;

/// <summary>A gateway underground: a plain MQTT client.</summary>
internal static class Gateway
{
    public static async Task<IMqttClient> Connect(int port, MqttProtocolVersion version = MqttProtocolVersion.V500, string? id = null)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        var connected = await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithProtocolVersion(version)
            .WithClientId(id ?? Guid.NewGuid().ToString("N")).WithTimeout(TimeSpan.FromSeconds(20)).Build());
        Assert.Equal(MqttClientConnectResultCode.Success, connected.ResultCode);
        return client;
    }

    public static Task<MqttClientPublishResult> Publish(this IMqttClient client, string mine, string payload, MqttQualityOfServiceLevel qos = MqttQualityOfServiceLevel.AtLeastOnce, CancellationToken stop = default) =>
        client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic($"shyraq/{mine}/sightings").WithPayload(payload).WithQualityOfServiceLevel(qos).Build(), stop);
}
