using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Simulator.Feeds;
using Shyraq.Simulator.Incidents;
using Shyraq.Simulator.Radios;

namespace Shyraq.Simulator.Demo;

/// <summary>
/// The radios, sensors and turnstiles of the demonstration mine: they run in real time and speak MQTT only, as those underground would, and its tags obey the
/// orders that come by MQTT.
/// </summary>
public static class DemoRadios
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(300);

    /// <summary>After the machine slept or stopped, the mine leaps on rather than to make up for more than this.</summary>
    private const double MostBehind = 10;

    /// <summary>
    /// Publishes sightings to <c>shyraq/{mine}/sightings</c> (QoS 1, NDJSON, a client for every gateway, about three batches a
    /// second each), readings, passages and answers to their topics, and hears <c>shyraq/{mine}/orders</c>, until stopped. The plan should be in force already. A broker that is away is tried again, and what it missed
    /// is sent then, up to a limit; it returns when <paramref name="stop"/> is cancelled.
    /// </summary>
    /// <param name="host">The broker's host, such as <c>127.0.0.1</c>.</param>
    /// <param name="port">The broker's TCP port, such as 1883.</param>
    /// <param name="clock">The clock that the radios run by.</param>
    /// <param name="duty">Told who comes on duty and goes off it.</param>
    /// <returns>What truly happened meanwhile, as no server is ever told.</returns>
    public static async Task<TrueEvents> RunAsync(DemoMine mine, string host, int port, TimeProvider clock, CancellationToken stop, DutyWatch? duty = null)
    {
        var begun = Instant.From(clock.GetUtcNow());
        var world = mine.Begin(begun);
        var uplinks = Enumerable.Range(0, world.Gateways).Select(g => new GatewayUplink(mine.Id, $"gateway-{g + 1}", "sightings", host, port, clock)).ToArray();
        var machines = new MachineUplinks(mine.Id, host, port, clock);
        var orders = new OrderReceiver(mine.Id, host, port, clock);
        Task[] sending = [.. uplinks.Select(u => u.RunAsync(stop)), machines.RunAsync(stop), orders.RunAsync(stop)];
        try
        {
            await Drive(world, uplinks, machines, orders, clock, duty, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // This is how it ends.
        }
        finally
        {
            foreach (var uplink in uplinks) uplink.Close();
            machines.Close();
            await Task.WhenAll(sending);
        }
        return world.Truth;
    }

    private static async Task Drive(World world, GatewayUplink[] uplinks, MachineUplinks machines, OrderReceiver orders, TimeProvider clock, DutyWatch? duty, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        var (arrived, feed) = (new List<Delivery>(), new List<FeedItem>());
        var batches = new List<Sighting>[uplinks.Length];
        for (var i = 0; i < batches.Length; i++) batches[i] = [];
        while (await timer.WaitForNextTickAsync(stop))
        {
            var now = Instant.From(clock.GetUtcNow());
            arrived.Clear();
            var behind = now.SecondsSince(world.Now);
            while (world.Now < now)
            {
                world.Step(arrived, feed);
                // What lies far back is not told any more; people have moved on all the same.
                if (behind > MostBehind && now.SecondsSince(world.Now) > MostBehind) arrived.Clear();
            }
            machines.Send(feed);
            feed.Clear();
            while (orders.TryTake(out var order)) world.Order(order);
            duty?.Look(world.Workforce);
            foreach (var (gateway, sighting) in arrived) batches[gateway].Add(sighting with { Arrived = sighting.Time });
            for (var g = 0; g < uplinks.Length; g++)
            {
                if (batches[g].Count == 0) continue;
                uplinks[g].Send(batches[g]);
                batches[g].Clear();
            }
        }
    }
}
