using System.Buffers;

namespace Shyraq.Core.History;

/// <summary>The chance that the next bit of a kind is 0, learnt from those before it.</summary>
internal struct Chance
{
    // Of 65536. The more bits were seen the less each moves it, down to 1/64.
    private const int Most = 62;
    private static readonly int[] Share = [.. Enumerable.Range(0, Most + 1).Select(seen => (int)(65536 / (seen + 1.6)))];

    private ushort _zero;
    private byte _seen;

    /// <summary>As nothing is known; <c>default</c> is not usable.</summary>
    public static Chance Even => new() { _zero = 1 << 15 };

    /// <summary>As is known from elsewhere.</summary>
    /// <param name="seen">It moves as if so many bits had been seen.</param>
    public static Chance Known(ushort zero, byte seen) => new() { _zero = zero, _seen = Math.Min(seen, (byte)Most) };

    /// <summary>How many bits it was learnt from, at most 62.</summary>
    public readonly int Seen => _seen;

    public readonly uint Zero => _zero;

    public void Learn(int bit)
    {
        var aim = bit == 0 ? 65536 - 24 : 24;
        _zero = (ushort)(_zero + ((aim - _zero) * (long)Share[_seen] >> 16));
        if (_seen < Most) _seen++;
    }
}

/// <summary>Writes, reads or weighs bits: one model serves all three, so that what is read is what was written.</summary>
internal interface IBitCoder
{
    /// <summary>Takes the next bit, or gives it when it reads.</summary>
    int Bit(ref Chance chance, int bit);

    /// <summary>What is coded next, for those who weigh.</summary>
    void Symbol(TrackField field, int context, int value);
}

/// <summary>A binary range encoder: G. N. N. Martin, Range encoding (1979), with the carry of the LZMA coder of I. Pavlov.</summary>
internal struct RangeEncoder(IBufferWriter<byte> to) : IBitCoder
{
    private ulong _low;
    private uint _range = uint.MaxValue;
    private byte _cache;
    private long _pending = 1;
    private bool _begun;
    private int _zeros;

    public int Bit(ref Chance chance, int bit)
    {
        var bound = (_range >> 16) * chance.Zero;
        if (bit == 0) _range = bound;
        else
        {
            _low += bound;
            _range -= bound;
        }
        chance.Learn(bit);
        while (_range < 1 << 24)
        {
            _range <<= 8;
            Shift();
        }
        return bit;
    }

    public readonly void Symbol(TrackField field, int context, int value)
    {
    }

    /// <summary>Writes what is left, as short as can be: the reader sees zeros behind the end.</summary>
    public void End()
    {
        for (var bits = 32; bits >= 0; bits--)
        {
            var value = (_low + _range - 1) >> bits << bits;
            if (value < _low) continue;
            _low = value;
            break;
        }
        for (var i = 0; i < 5; i++) Shift();
    }

    private void Shift()
    {
        if ((uint)_low < 0xFF000000 || _low >> 32 != 0)
        {
            var carry = (byte)(_low >> 32);
            var next = _cache;
            do
            {
                Put((byte)(next + carry));
                next = 0xFF;
            }
            while (--_pending > 0);
            _cache = (byte)(_low >> 24);
        }
        _pending++;
        _low = (_low & 0x00FFFFFF) << 8;
    }

    // The first byte is always 0 and is left out; zeros wait until something follows them.
    private void Put(byte value)
    {
        if (!_begun)
        {
            _begun = true;
            return;
        }
        if (value == 0)
        {
            _zeros++;
            return;
        }
        for (; _zeros > 0; _zeros--) One(0);
        One(value);
    }

    private readonly void One(byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }
}

/// <summary>Reads what <see cref="RangeEncoder"/> wrote.</summary>
internal struct RangeDecoder : IBitCoder
{
    private readonly byte[] _bytes;
    private readonly int _end;
    private int _at;
    private uint _range, _code;

    public RangeDecoder(byte[] bytes, int from, int end)
    {
        (_bytes, _at, _end, _range) = (bytes, from, end, uint.MaxValue);
        for (var i = 0; i < 4; i++) _code = _code << 8 | Next();
    }

    public int Bit(ref Chance chance, int bit)
    {
        var bound = (_range >> 16) * chance.Zero;
        if (_code < bound)
        {
            _range = bound;
            bit = 0;
        }
        else
        {
            _code -= bound;
            _range -= bound;
            bit = 1;
        }
        chance.Learn(bit);
        while (_range < 1 << 24)
        {
            _range <<= 8;
            _code = _code << 8 | Next();
        }
        return bit;
    }

    public readonly void Symbol(TrackField field, int context, int value)
    {
    }

    // The encoder leaves the zeros at its end out.
    private uint Next() => _at < _end ? _bytes[_at++] : 0u;
}
