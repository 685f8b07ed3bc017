namespace Shyraq.Simulator.Demo;

/// <summary>The radios of the demonstration mine: they run in real time and speak MQTT only, as a gateway underground would.</summary>
public static class DemoRadios
{
    /// <summary>
    /// Publishes sightings to <c>shyraq/{mine}/sightings</c> (QoS 1, NDJSON, a few gateways, a few batches a second each) until
    /// stopped. The plan should be in force already. A broker that is away is tried again; it returns when <paramref name="stop"/> is cancelled.
    /// </summary>
    /// <param name="host">The broker's host, such as <c>127.0.0.1</c>.</param>
    /// <param name="port">The broker's TCP port, such as 1883.</param>
    /// <param name="clock">The clock that the radios run by.</param>
    public static Task RunAsync(DemoMine mine, string host, int port, TimeProvider clock, CancellationToken stop) => throw new NotImplementedException();
}
