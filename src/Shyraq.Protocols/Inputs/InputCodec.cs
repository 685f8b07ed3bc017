using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Gas;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Acts;
using Shyraq.Protocols.Answers;
using Shyraq.Protocols.Plan;

namespace Shyraq.Protocols.Inputs;

/// <summary>
/// The compact binary form of inputs: what a journal block holds and what crosses between machines. Lossless
/// to the bit, versioned by its first byte, closed with a checksum, documented in <c>docs/formats.md</c>.
/// </summary>
public static class InputCodec
{
    /// <summary>The first byte of a block.</summary>
    public const byte Version = 1;

    /// <summary>Room for more strings than this is not kept for the next block.</summary>
    private const int MostKept = 16_384;

    private const byte Sightings = 1, Refusals = 2, PlanText = 3, Carriers = 4, Tick = 5, Act = 6, Readings = 7, Passages = 8, Answers = 9;

    // A block of a second names thousands of strings: the list of them is made once for each thread, and empty between blocks.
    [ThreadStatic]
    private static List<string>? _strings;

    /// <summary>Writes inputs in order.</summary>
    public static void Encode(ImmutableArray<MineInput> inputs, IBufferWriter<byte> to)
    {
        using var block = new BlockWriter(4096);
        block.Byte(Version);
        block.Varint((ulong)inputs.Length);
        long clock = 0;
        var context = new SightingContext();
        foreach (var input in inputs)
        {
            block.Byte(KindOf(input));
            block.Time(input.Arrived, ref clock);
            Write(block, input, ref context);
        }
        block.Checksum();
        to.Write(block.Written);
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <param name="nextPlanVersion">Version that the first plan among the inputs gets; further ones count up.</param>
    /// <exception cref="FormatException">The bytes are damaged or of an unknown version.</exception>
    public static ImmutableArray<MineInput> Decode(ReadOnlySpan<byte> bytes, int nextPlanVersion)
    {
        if (bytes.IsEmpty || bytes[0] != Version)
            throw new FormatException($"The block of inputs is of version {(bytes.IsEmpty ? "none" : bytes[0])}; this program reads version {Version}.");
        if (bytes.Length < 6 || Crc.Of(bytes[..^4]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]))
            throw BlockReader.Damaged("its checksum does not fit");
        var strings = _strings ?? new(64);
        try
        {
            return Inputs(new(bytes[1..^4], strings), nextPlanVersion);
        }
        finally
        {
            strings.Clear();
            _strings = strings.Capacity <= MostKept ? strings : null;
        }
    }

    private static ImmutableArray<MineInput> Inputs(BlockReader from, int nextPlanVersion)
    {
        var inputs = new MineInput[from.Count(leastBytes: 2)];
        long clock = 0;
        var context = new SightingContext();
        for (var i = 0; i < inputs.Length; i++)
        {
            var kind = from.Byte();
            inputs[i] = Read(ref from, kind, from.Time(ref clock), ref context, ref nextPlanVersion);
        }
        return from.Left == 0 ? ImmutableCollectionsMarshal.AsImmutableArray(inputs) : throw BlockReader.Damaged("it goes on after its end");
    }

    private static byte KindOf(MineInput input) => input switch
    {
        SightingsInput => Sightings,
        RefusalsInput => Refusals,
        PlanInput => PlanText,
        CarriersInput => Carriers,
        TickInput => Tick,
        ActInput => Act,
        ReadingsInput => Readings,
        PassagesInput => Passages,
        AnswersInput => Answers,
        _ => throw new ArgumentException($"No such input: {input.GetType().Name}.", nameof(input)),
    };

    private static void Write(BlockWriter block, MineInput input, ref SightingContext context)
    {
        switch (input)
        {
            case SightingsInput sightings:
                block.Varint((ulong)sightings.Sightings.Length);
                context.Time = sightings.Arrived.UnixMicroseconds;
                foreach (var sighting in sightings.Sightings) SightingCodec.Write(block, sighting, sightings.Arrived, ref context);
                break;
            case RefusalsInput refusals:
                block.Text(refusals.Source);
                block.Varint((ulong)refusals.Counts.Count);
                foreach (var (reason, count) in refusals.Counts)
                {
                    block.Byte((byte)reason);
                    block.Signed(count);
                }
                block.Varint((ulong)refusals.Examples.Length);
                foreach (var refusal in refusals.Examples) WriteRefusal(block, refusal);
                break;
            case PlanInput plan:
                block.Bytes(plan.Source.Span);
                break;
            case CarriersInput carriers:
                block.Varint((ulong)carriers.Carriers.Count);
                foreach (var (tag, carrier) in carriers.Carriers)
                {
                    block.Byte((byte)carrier.Kind);
                    block.Text(tag);
                    block.Text(carrier.Name);
                    block.Text(carrier.Number);
                    block.Text(carrier.Crew);
                    block.Text(carrier.Role);
                }
                break;
            case ActInput act:
                block.Text(act.By);
                block.Bytes(ActJson.Write(act.Act));
                break;
            case ReadingsInput readings:
                ReadingCodec.Write(block, readings);
                break;
            case PassagesInput passages:
                PassageCodec.Write(block, passages);
                break;
            case AnswersInput answers:
                AnswerCodec.Write(block, answers);
                break;
            case TickInput:
                break;
        }
    }

    private static MineInput Read(ref BlockReader from, byte kind, Instant arrived, ref SightingContext context, ref int nextPlanVersion)
    {
        switch (kind)
        {
            case Sightings:
                var sightings = new Sighting[from.Count(SightingCodec.LeastBytes)];
                context.Time = arrived.UnixMicroseconds;
                for (var i = 0; i < sightings.Length; i++) sightings[i] = SightingCodec.Read(ref from, arrived, ref context);
                return new SightingsInput(arrived, ImmutableCollectionsMarshal.AsImmutableArray(sightings));
            case Refusals:
                return ReadRefusals(ref from, arrived);
            case PlanText:
                var source = from.Bytes().ToArray();
                return PlanReader.Read(source, nextPlanVersion++) is PlanReading.Read read
                    ? new PlanInput(arrived, read.Plan, source)
                    : throw BlockReader.Damaged("its plan cannot be read");
            case Carriers:
                return ReadCarriers(ref from, arrived);
            case Tick:
                return new TickInput(arrived);
            case Act:
                var by = from.Word();
                var (decided, fault) = ActJson.Read(from.Bytes());
                return decided is null ? throw BlockReader.Damaged($"an act cannot be read: {fault}") : new ActInput(arrived, by, decided);
            case Readings:
                return ReadingCodec.Read(ref from, arrived);
            case Passages:
                return PassageCodec.Read(ref from, arrived);
            case Answers:
                return AnswerCodec.Read(ref from, arrived);
            default:
                throw BlockReader.Damaged("an input is of no known kind");
        }
    }

    private static RefusalsInput ReadRefusals(ref BlockReader from, Instant arrived)
    {
        var source = from.Word();
        var counts = ImmutableSortedDictionary.CreateBuilder<RefusalReason, int>();
        for (var left = from.Count(leastBytes: 2); left > 0; left--)
        {
            var reason = Reason(ref from);
            var count = from.Signed();
            if (count is < int.MinValue or > int.MaxValue || !counts.TryAdd(reason, (int)count)) throw BlockReader.Damaged("the counts of refusals are no counts");
        }
        var examples = new Refusal[from.Count(leastBytes: 6)];
        for (var i = 0; i < examples.Length; i++) examples[i] = ReadRefusal(ref from);
        return new RefusalsInput(arrived, source, counts.ToImmutable(), ImmutableCollectionsMarshal.AsImmutableArray(examples));
    }

    private static void WriteRefusal(BlockWriter block, Refusal refusal)
    {
        block.Byte((byte)refusal.Reason);
        block.Text(refusal.Tag);
        block.Text(refusal.Anchor);
        block.Byte(refusal.Line.HasValue ? (byte)1 : (byte)0);
        if (refusal.Line is { } line) block.Signed(line);
        block.Text(refusal.Property);
        block.Text(refusal.Detail);
    }

    private static Refusal ReadRefusal(ref BlockReader from)
    {
        var reason = Reason(ref from);
        var (tag, anchor) = (from.Text(), from.Text());
        int? line = from.Byte() switch
        {
            0 => null,
            1 when from.Signed() is >= int.MinValue and <= int.MaxValue and var number => (int)number,
            _ => throw BlockReader.Damaged("a line is no line"),
        };
        return new Refusal(reason, tag, anchor, line, from.Text(), from.Word());
    }

    private static RefusalReason Reason(ref BlockReader from) =>
        (RefusalReason)from.Byte() is var reason && Enum.IsDefined(reason) ? reason : throw BlockReader.Damaged("a refusal has no known reason");

    private static CarriersInput ReadCarriers(ref BlockReader from, Instant arrived)
    {
        var carriers = ImmutableSortedDictionary.CreateBuilder<string, Carrier>(StringComparer.Ordinal);
        for (var left = from.Count(leastBytes: 6); left > 0; left--)
        {
            var kind = from.Byte();
            if (kind > (byte)CarrierKind.Vehicle) throw BlockReader.Damaged("a carrier is of no known kind");
            var tag = from.Word();
            if (!carriers.TryAdd(tag, new Carrier((CarrierKind)kind, from.Word(), from.Word(), from.Word(), from.Word())))
                throw BlockReader.Damaged($"tag {tag} is carried twice");
        }
        return new CarriersInput(arrived, carriers.ToImmutable());
    }
}
