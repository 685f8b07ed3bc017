using System.Diagnostics.Metrics;

namespace Shyraq.Web.Bodies;

/// <summary>What may be set about request bodies.</summary>
public sealed record BodyOptions
{
    /// <summary>
    /// Bytes that all request bodies together may take in memory; whoever comes when there is no more room is told to come
    /// again. More lets more large uploads in at once and costs memory. At least 192 MiB lets the largest plan in. Default 256 MiB.
    /// </summary>
    public long MostBytes { get; init; } = 256 << 20;
}

/// <summary>The memory that all request bodies share. Each request has a limit of its own, but many at once would multiply it. Thread-safe.</summary>
public sealed class BodyRoom(BodyOptions options)
{
    private static readonly UpDownCounter<long> Held = Cluster.Telemetry.Meter.CreateUpDownCounter<long>(
        "shyraq_receive_body_bytes", "By", "Bytes of memory that request bodies take now.");
    private long _taken;

    /// <summary>Bytes that are taken now.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Takes room; false when there is not that much.</summary>
    internal bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) > options.MostBytes)
        {
            Interlocked.Add(ref _taken, -bytes);
            return false;
        }
        Held.Add(bytes);
        return true;
    }

    /// <summary>Gives back what was taken.</summary>
    internal void Give(int bytes)
    {
        Interlocked.Add(ref _taken, -bytes);
        Held.Add(-bytes);
    }
}
