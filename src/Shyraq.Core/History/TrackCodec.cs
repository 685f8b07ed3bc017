using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Shyraq.Core.History;

/// <summary>
/// Fixes of one tag as few bytes: how many there are, the differences from what was expected in an adaptive range code, four bytes to know damage by.
/// Lossless over <see cref="TrackFix"/>.
/// </summary>
public static class TrackCodec
{
    /// <summary>Most fixes in one body.</summary>
    public const int MostFixes = 1 << 16;

    private const byte Form = 1;

    /// <summary>Fixes in order of time as bytes.</summary>
    public static byte[] Encode(ReadOnlySpan<TrackFix> fixes)
    {
        if (fixes.Length > MostFixes) throw new ArgumentException($"at most {MostFixes} fixes go into one body", nameof(fixes));
        var to = new ArrayBufferWriter<byte>(64 + fixes.Length * 2);
        to.Write([Form, (byte)fixes.Length, (byte)(fixes.Length >> 8), (byte)(fixes.Length >> 16)]);
        var model = new TrackModel<RangeEncoder>(new(to));
        foreach (ref readonly var fix in fixes) model.Next(fix);
        model.Coder.End();
        var check = Check(to.WrittenSpan);
        to.Write([(byte)check, (byte)(check >> 8), (byte)(check >> 16), (byte)(check >> 24)]);
        return to.WrittenSpan.ToArray();
    }

    /// <summary>How many fixes a body holds.</summary>
    /// <exception cref="FormatException">The bytes are no such body.</exception>
    public static int Count(byte[] body)
    {
        if (body.Length < 8 || body[0] != Form) throw new FormatException("no fixes of this version");
        var count = body[1] | body[2] << 8 | body[3] << 16;
        return count <= MostFixes ? count : throw new FormatException($"{count} fixes are more than a body may hold");
    }

    /// <summary>The fixes of a body.</summary>
    /// <exception cref="FormatException">The bytes are no such body, or were changed.</exception>
    public static ImmutableArray<TrackFix> Decode(byte[] body)
    {
        var fixes = new TrackFix[Count(body)];
        var n = 0;
        Read(body, fix => { fixes[n++] = fix; return true; });
        return ImmutableCollectionsMarshal.AsImmutableArray(fixes);
    }

    /// <summary>The last fix not after a time (steps since the start of the chunk); null when all are later.</summary>
    /// <exception cref="FormatException">The bytes are no such body, or were changed.</exception>
    public static TrackFix? At(byte[] body, int time)
    {
        TrackFix? found = null;
        Read(body, fix =>
        {
            if (fix.Time > time) return false;
            found = fix;
            return true;
        });
        return found;
    }

    /// <summary>Adds to the account of what bodies are made of.</summary>
    public static void Weigh(ReadOnlySpan<TrackFix> fixes, TrackCost cost)
    {
        var model = new TrackModel<WeighingCoder>(new(cost));
        foreach (ref readonly var fix in fixes) model.Next(fix);
        cost.Fixes += fixes.Length;
    }

    private static void Read(byte[] body, Func<TrackFix, bool> each)
    {
        var count = Count(body);
        var end = body.Length - 4;
        var check = Check(body.AsSpan(0, end));
        if (body[end] != (byte)check || body[end + 1] != (byte)(check >> 8) || body[end + 2] != (byte)(check >> 16) || body[end + 3] != (byte)(check >> 24))
            throw new FormatException("the bytes of a chunk were changed");
        var model = new TrackModel<RangeDecoder>(new(body, 4, end));
        for (var i = 0; i < count; i++)
            if (!each(model.Next(default))) return;
    }

    // FNV-1a of 32 bits, http://www.isthe.com/chongo/tech/comp/fnv/
    private static uint Check(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261;
        foreach (var b in bytes) hash = (hash ^ b) * 16777619;
        return hash;
    }
}
