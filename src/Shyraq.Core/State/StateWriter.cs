using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Shyraq.Core.Units;

namespace Shyraq.Core.State;

/// <summary>Writes state as bytes: little-endian, doubles bit by bit, strings as UTF-8 with their length. Equal state gives equal bytes.</summary>
internal sealed class StateWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    public void Write(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
    }

    public void Write(double value) => Write(BitConverter.DoubleToInt64Bits(value));

    public void Write(Instant value) => Write(value.UnixMicroseconds);

    /// <summary>A time, or none.</summary>
    public void Write(Instant? value)
    {
        Write(value.HasValue);
        if (value is { } time) Write(time);
    }

    public void Write(bool value) => Write((byte)(value ? 1 : 0));

    public void Write(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    /// <summary>A text, or null.</summary>
    public void Write(string? value)
    {
        if (value is null)
        {
            Write(-1L);
            return;
        }
        var bytes = Encoding.UTF8.GetByteCount(value);
        Write((long)bytes);
        Encoding.UTF8.GetBytes(value, _buffer.GetSpan(bytes));
        _buffer.Advance(bytes);
    }

    public void Write(double? value)
    {
        Write(value.HasValue);
        if (value is { } number) Write(number);
    }

    public void Write(bool? value) => Write((byte)(value switch { null => 0, false => 1, true => 2 }));

    public void Write(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(_buffer.GetSpan(4), value);
            _buffer.Advance(4);
        }
    }

    public void Write(Point3 value)
    {
        Write(value.X);
        Write(value.Y);
        Write(value.Z);
    }
}

/// <summary>Reads what <see cref="StateWriter"/> wrote.</summary>
/// <exception cref="FormatException">From every method: the bytes end too early or hold nonsense.</exception>
internal ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    public readonly bool AtEnd => _left.IsEmpty;

    public long ReadLong() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>A count of things of at least one byte each.</summary>
    public int ReadCount()
    {
        var count = ReadLong();
        if (count < 0 || count > _left.Length) throw new FormatException($"The snapshot says {count} things where {_left.Length} bytes are left.");
        return (int)count;
    }

    public double ReadDouble() => BitConverter.Int64BitsToDouble(ReadLong());

    public Instant ReadInstant() => new(ReadLong());

    public bool ReadBool() => ReadByte() != 0;

    public byte ReadByte() => Take(1)[0];

    /// <summary>A value of an enumeration written as a byte.</summary>
    public T ReadEnum<T>() where T : struct, Enum
    {
        var number = ReadByte();
        return number < Enum.GetValues<T>().Length ? (T)Enum.ToObject(typeof(T), number) : throw new FormatException($"The snapshot says {typeof(T).Name} {number}, and there is none.");
    }

    public string? ReadText()
    {
        var length = ReadLong();
        if (length == -1) return null;
        if (length < 0 || length > _left.Length) throw new FormatException($"The snapshot says a text of {length} bytes where {_left.Length} are left.");
        return Encoding.UTF8.GetString(Take((int)length));
    }

    /// <summary>A text that is never null.</summary>
    public string ReadWord() => ReadText() ?? throw new FormatException("The snapshot lacks a text.");

    public Instant? ReadInstantOrNull() => ReadBool() ? ReadInstant() : null;

    public double? ReadDoubleOrNull() => ReadBool() ? ReadDouble() : null;

    public bool? ReadBoolOrNull() => ReadByte() switch { 0 => null, 1 => false, _ => true };

    public Point3 ReadPoint() => new(ReadDouble(), ReadDouble(), ReadDouble());

    public void Read(scoped Span<float> into)
    {
        for (var i = 0; i < into.Length; i++) into[i] = BinaryPrimitives.ReadSingleLittleEndian(Take(4));
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_left.Length < count) throw new FormatException("The snapshot ends too early.");
        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }
}
