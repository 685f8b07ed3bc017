using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Sightings;

namespace Shyraq.Cluster.Mines;

/// <summary>Inputs on their way to a mine. Inside one process they travel as they are; between machines as the journal writes them.</summary>
/// <param name="TraceParent">W3C trace context of the receive span; null when not traced.</param>
[Immutable]
public sealed record InputBatch(ImmutableArray<MineInput> Inputs, string? TraceParent);

/// <summary>An act on its way to a mine.</summary>
/// <param name="By">Who acts.</param>
/// <param name="TraceParent">W3C trace context of the receive span; null when not traced.</param>
[Immutable]
public sealed record ActBatch(string By, Act Act, string? TraceParent);
