using System.Buffers;
using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Shyraq.Core.Sightings;
using Shyraq.Protocols.Inputs;

namespace Shyraq.Bench;

/// <summary>The block form of inputs; times and bytes are for one sighting.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private const int Sightings = 1000;
    private readonly ArrayBufferWriter<byte> _to = new(1 << 20);
    private ImmutableArray<MineInput> _inputs;
    private byte[] _block = [];

    /// <summary>How many inputs the sightings are spread over, as a group commit gathers them.</summary>
    [Params(1, 50)]
    public int Inputs { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var arrived = Recorded.Begin.PlusSeconds(1);
        _inputs = [.. Recorded.Ranges(Sightings).Chunk(Sightings / Inputs).Select(MineInput (part) => new SightingsInput(arrived, [.. part.Select(s => s with { Arrived = arrived })]))];
        Encode();
        _block = _to.WrittenSpan.ToArray();
        Console.WriteLine($"// {_block.Length / (double)Sightings:0.0} bytes a sighting");
    }

    [Benchmark(OperationsPerInvoke = Sightings)]
    public int Encode()
    {
        _to.ResetWrittenCount();
        InputCodec.Encode(_inputs, _to);
        return _to.WrittenCount;
    }

    [Benchmark(OperationsPerInvoke = Sightings)]
    public int Decode() => InputCodec.Decode(_block, 1).Length;
}
