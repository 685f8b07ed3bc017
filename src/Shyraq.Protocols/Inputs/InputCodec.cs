using System.Buffers;
using System.Collections.Immutable;
using Shyraq.Core.Sightings;

namespace Shyraq.Protocols.Inputs;

/// <summary>
/// The compact binary form of inputs: what a journal block holds and what crosses between machines. Lossless
/// to the bit, versioned by its first byte, documented in <c>docs/formats.md</c>.
/// </summary>
public static class InputCodec
{
    /// <summary>Writes inputs in order.</summary>
    public static void Encode(ImmutableArray<MineInput> inputs, IBufferWriter<byte> to) => throw new NotImplementedException();

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <param name="nextPlanVersion">Version that the first plan among the inputs gets; further ones count up.</param>
    /// <exception cref="FormatException">The bytes are damaged or of an unknown version.</exception>
    public static ImmutableArray<MineInput> Decode(ReadOnlySpan<byte> bytes, int nextPlanVersion) => throw new NotImplementedException();
}
