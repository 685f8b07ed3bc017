using System.Collections.Immutable;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Gas;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Answers;
using Shyraq.Protocols.Gas;
using Shyraq.Protocols.Passages;
using Shyraq.Protocols.Sightings;

namespace Shyraq.Web.Sightings;

/// <summary>What a payload was made into.</summary>
/// <param name="Input">What could be used; null when nothing could.</param>
/// <param name="Count">How many things that is.</param>
public sealed record Decoded(MineInput? Input, int Count, ImmutableSortedDictionary<RefusalReason, int> RefusedCounts, ImmutableArray<Refusal> Refusals);

/// <summary>Makes a payload into inputs. Never throws on bad bytes.</summary>
public delegate Decoded PayloadDecoder(ReadOnlySpan<byte> payload, Instant arrived);

/// <summary>One kind of payload that machines send: the last word of its MQTT topic and of its route, and its decoder.</summary>
public sealed record PayloadKind(string Name, PayloadDecoder Decode)
{
    /// <summary>What radios heard.</summary>
    public static readonly PayloadKind Sightings = new("sightings", static (payload, arrived) =>
    {
        var read = SightingPayload.Decode(payload, arrived);
        return new(read.Sightings.IsEmpty ? null : new SightingsInput(arrived, read.Sightings), read.Sightings.Length, read.RefusedCounts, read.Refusals);
    });

    /// <summary>What gas sensors measured.</summary>
    public static readonly PayloadKind Readings = new("readings", static (payload, arrived) =>
    {
        var read = ReadingPayload.Decode(payload);
        return new(read.Readings.IsEmpty ? null : new ReadingsInput(arrived, read.Readings), read.Readings.Length, read.RefusedCounts, read.Refusals);
    });

    /// <summary>Whom gates let through.</summary>
    public static readonly PayloadKind Passages = new("passages", static (payload, arrived) =>
    {
        var read = PassagePayload.Decode(payload);
        return new(read.Passages.IsEmpty ? null : new PassagesInput(arrived, read.Passages), read.Passages.Length, read.RefusedCounts, read.Refusals);
    });

    /// <summary>What tags answer to orders.</summary>
    public static readonly PayloadKind Answers = new("answers", static (payload, arrived) =>
    {
        var read = AnswerPayload.Decode(payload, arrived);
        return new(read.Answers.IsEmpty ? null : new AnswersInput(arrived, read.Answers), read.Answers.Length, read.RefusedCounts, read.Refusals);
    });

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<PayloadKind> All = [Sightings, Readings, Passages, Answers];
}
