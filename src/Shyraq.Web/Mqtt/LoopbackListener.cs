using System.Net;
using System.Net.Sockets;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Implementations;
using MQTTnet.Server;

namespace Shyraq.Web.Mqtt;

/// <summary>Accepts MQTT connections on 127.0.0.1 only, so many at once and with packets of so many bytes as allowed.</summary>
internal sealed class LoopbackListener(MqttOptions options) : IMqttServerAdapter
{
    private readonly CancellationTokenSource _stop = new();
    private Socket? _listening;
    private Task _accepting = Task.CompletedTask;
    private int _connections;

    /// <summary>What the broker does with a connection.</summary>
    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    /// <summary>Where it listens; null before it does.</summary>
    public IPEndPoint? Address { get; private set; }

    public int Connections => Volatile.Read(ref _connections);

    /// <exception cref="SocketException">The port is in use.</exception>
    public Task StartAsync(MqttServerOptions _, IMqttNetLogger logger)
    {
        _listening = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listening.Bind(new IPEndPoint(IPAddress.Loopback, options.Port));
        _listening.Listen(512);
        Address = (IPEndPoint)_listening.LocalEndPoint!;
        _accepting = Accept(_listening, logger);
        return Task.CompletedTask;
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        _listening?.Dispose();
        await _accepting;
    }

    public void Dispose()
    {
        _listening?.Dispose();
        _stop.Dispose();
    }

    private async Task Accept(Socket listening, IMqttNetLogger logger)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await listening.AcceptAsync(_stop.Token);
                if (Connections >= options.MostConnections) socket.Dispose();
                else _ = Task.Run(() => Serve(socket, logger));
            }
            catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // A connection that broke while it was being accepted; the next one may do better.
            }
        }
    }

    private async Task Serve(Socket socket, IMqttNetLogger logger)
    {
        Interlocked.Increment(ref _connections);
        try
        {
            // An acknowledgement is a few bytes: it must not wait for more of them.
            socket.NoDelay = true;
            await using var packets = new BoundedPackets(new NetworkStream(socket, ownsSocket: true), options.MostPacketBytes);
            using var channel = new MqttTcpChannel(packets, socket.LocalEndPoint, socket.RemoteEndPoint, null);
            using var adapter = new MqttChannelAdapter(channel, new MqttPacketFormatterAdapter(new MqttBufferWriter(4096, 65536)), logger);
            if (ClientHandler is { } handle) await handle(adapter);
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException)
        {
            // The peer went away: its session ends, and what was not acknowledged it sends again.
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }
}
