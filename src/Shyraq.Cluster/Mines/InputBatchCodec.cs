using System.Buffers;
using Shyraq.Protocols.Inputs;

namespace Shyraq.Cluster.Mines;

/// <summary>A batch as it crosses between machines: the inputs in the journal's own form.</summary>
[GenerateSerializer, Alias("inputBatch")]
internal struct InputBatchSurrogate
{
    [Id(0)] public byte[] Inputs;
    [Id(1)] public string? TraceParent;
}

/// <summary>Writes a batch for another machine and reads it there. Inside one process it is not called: the batch is immutable and handed over as it is.</summary>
[RegisterConverter]
internal sealed class InputBatchConverter : IConverter<InputBatch, InputBatchSurrogate>
{
    // Plans do not travel in batches (PutPlan takes their text), so no version is asked of it.
    private const int AnyPlanVersion = 1;

    /// <inheritdoc/>
    public InputBatch ConvertFromSurrogate(in InputBatchSurrogate surrogate) =>
        new(InputCodec.Decode(surrogate.Inputs, AnyPlanVersion), surrogate.TraceParent);

    /// <inheritdoc/>
    public InputBatchSurrogate ConvertToSurrogate(in InputBatch value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        InputCodec.Encode(value.Inputs, bytes);
        return new() { Inputs = bytes.WrittenSpan.ToArray(), TraceParent = value.TraceParent };
    }
}
