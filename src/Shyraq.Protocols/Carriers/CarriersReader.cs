using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;

namespace Shyraq.Protocols.Carriers;

/// <summary>The outcome of reading <c>tags.json</c>.</summary>
public abstract record CarriersReading
{
    private CarriersReading() { }

    /// <summary>By tag id.</summary>
    public sealed record Read(ImmutableSortedDictionary<string, Carrier> Carriers) : CarriersReading;

    /// <summary>Every fault with the tag and the property.</summary>
    public sealed record Refused(ImmutableArray<PlanRemark> Faults) : CarriersReading;
}

/// <summary>Reads and writes <c>tags.json</c>: who carries which tag. Never throws on bad bytes.</summary>
public static class CarriersReader
{
    /// <summary>Reads the long form (objects) and the short one (<c>"person"</c>, <c>"vehicle"</c>), mixed.</summary>
    public static CarriersReading Read(ReadOnlySpan<byte> utf8) => throw new NotImplementedException();

    /// <summary>Writes the long form, in order of tag id; sorted by ordinal.</summary>
    public static byte[] Write(ImmutableSortedDictionary<string, Carrier> carriers) => throw new NotImplementedException();

    /// <summary>Writes one carrier's object.</summary>
    public static byte[] Write(Carrier carrier) => throw new NotImplementedException();
}
