using Shyraq.Core.Units;
using Shyraq.Simulator.Feeds;

namespace Shyraq.Simulator.Demo;

/// <summary>The MQTT clients of the gas sensors, of the turnstiles, and of what brings the answers of the tags.</summary>
internal sealed class MachineUplinks(MineId mine, string host, int port, TimeProvider clock)
{
    private readonly GatewayUplink _readings = new(mine, "sensors", "readings", host, port, clock), _passages = new(mine, "turnstiles", "passages", host, port, clock),
        _answers = new(mine, "answers", "answers", host, port, clock);

    /// <summary>Takes what machines tell; never waits. What the dispatcher of a scenario would do is left to the one at the desk.</summary>
    public void Send(List<FeedItem> feed)
    {
        Send(_readings, [.. feed.Where(item => item is SensorReading)]);
        Send(_passages, [.. feed.Where(item => item is GatePassage)]);
        Send(_answers, [.. feed.Where(item => item is TagReply)]);
    }

    /// <summary>Nothing more will come.</summary>
    public void Close()
    {
        foreach (var uplink in (ReadOnlySpan<GatewayUplink>)[_readings, _passages, _answers]) uplink.Close();
    }

    /// <summary>Publishes until stopped or closed.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(_readings.RunAsync(stop), _passages.RunAsync(stop), _answers.RunAsync(stop));

    private static void Send(GatewayUplink uplink, List<FeedItem> items)
    {
        if (items.Count > 0) uplink.Send(items);
    }
}
