namespace Shyraq.Core.Tracking.Clouds;

/// <summary>Which particles belong together.</summary>
internal sealed partial class Cloud
{
    /// <summary>Particles of one edge farther apart than this are two hypotheses, metres.</summary>
    private const float Apart = 12;

    /// <summary>Places in the table of stretches, a power of two and at least twice as many as particles.</summary>
    private const int Table = 2 * Most;

    /// <summary>A stretch of an edge no longer than <see cref="Apart"/> (or a whole area), and its outermost particles. All in one belong together.</summary>
    private struct Stretch
    {
        public int Edge, Number;
        public float Low, High;
        public float Weight;
        public short Run, Members;
    }

    /// <summary>A run of particles: where it ends in their order, and its weight.</summary>
    private struct Run
    {
        public int End;
        public float Weight;
    }

    /// <summary>
    /// Orders the particles (indices) by runs: those of an edge between whose neighbours is nowhere more than <see cref="Apart"/>, and
    /// those of an area. Sorts stretches instead of particles: there are few.
    /// </summary>
    /// <param name="space">Room for as many runs as there are particles.</param>
    /// <returns>The runs, in order of edge and offset.</returns>
    private ReadOnlySpan<Run> OrderByRuns(Span<int> order, Span<Run> space)
    {
        Span<short> table = stackalloc short[Table];
        table.Clear();
        Span<Stretch> stretches = stackalloc Stretch[Count];
        Span<short> stretchOf = stackalloc short[Count];
        var (count, last) = (0, 0);
        for (var i = 0; i < Count; i++)
        {
            var number = _edge[i] < 0 ? 0 : (int)(_x[i] / Apart);
            // Mostly it is that of the neighbour.
            if (count == 0 || stretches[last].Edge != _edge[i] || stretches[last].Number != number)
            {
                var at = (int)((uint)(_edge[i] * 31 + number) * 2654435761u >> 16) & (Table - 1);
                while (table[at] != 0 && (stretches[table[at] - 1].Edge != _edge[i] || stretches[table[at] - 1].Number != number)) at = (at + 1) & (Table - 1);
                if (table[at] == 0)
                {
                    stretches[count++] = new() { Edge = _edge[i], Number = number, Low = _x[i], High = _x[i] };
                    table[at] = (short)count;
                }
                last = table[at] - 1;
            }
            ref var stretch = ref stretches[last];
            (stretch.Low, stretch.High, stretch.Members) = (Math.Min(stretch.Low, _x[i]), Math.Max(stretch.High, _x[i]), (short)(stretch.Members + 1));
            stretch.Weight += _weight[i];
            stretchOf[i] = (short)last;
        }
        var runs = space[..Join(stretches[..count], space)];
        // Each run is filled from its begin on.
        Span<int> next = stackalloc int[runs.Length];
        for (var run = 1; run < runs.Length; run++) next[run] = runs[run - 1].End;
        for (var i = 0; i < Count; i++) order[next[stretches[stretchOf[i]].Run]++] = i;
        return runs;
    }

    /// <summary>Gives each stretch the number of its run, makes the runs, and says how many there are.</summary>
    private static int Join(Span<Stretch> stretches, Span<Run> runs)
    {
        // Edge, number and index as one number each: those are sorted several times as fast as what has to be compared part by part.
        Span<long> sorted = stackalloc long[stretches.Length];
        for (var i = 0; i < sorted.Length; i++) sorted[i] = (long)stretches[i].Edge << 32 | (long)stretches[i].Number << 10 | (uint)i;
        sorted.Sort();
        var (run, total) = (-1, 0);
        var before = default(Stretch);
        foreach (var key in sorted)
        {
            ref var stretch = ref stretches[(int)(key & (Most - 1))];
            var joins = run >= 0 && before.Edge == stretch.Edge && stretch.Low - before.High <= Apart;
            if (!joins) runs[++run] = default;
            stretch.Run = (short)run;
            total += stretch.Members;
            (runs[run].End, runs[run].Weight) = (total, runs[run].Weight + stretch.Weight);
            before = stretch;
        }
        return run + 1;
    }

    /// <summary>The weight below which runs are left out, so that no more than so many stay.</summary>
    private static float LeastOf(ReadOnlySpan<Run> runs, int most)
    {
        if (runs.Length <= most) return 0;
        Span<float> weights = stackalloc float[runs.Length];
        for (var i = 0; i < weights.Length; i++) weights[i] = runs[i].Weight;
        weights.Sort();
        return weights[^most];
    }
}
