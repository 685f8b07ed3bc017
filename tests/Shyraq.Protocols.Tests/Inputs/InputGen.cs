using System.Collections.Immutable;
using CsCheck;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Gas;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Tests.Sightings;

namespace Shyraq.Protocols.Tests.Inputs;

/// <summary>Inputs of every kind but plans.</summary>
internal static class InputGen
{
    private static readonly Gen<Instant> Time = Gen.OneOf(Gen.Long, Gen.Long[1_700_000_000_000_000, 1_700_000_010_000_000]).Select(t => new Instant(t));
    private static readonly Gen<string> Text = Gen.OneOf(Gen.Const(""), Gen.String, Gen.Const("\ud800 half a pair"), Gen.Const(new string('д', 1000)));
    private static readonly Gen<string?> MaybeText = Gen.OneOf<string?>(Gen.Const((string?)null), Text!);
    private static readonly Gen<int?> MaybeLine = Gen.OneOf(Gen.Const((int?)null), Gen.Int.Select(i => (int?)i));
    private static readonly Gen<RefusalReason> Reason = Gen.Enum<RefusalReason>();

    // Arrivals are those of the input for most, as the server stamps them, or their own.
    private static readonly Gen<MineInput> Sightings = Gen.Select(Time, SightingGen.Any.Array[0, 30], Gen.Bool).Select(MineInput (t, s, own) =>
        new SightingsInput(t, [.. own ? s : s.Select(one => one with { Arrived = t })]));

    private static readonly Gen<Refusal> Refused = Gen.Select(Reason, MaybeText, MaybeText, MaybeLine, MaybeText, Text)
        .Select((r, t, a, l, p, d) => new Refusal(r, t, a, l, p, d));

    private static readonly Gen<MineInput> Refusals = Gen.Select(Time, SightingGen.Among("mqtt", "http"), Gen.Dictionary(Reason, Gen.Int)[0, 5], Refused.Array[0, 5])
        .Select(MineInput (t, s, c, e) => new RefusalsInput(t, s, c.ToImmutableSortedDictionary(), [.. e]));

    private static readonly Gen<MineInput> Carriers = Gen.Select(Time, Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 1, 8], Gen.Select(Gen.Enum<CarrierKind>(), Text, Text, Text, Text).Select((k, a, b, c, d) => new Carrier(k, a, b, c, d)))[0, 8])
        .Select(MineInput (t, c) => new CarriersInput(t, c.ToImmutableSortedDictionary(StringComparer.Ordinal)));

    private static readonly Gen<MineInput> Tick = Time.Select(MineInput (t) => new TickInput(t));

    private static readonly Gen<Reading> Measured = Gen.Select(Time, Text, Gen.Bool, Gen.Enum<Quantity>(), Gen.Double, Gen.Enum<GasUnit>(), Gen.Enum<ReadingStatus>(), Gen.Int[0, 7])
        .Select((t, name, worn, q, v, u, s, has) => new Reading(t, worn ? null : name, worn ? new TagId(name) : null, (has & 1) != 0 ? q : null, (has & 2) != 0 ? v : null, (has & 4) != 0 ? u : null, s));

    private static readonly Gen<MineInput> Readings = Gen.Select(Time, Measured.Array[0, 20]).Select(MineInput (t, r) => new ReadingsInput(t, [.. r]));

    private static readonly Gen<MineInput> Passages = Gen.Select(Time, Gen.Select(Time, MaybeText, Gen.Bool, Text, Gen.Enum<PassageDirection>())
        .Select((t, person, tagged, gate, way) => new Passage(t, tagged ? null : person, tagged ? new TagId(person ?? "T") : null, gate, way)).Array[0, 8])
        .Select(MineInput (t, p) => new PassagesInput(t, [.. p]));

    private static readonly Gen<MineInput> Answers = Gen.Select(Time, Gen.Select(Time, Text, Gen.Int, Gen.Enum<AnswerKind>()).Select((t, tag, order, kind) => new TagAnswer(t, new(tag), order, kind)).Array[0, 8])
        .Select(MineInput (t, answers) => new AnswersInput(t, [.. answers]));

    public static readonly Gen<ImmutableArray<MineInput>> Any = Gen.OneOf(Sightings, Refusals, Carriers, Readings, Passages, Answers, Tick).Array[0, 6].Select(i => i.ToImmutableArray());
}
