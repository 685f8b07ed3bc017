using System.Collections.Immutable;
using Shyraq.Core.Plan;

namespace Shyraq.Protocols.Plan;

/// <summary>The outcome of reading a plan.</summary>
public abstract record PlanReading
{
    private PlanReading() { }

    /// <summary>A plan that can be used.</summary>
    public sealed record Read(MinePlan Plan, ImmutableArray<PlanRemark> Warnings) : PlanReading;

    /// <summary>A plan that cannot: every fault with its feature and property.</summary>
    public sealed record Refused(ImmutableArray<PlanRemark> Faults) : PlanReading;
}

/// <summary>Reads <c>mine.geojson</c>. Never throws on bad bytes.</summary>
public static class PlanReader
{
    /// <param name="utf8">The file's text.</param>
    /// <param name="version">The version that the plan gets.</param>
    public static PlanReading Read(ReadOnlySpan<byte> utf8, int version) => throw new NotImplementedException();
}
