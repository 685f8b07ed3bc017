using Shyraq.Core.Units;

namespace Shyraq.Core.History;

/// <summary>How long tags were in a cell of a roadway in all.</summary>
/// <param name="Offset">Where the cell begins, metres from the roadway's first vertex.</param>
public readonly record struct HeatCell(RoadwayId Roadway, double Offset, double Seconds);

/// <summary>Adds up where time is spent.</summary>
/// <param name="wide">How many cells of <see cref="Visits.Cell"/> metres make one.</param>
public sealed class Heat(Instant from, Instant to, int wide)
{
    private readonly SortedDictionary<string, SortedDictionary<int, double>> _seconds = new(StringComparer.Ordinal);

    /// <summary>Adds a visit of a roadway, as far as it lies in the time that is asked for.</summary>
    public void Add(RoadwayId roadway, Visit visit)
    {
        if (!_seconds.TryGetValue(roadway.Value, out var cells)) _seconds[roadway.Value] = cells = [];
        for (var i = 0; i < visit.Steps.Length; i++)
        {
            var begun = Instant.Max(visit.Steps[i].Time, from);
            var ended = Instant.Min(i + 1 < visit.Steps.Length ? visit.Steps[i + 1].Time : visit.Out, to);
            var cell = visit.Steps[i].Cell / wide;
            if (ended > begun) cells[cell] = cells.GetValueOrDefault(cell) + ended.SecondsSince(begun);
        }
    }

    /// <summary>The cells in which anybody was, in order of roadway and offset.</summary>
    public IEnumerable<HeatCell> Cells() =>
        _seconds.SelectMany(roadway => roadway.Value.Select(cell => new HeatCell(new(roadway.Key), cell.Key * wide * Visits.Cell, cell.Value)));
}
