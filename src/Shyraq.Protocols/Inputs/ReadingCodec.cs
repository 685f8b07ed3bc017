using System.Runtime.InteropServices;
using Shyraq.Core.Gas;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Inputs;

/// <summary>
/// Readings in the block form: how many, then for each a byte with what it has (bit 0 worn with a tag, 1 quantity, 2 value, 3 unit), the time since the one
/// before, the sensor or tag, and what it has, in order; a byte for the status last.
/// </summary>
internal static class ReadingCodec
{
    private const byte Worn = 1, HasQuantity = 2, HasValue = 4, HasUnit = 8;
    private const int LeastBytes = 4;

    public static void Write(BlockWriter to, ReadingsInput input)
    {
        to.Varint((ulong)input.Readings.Length);
        var (time, hint) = (input.Arrived.UnixMicroseconds, 0);
        foreach (var reading in input.Readings)
        {
            to.Byte((byte)((reading.Tag is not null ? Worn : 0) | (reading.Quantity is not null ? HasQuantity : 0) | (reading.Value is not null ? HasValue : 0) | (reading.Unit is not null ? HasUnit : 0)));
            to.Time(reading.Time, ref time);
            to.Text(reading.Tag?.Value ?? reading.Sensor);
            if (reading.Quantity is { } quantity) to.Byte((byte)quantity);
            if (reading.Value is { } value) to.Number(value, ref hint);
            if (reading.Unit is { } unit) to.Byte((byte)unit);
            to.Byte((byte)reading.Status);
        }
    }

    public static ReadingsInput Read(ref BlockReader from, Instant arrived)
    {
        var readings = new Reading[from.Count(LeastBytes)];
        var time = arrived.UnixMicroseconds;
        for (var i = 0; i < readings.Length; i++)
        {
            var has = from.Byte();
            if (has > (Worn | HasQuantity | HasValue | HasUnit)) throw BlockReader.Damaged("a reading is of no known form");
            var at = from.Time(ref time);
            var name = from.Word();
            readings[i] = new(at, (has & Worn) == 0 ? name : null, (has & Worn) != 0 ? new TagId(name) : null,
                (has & HasQuantity) != 0 ? Known<Quantity>(from.Byte()) : null, (has & HasValue) != 0 ? from.Number() : null,
                (has & HasUnit) != 0 ? Known<GasUnit>(from.Byte()) : null, Known<ReadingStatus>(from.Byte()));
        }
        return new(arrived, ImmutableCollectionsMarshal.AsImmutableArray(readings));
    }

    private static T Known<T>(byte number) where T : struct, Enum =>
        number < Enum.GetValues<T>().Length ? (T)Enum.ToObject(typeof(T), number) : throw BlockReader.Damaged($"a reading has no such {typeof(T).Name}");
}
