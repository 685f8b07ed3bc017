using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Shyraq.Tests.Mqtt;

/// <summary>A real Mosquitto on a free loopback port, with its sessions on disk.</summary>
internal sealed class Mosquitto : IDisposable
{
    private static readonly string? Program = ((string[])["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto"]).FirstOrDefault(File.Exists);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shyraq-mosquitto-");
    private readonly Process _process;

    private Mosquitto(int port)
    {
        Port = port;
        var settings = Path.Combine(_folder.FullName, "mosquitto.conf");
        File.WriteAllText(settings, $"listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_type error\nmax_queued_messages 100000\nuser root\n");
        _process = Process.Start(new ProcessStartInfo(Program!, ["-c", settings]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    public int Port { get; }

    /// <summary>Starts it, or skips the test where it is not installed.</summary>
    public static async Task<Mosquitto> Start()
    {
        Assert.SkipWhen(Program is null, "Mosquitto is not installed (Debian: apt-get install mosquitto); how Shyraq does with a broker elsewhere was not tested");
        var broker = new Mosquitto(FreePort());
        await Hosting.Eventually.Is("Mosquitto listens", async () =>
        {
            using var probe = new TcpClient();
            try { await probe.ConnectAsync("127.0.0.1", broker.Port); return true; }
            catch (SocketException) { return false; }
        });
        return broker;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
