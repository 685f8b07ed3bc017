using System.Net;
using System.Net.Sockets;

namespace Shyraq.Storage.Tests.Postgres;

/// <summary>A wire to a server that can be cut in the worst moment: what was sent arrives, the answer does not.</summary>
internal sealed class CutWire : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _to;
    private readonly List<TcpClient> _ends = [];
    private volatile bool _answersAreLost, _down;

    public CutWire(int to)
    {
        _to = to;
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>From now on the next answer is lost and its connection with it; new connections pass unless <paramref name="stayDown"/>.</summary>
    public void LoseTheNextAnswer(bool stayDown = false) => (_down, _answersAreLost) = (stayDown, true);

    /// <summary>New connections pass again.</summary>
    public void Mend() => (_down, _answersAreLost) = (false, false);

    public void Dispose()
    {
        _listener.Stop();
        lock (_ends)
            foreach (var end in _ends) end.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true) _ = Join(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Join(TcpClient near)
    {
        if (_down)
        {
            near.Dispose();
            return;
        }
        var far = new TcpClient();
        await far.ConnectAsync(IPAddress.Loopback, _to);
        lock (_ends) _ends.AddRange([near, far]);
        await Task.WhenAny(Pass(near, far, answers: false), Pass(far, near, answers: true));
        near.Dispose();
        far.Dispose();
    }

    private async Task Pass(TcpClient from, TcpClient to, bool answers)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var read)
            {
                if (answers && _answersAreLost)
                {
                    _answersAreLost = false;
                    return;
                }
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One end is gone; so is the other.
        }
    }
}
