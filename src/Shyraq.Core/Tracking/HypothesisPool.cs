namespace Shyraq.Core.Tracking;

/// <summary>
/// Arrays of hypotheses that fit, handed round between the beliefs of a mine: a belief has as much memory as it has hypotheses, and
/// little is allocated as they come and go.
/// </summary>
internal sealed class HypothesisPool
{
    public Shelf<RoadwayHypothesis> Roadway { get; } = new();

    public Shelf<AreaHypothesis> Area { get; } = new();
}

/// <summary>Arrays of some sizes that nobody uses now.</summary>
internal sealed class Shelf<T>
{
    // Most beliefs have two or three hypotheses; for a moment, at junctions, there may be hundreds.
    private static readonly int[] Sizes = [0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 128, 256, 512, 1024, 2048, 4096];

    /// <summary>So many of a size are kept at most: those that thousands of tags needed a while ago would be kept for nobody.</summary>
    private const int Most = 32;

    private readonly Stack<T[]>[] _free = [.. Sizes.Select(_ => new Stack<T[]>())];

    /// <summary>Changes an array for the smallest that holds so many; what it held stays.</summary>
    /// <param name="count">How many of its items are in use; the others are lost.</param>
    /// <param name="least">How many it must hold from now on, at least <paramref name="count"/>.</param>
    public void Fit(ref T[] items, int count, int least)
    {
        var size = SizeFor(least);
        if (Sizes[size] == items.Length) return;
        var fitting = size == 0 ? [] : _free[size].TryPop(out var free) ? free : new T[Sizes[size]];
        items.AsSpan(0, count).CopyTo(fitting);
        if (items.Length > 0 && _free[SizeFor(items.Length)] is { Count: < Most } shelf) shelf.Push(items);
        items = fitting;
    }

    private static int SizeFor(int least)
    {
        var size = 0;
        while (Sizes[size] < least) size++;
        return size;
    }
}
