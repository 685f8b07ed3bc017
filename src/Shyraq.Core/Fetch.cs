using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Shyraq.Core;

/// <summary>
/// Asks the processor for memory that is read soon, so that it comes while something else is done: what is known of a tag was last touched a second ago, and
/// a thousand others have stood in the caches since. Nothing hangs on it but the time; a processor that cannot be asked is not.
/// </summary>
internal static class Fetch
{
    private const int Line = 64, HeadLines = 3;

    /// <summary>All of these.</summary>
    public static void All<T>(ReadOnlySpan<T> items) => From(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)), items.Length * Unsafe.SizeOf<T>());

    /// <summary>The beginning of an object.</summary>
    public static void Head(object of) => From(ref Unsafe.As<Box>(of).First, HeadLines * Line);

    // The address is only told: that the collector may move what is there meanwhile does no harm.
    private static unsafe void From(ref byte first, int size)
    {
        if (!Sse.IsSupported) return;
        var from = (byte*)Unsafe.AsPointer(ref first);
        for (var at = 0; at < size; at += Line) Sse.Prefetch0(from + at);
    }

    /// <summary>Any object, to tell where its fields begin.</summary>
    private sealed class Box
    {
        public byte First;
    }
}
