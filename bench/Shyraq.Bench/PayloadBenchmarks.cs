using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Sightings;

namespace Shyraq.Bench;

/// <summary>Decoding payloads of 1000 sightings; times and bytes are for one of them.</summary>
[MemoryDiagnoser]
public class PayloadBenchmarks
{
    private const int Sightings = 1000;
    private static readonly Instant Arrived = Recorded.Begin.PlusSeconds(10);
    private byte[] _ranges = [], _array = [], _mixed = [], _broken = [];
    private readonly ArrayBufferWriter<byte> _to = new(1 << 20);

    [GlobalSetup]
    public void Setup()
    {
        _ranges = Lines(Recorded.Ranges(Sightings));
        _array = Encoding.UTF8.GetBytes("[" + Encoding.UTF8.GetString(_ranges).TrimEnd().Replace('\n', ',') + "]");
        _mixed = Lines(Recorded.Mixed(Sightings));
        _broken = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(_ranges).Replace("\"metres\":", "\"metres\"=", StringComparison.Ordinal));
    }

    [Benchmark(OperationsPerInvoke = Sightings, Baseline = true)]
    public int Decode_ranges_in_lines() => SightingPayload.Decode(_ranges, Arrived).Sightings.Length;

    [Benchmark(OperationsPerInvoke = Sightings)]
    public int Decode_ranges_in_an_array() => SightingPayload.Decode(_array, Arrived).Sightings.Length;

    [Benchmark(OperationsPerInvoke = Sightings)]
    public int Decode_mixed_kinds() => SightingPayload.Decode(_mixed, Arrived).Sightings.Length;

    /// <summary>The dearest garbage: every line begins and ends well and is broken inside.</summary>
    [Benchmark(OperationsPerInvoke = Sightings)]
    public int Refuse_broken_lines() => SightingPayload.Decode(_broken, Arrived).Sightings.Length;

    [Benchmark(OperationsPerInvoke = Sightings)]
    public int Write_ranges()
    {
        _to.ResetWrittenCount();
        foreach (var sighting in Recorded.Ranges(Sightings)) SightingWriter.WriteLine(_to, sighting);
        return _to.WrittenCount;
    }

    private static byte[] Lines(IEnumerable<Sighting> sightings)
    {
        var to = new ArrayBufferWriter<byte>();
        foreach (var sighting in sightings) SightingWriter.WriteLine(to, sighting);
        return to.WrittenSpan.ToArray();
    }
}
