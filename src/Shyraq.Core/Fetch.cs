using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Shyraq.Core;

/// <summary>
/// Asks the processor for memory that is read soon, so that it comes while something else is done: what is known of a tag was last touched a second ago, and
/// a thousand others have stood in the caches since. Nothing hangs on it but the time; a processor that cannot be asked is not.
/// </summary>
internal static class Fetch
{
    private const int Line = 64;

    /// <summary>Behind its type and its length an array has its items.</summary>
    private static readonly int FirstItem = 2 * IntPtr.Size;

    /// <summary>The beginning of an object.</summary>
    /// <param name="size">Bytes.</param>
    public static void Head(object of, int size = 3 * Line) => From(AddressOf(of), size);

    /// <summary>So many items of an array, that need not be there: the array itself is not asked how many it has, for that would be waited for.</summary>
    public static void Items<T>(T[] of, int first, int count) => From(AddressOf(of) + FirstItem + first * Unsafe.SizeOf<T>(), count * Unsafe.SizeOf<T>());

    /// <summary>The beginning of one item.</summary>
    /// <param name="size">Bytes.</param>
    public static void Item<T>(T[] of, int index, int size) => From(AddressOf(of) + FirstItem + index * Unsafe.SizeOf<T>(), size);

    // An address is only told: that the collector may move what is there meanwhile, or that nothing is there, does no harm.
    private static unsafe void From(nint first, int size)
    {
        if (!Sse.IsSupported) return;
        for (var at = first & -Line; at < first + size; at += Line) Sse.Prefetch0((void*)at);
    }

    private static nint AddressOf(object of) => Unsafe.As<object, nint>(ref of);
}
