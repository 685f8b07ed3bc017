using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Shyraq.Core.History;

/// <summary>
/// Fixes of one tag as few bytes: a head, then stretches of up to <see cref="Stretch"/> fixes, each the differences from what was expected in an adaptive
/// range code that begins anew, so that one fix is found without the stretches before it; four bytes to know damage by. Lossless over <see cref="TrackFix"/>.
/// </summary>
public static class TrackCodec
{
    /// <summary>Most fixes in one body.</summary>
    public const int MostFixes = 1 << 16;

    /// <summary>Fixes that are coded together. Fewer are found sooner and cost more: what a stretch begins with is about ten bytes.</summary>
    internal const int Stretch = 150;

    /// <summary>Fixes in order of time as bytes.</summary>
    public static byte[] Encode(ReadOnlySpan<TrackFix> fixes)
    {
        if (fixes.Length > MostFixes) throw new ArgumentException($"at most {MostFixes} fixes go into one body", nameof(fixes));
        var chances = ArrayPool<Chance>.Shared.Rent(TrackChances.All);
        var (head, stretches) = (new ArrayBufferWriter<byte>(64), new ArrayBufferWriter<byte>(64 + fixes.Length * 2));
        TrackBody.Begin(head, fixes.Length);
        for (var at = 0; at < fixes.Length; at += Stretch)
        {
            var some = fixes[at..Math.Min(at + Stretch, fixes.Length)];
            var before = stretches.WrittenCount;
            var model = new TrackModel<RangeEncoder>(new(stretches), TrackChances.Learnt(chances), some[0].Time);
            foreach (ref readonly var fix in some) model.Next(fix);
            model.Coder.End();
            TrackBody.Put(head, some[0].Time);
            if (at + Stretch < fixes.Length) TrackBody.Put(head, stretches.WrittenCount - before);
        }
        ArrayPool<Chance>.Shared.Return(chances);
        return TrackBody.End(head, stretches.WrittenSpan);
    }

    /// <summary>How many fixes a body holds.</summary>
    /// <exception cref="FormatException">The bytes are no such body.</exception>
    public static int Count(byte[] body) => TrackBody.Count(body);

    /// <summary>The fixes of a body.</summary>
    /// <exception cref="FormatException">The bytes are no such body, or were changed.</exception>
    public static ImmutableArray<TrackFix> Decode(byte[] body) => Decode(body, int.MinValue, int.MaxValue);

    /// <summary>The fixes of a body from a time to a time (steps since the start of the chunk), and some before and after: whole stretches are unpacked.</summary>
    /// <exception cref="FormatException">The bytes are no such body, or were changed.</exception>
    public static ImmutableArray<TrackFix> Decode(byte[] body, int from, int to)
    {
        var stretches = TrackBody.Read(body).Stretches;
        var (first, end) = (0, stretches.Length);
        while (end > 1 && stretches[end - 1].Time > to) end--;
        while (first + 1 < end && stretches[first + 1].Time <= from) first++;
        if (first == end) return [];
        var fixes = new TrackFix[stretches[end - 1].First + stretches[end - 1].Count - stretches[first].First];
        var chances = ArrayPool<Chance>.Shared.Rent(TrackChances.All);
        for (var i = first; i < end; i++)
        {
            var model = stretches[i].Model(body, chances);
            foreach (ref var fix in fixes.AsSpan(stretches[i].First - stretches[first].First, stretches[i].Count)) fix = model.Next(default);
        }
        ArrayPool<Chance>.Shared.Return(chances);
        return ImmutableCollectionsMarshal.AsImmutableArray(fixes);
    }

    /// <summary>The last fix not after a time (steps since the start of the chunk); null when all are later.</summary>
    /// <exception cref="FormatException">The bytes are no such body, or were changed.</exception>
    public static TrackFix? At(byte[] body, int time)
    {
        var stretches = TrackBody.Read(body).Stretches;
        var last = stretches.Length - 1;
        while (last > 0 && stretches[last].Time > time) last--;
        if (last < 0) return null;
        var chances = ArrayPool<Chance>.Shared.Rent(TrackChances.All);
        var model = stretches[last].Model(body, chances);
        TrackFix? found = null;
        for (var i = 0; i < stretches[last].Count; i++)
        {
            var fix = model.Next(default);
            if (fix.Time > time) break;
            found = fix;
        }
        ArrayPool<Chance>.Shared.Return(chances);
        return found;
    }

    /// <summary>Adds to the account of what bodies are made of.</summary>
    public static void Weigh(ReadOnlySpan<TrackFix> fixes, TrackCost cost)
    {
        for (var at = 0; at < fixes.Length; at += Stretch)
        {
            var model = new TrackModel<WeighingCoder>(new(cost), TrackChances.Learnt(cost.Chances), fixes[at].Time);
            foreach (ref readonly var fix in fixes[at..Math.Min(at + Stretch, fixes.Length)]) model.Next(fix);
        }
        cost.Fixes += fixes.Length;
    }
}
