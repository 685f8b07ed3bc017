using System.Collections.Immutable;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Sightings;

/// <summary>The sightings of one payload (NDJSON lines or a JSON array) and what was refused of it.</summary>
/// <param name="RefusedCounts">By reason; all of them.</param>
/// <param name="Refusals">The first <see cref="SightingPayload.MostExamples"/> with line, property and what was expected.</param>
public sealed record DecodedPayload(ImmutableArray<Sighting> Sightings, ImmutableSortedDictionary<RefusalReason, int> RefusedCounts, ImmutableArray<Refusal> Refusals);

/// <summary>Decodes payloads of sightings. Never throws on bad bytes: what cannot be used is refused by name, the rest goes on.</summary>
public static class SightingPayload
{
    /// <summary>How many refusals of one payload are kept in full.</summary>
    public const int MostExamples = 16;

    /// <summary>Decodes UTF-8 NDJSON or a JSON array.</summary>
    /// <param name="arrived">The server's clock at receipt, which every sighting gets; null to take <c>arrived</c> (or else <c>time</c>) from each object, as files have it.</param>
    public static DecodedPayload Decode(ReadOnlySpan<byte> payload, Instant? arrived) => throw new NotImplementedException();
}
