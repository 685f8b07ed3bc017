using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;

namespace Shyraq.Core.Coverage;

/// <summary>The prediction for a plan as it stands, to which anchors can be added.</summary>
internal sealed class Prediction
{
    private readonly AnchorSight _sight;
    private readonly AnchorEar _ear;

    public Prediction(MinePlan plan, CoverageOptions options)
    {
        Options = options;
        Graph = new CellGraph(plan, options.Step);
        _sight = new AnchorSight(plan);
        _ear = new AnchorEar(Graph, options.Rate);
        Field = new SpreadField(Graph, options.Rate, new TrackingOptions().LiveFor);
        foreach (var view in plan.Views) Field.Add(_ear.Of(view));
        Field.Settle(Enumerable.Range(0, Graph.Cells.Count));
    }

    public CoverageOptions Options { get; }
    public CellGraph Graph { get; }
    public SpreadField Field { get; }

    /// <summary>Where an anchor that is not in the plan would be heard.</summary>
    public List<HeardIn> Hear(Anchor anchor) => _ear.Of(_sight.ViewOf(anchor));

    /// <summary>Hangs an anchor for good.</summary>
    public void Hang(Anchor anchor)
    {
        var heard = Hear(anchor);
        Field.Add(heard);
        Field.Settle(heard.Select(h => h.Cell));
    }

    /// <summary>Share of roadway and time in which a tag is live, and lengths by class of radius, of one level or (null) of all.</summary>
    public CoverageSum Sum(string? level)
    {
        var (metres, live, twoSided, all) = (new double[RadiusClass.Count], 0.0, 0.0, 0.0);
        for (var cell = 0; cell < Graph.Cells.Count; cell++)
        {
            if (level is not null && Graph.Plan.Roadways[Graph.Cells.RoadwayOf(cell)].Level != level) continue;
            var length = Graph.Lengths[cell];
            metres[RadiusClass.Of(Field.Radius(cell))] += length;
            all += length;
            live += length * Field.Live(cell);
            if (Field.TwoSided(cell)) twoSided += length;
        }
        return new(level, [.. metres.Select(m => m / 1000)], all > 0 ? live / all : 0, twoSided / 1000);
    }

    /// <summary>Every cell as it is now.</summary>
    public ImmutableArray<CoveredCell> Cells() =>
        [.. Enumerable.Range(0, Graph.Cells.Count).Select(c => new CoveredCell(Graph.Plan.Roadways[Graph.Cells.RoadwayOf(c)].Id, Graph.Cells.Middle(c), Field.Radius(c), Field.Live(c), Field.TwoSided(c)))];

    /// <summary>Runs of cells whose radius is of one kind.</summary>
    /// <param name="kindOf">The kind of a radius; negative leaves it out.</param>
    public ImmutableArray<CoveredStretch> Stretches(Func<double, int> kindOf) =>
        [.. Graph.Cells.Runs(cell => kindOf(Field.Radius(cell))).Select(run =>
        {
            var (largest, live) = (0.0, 0.0);
            for (var cell = run.First; cell < run.End; cell++)
            {
                largest = Math.Max(largest, Field.Radius(cell));
                live += Field.Live(cell) * Graph.Lengths[cell];
            }
            return new CoveredStretch(run.Stretch, largest, live / run.Stretch.Length);
        })];
}
