using Shyraq.Core.Tracking;

namespace Shyraq.Core.Coverage;

/// <summary>
/// The spread expected in every cell: the best of standing there and of having walked in, at walking pace, from a neighbour. A place known
/// better with a speed known worse may be the worse farther on: a cell keeps every spread that no other of it betters now and later. So what was learnt where two anchors are heard is carried past one, and a stretch where
/// nothing is heard spreads with the time to walk into it from its nearer end.
/// </summary>
internal sealed class SpreadField
{
    /// <summary>A smaller gain than this is not carried on: shares of the variance.</summary>
    private const double Worth = 1e-3;

    /// <summary>A place with a smaller probability than this is not told as an alternative.</summary>
    private const double Matters = 0.05;

    private readonly CellGraph _graph;
    private readonly double _rate, _liveFor;
    private readonly Hearing[][] _heard;
    private readonly Hearing[] _more;           // of the anchor that is tried
    private Hearing[] _here = new Hearing[16];  // what Heard gathers
    private readonly PlaceSpread[][] _spreads;
    private readonly double[] _lateral;
    private readonly Dictionary<int, PlaceSpread[]> _before = []; // what the trial has changed
    private readonly PriorityQueue<(int Cell, PlaceSpread Spread), double> _open = new();

    public SpreadField(CellGraph graph, double rate, double liveFor)
    {
        (_graph, _rate, _liveFor) = (graph, rate, liveFor);
        var count = graph.Cells.Count;
        (_heard, _more, _spreads, _lateral) = (new Hearing[count][], new Hearing[count], new PlaceSpread[count][], new double[count]);
        Array.Fill(_heard, []);
        Array.Fill(_spreads, []);
        for (var cell = 0; cell < count; cell++) _lateral[cell] = RadioModel.LateralSigma(graph.Plan.Roadways[graph.Cells.RoadwayOf(cell)]);
    }

    /// <summary>Hangs an anchor for good.</summary>
    public void Add(List<HeardIn> anchor)
    {
        foreach (var (cell, hearing) in anchor) _heard[cell] = [.. _heard[cell], hearing];
    }

    /// <summary>Works out all cells, or those that an anchor just hung and what lies behind them.</summary>
    public void Settle(IEnumerable<int> cells)
    {
        foreach (var cell in cells) Offer(cell, PlaceSpread.Standing(Heard(cell), _rate));
        Carry();
        _before.Clear();
    }

    /// <summary>What one more anchor would give: metres of roadway that come to have at most the target radius.</summary>
    public double Try(List<HeardIn> anchor, double target)
    {
        foreach (var (cell, hearing) in anchor) _more[cell] = hearing;
        foreach (var (cell, _) in anchor)
            if (Radius(cell) > target) Offer(cell, PlaceSpread.Standing(Heard(cell), _rate));
        Carry();
        var metres = 0.0;
        foreach (var (cell, before) in _before)
        {
            if (Radius(cell, before) > target && Radius(cell) <= target) metres += _graph.Lengths[cell];
            _spreads[cell] = before;
        }
        _before.Clear();
        foreach (var (cell, _) in anchor) _more[cell] = default;
        return metres;
    }

    /// <summary>The expected 95 % radius in a cell, metres; +∞ where nothing is ever heard on the way to it.</summary>
    public double Radius(int cell) => Radius(cell, _spreads[cell]);

    /// <summary>A tag that is switched on in the cell, or found again there, may as well be at a place that gives the same readings.</summary>
    public bool TwoSided(int cell)
    {
        foreach (ref readonly var hearing in Heard(cell))
            if (hearing.MirrorShare > Matters) return true;
        return false;
    }

    /// <summary>Share of the time in which a tag in the cell has been heard within the last seconds, 0..1.</summary>
    public double Live(int cell)
    {
        var silent = 1.0;
        foreach (var hearing in _heard[cell]) silent *= 1 - hearing.Chance;
        return 1 - Math.Pow(silent, Math.Max(1, Math.Floor(_liveFor * _rate)));
    }

    // Along the roadway the spread, across it how people walk beside the line, and what no reading averages away on both.
    private double Radius(int cell, PlaceSpread[] spreads)
    {
        if (spreads.Length == 0) return double.PositiveInfinity;
        var least = spreads[0].Pss;
        foreach (ref readonly var spread in spreads.AsSpan(1)) least = Math.Min(least, spread.Pss);
        const double bias = RadioModel.BiasSigma * RadioModel.BiasSigma;
        return Tracking.Radius.Of95([new(1, 0, 0, least + bias, 0, _lateral[cell] * _lateral[cell] + bias)]);
    }

    /// <summary>All that is heard in a cell, with what the others leave to each one's mirrored place. Valid until it is called again.</summary>
    private ReadOnlySpan<Hearing> Heard(int cell)
    {
        var count = _heard[cell].Length + (_more[cell].Useful > 0 ? 1 : 0);
        if (_here.Length < count) _here = new Hearing[2 * count];
        _heard[cell].CopyTo(_here, 0);
        if (count > _heard[cell].Length) _here[count - 1] = _more[cell];
        var heard = _here.AsSpan(0, count);
        for (var i = 0; i < count; i++)
        {
            if (heard[i].Mirror <= 0) continue;
            var others = 0.0;
            for (var j = 0; j < count; j++)
                if (j != i) others += _rate * heard[j].Useful / heard[j].Variance;
            heard[i] = heard[i] with { MirrorShare = PlaceSpread.MirrorShare(PlaceSpread.Steady(others), heard[i].Mirror) };
        }
        return heard;
    }

    private void Offer(int cell, in PlaceSpread spread)
    {
        if (double.IsPositiveInfinity(spread.Pss)) return;
        var known = _spreads[cell];
        var kept = new List<PlaceSpread>(known.Length + 1);
        foreach (ref readonly var other in known.AsSpan())
        {
            if (other.IsNoWorse(spread, Worth)) return;
            if (!spread.IsNoWorse(other, 0)) kept.Add(other);
        }
        kept.Add(spread);
        _before.TryAdd(cell, known);
        _spreads[cell] = [.. kept];
        _open.Enqueue((cell, spread), spread.Pss);
    }

    private void Carry()
    {
        while (_open.TryDequeue(out var from, out _))
        {
            if (Array.IndexOf(_spreads[from.Cell], from.Spread) < 0) continue;
            foreach (var (next, metres) in _graph.Next(from.Cell))
                Offer(next, from.Spread.Walked(metres / PlaceSpread.WalkingPace, Heard(next), _rate));
        }
    }
}
