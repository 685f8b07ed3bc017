using System.Buffers;
using Shyraq.Protocols.Acts;
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

/// <summary>An act as it crosses between machines: JSON, as the journal has it.</summary>
[GenerateSerializer, Alias("actBatch")]
internal struct ActBatchSurrogate
{
    [Id(0)] public string By;
    [Id(1)] public byte[] Act;
    [Id(2)] public string? TraceParent;
}

/// <summary>Writes an act for another machine and reads it there.</summary>
[RegisterConverter]
internal sealed class ActBatchConverter : IConverter<ActBatch, ActBatchSurrogate>
{
    /// <inheritdoc/>
    public ActBatch ConvertFromSurrogate(in ActBatchSurrogate surrogate) =>
        ActJson.Read(surrogate.Act) is ({ } act, _) ? new(surrogate.By, act, surrogate.TraceParent) : throw new FormatException("the act of another machine cannot be read; all machines must run the same version");

    /// <inheritdoc/>
    public ActBatchSurrogate ConvertToSurrogate(in ActBatch value) => new() { By = value.By, Act = ActJson.Write(value.Act), TraceParent = value.TraceParent };
}
