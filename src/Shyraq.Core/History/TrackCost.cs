namespace Shyraq.Core.History;

/// <summary>What bodies of fixes are made of: bits by field as they are coded, and as they would be if the shares of all differences were known beforehand.</summary>
public sealed class TrackCost
{
    private readonly double[] _bits = new double[Enum.GetValues<TrackField>().Length];
    private readonly Dictionary<(TrackField Field, int Context), Dictionary<int, long>> _symbols = [];

    internal Chance[] Chances { get; } = new Chance[TrackChances.All];

    /// <summary>How many fixes were weighed.</summary>
    public long Fixes { get; internal set; }

    /// <summary>Bits that the code takes for a field.</summary>
    public double Bits(TrackField field) => _bits[(int)field];

    /// <summary>
    /// The entropy of the differences of a field, given the way in which the one before went, over all that was weighed: what no code can come below that
    /// expects the same and is told the shares beforehand. Bits.
    /// </summary>
    public double Entropy(TrackField field) => _symbols.Where(one => one.Key.Field == field).Sum(one => Entropy(one.Value.Values));

    /// <summary>Bits that a Rice code with the best parameter for each context would take: the simpler choice.</summary>
    public double Rice(TrackField field) => _symbols.Where(one => one.Key.Field == field).Sum(one => Enumerable.Range(0, 24).Min(k => one.Value.Sum(s => s.Value * (1.0 + k + (Folded(s.Key) >> k)))));

    internal void Add(TrackField field, double bits) => _bits[(int)field] += bits;

    internal void Count(TrackField field, int context, int value)
    {
        if (!_symbols.TryGetValue((field, context), out var counts)) _symbols[(field, context)] = counts = [];
        counts[value] = counts.GetValueOrDefault(value) + 1;
    }

    private static double Entropy(IReadOnlyCollection<long> counts)
    {
        var all = (double)counts.Sum();
        return counts.Sum(count => count * Math.Log2(all / count));
    }

    private static long Folded(int value) => value < 0 ? -2L * value - 1 : 2L * value;
}

/// <summary>Weighs bits instead of writing them. A symbol is told before or after its bits; those since the last one belong to it.</summary>
internal struct WeighingCoder(TrackCost cost) : IBitCoder
{
    private double _bits;
    private TrackField _field;

    public int Bit(ref Chance chance, int bit)
    {
        var zero = chance.Zero / 65536.0;
        _bits -= Math.Log2(bit == 0 ? zero : 1 - zero);
        chance.Learn(bit);
        return bit;
    }

    public void Symbol(TrackField field, int context, int value)
    {
        cost.Count(field, context, value);
        _field = field;
        cost.Add(_field, _bits);
        _bits = 0;
    }
}
