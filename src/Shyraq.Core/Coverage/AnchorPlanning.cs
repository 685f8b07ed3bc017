using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Coverage;

/// <summary>
/// Looks for the best places for further anchors, greedily: each is the best given those before it. A place's gain of an earlier
/// round is taken as the most that it can still give, so that each round looks again at the first few only (the lazy greedy
/// algorithm of Minoux, «Accelerated greedy algorithms for maximizing submodular set functions», 1978).
/// </summary>
internal sealed class AnchorPlanning(Prediction prediction)
{
    /// <summary>Distance between the places that are tried along a roadway, and of those tried next to the best of them, metres.</summary>
    private const double Spacing = 20;
    private static readonly double[] Beside = [-10, -5, 5, 10];

    private const double FromWall = 0.3, AboveTag = 0.6;

    private readonly CellGraph _graph = prediction.Graph;
    private readonly CoverageOptions _options = prediction.Options;

    /// <summary>Hangs and lists the best places.</summary>
    public ImmutableArray<AnchorSuggestion> Best(Action<long, long>? progress, CancellationToken cancel)
    {
        var found = ImmutableArray.CreateBuilder<AnchorSuggestion>();
        if (_options.Add <= 0) return [];
        var places = Places();
        var open = new PriorityQueue<(int Cell, int Round), (double, int)>();
        for (var i = 0; i < places.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Invoke(i, places.Count);
            Enqueue(places[i], 0);
        }
        for (var round = 0; round < _options.Add && open.TryDequeue(out var best, out var gain);)
        {
            cancel.ThrowIfCancellationRequested();
            if (gain.Item1 >= 0) break;
            if (best.Round < round) Enqueue(best.Cell, round);
            else
            {
                found.Add(Hang(best.Cell, -gain.Item1));
                round++;
            }
        }
        return found.ToImmutable();

        void Enqueue(int cell, int round) => open.Enqueue((cell, round), (-GainAt(cell), cell));
    }

    private double GainAt(int cell) => prediction.Field.Try(prediction.Hear(AnchorAt(cell)), _options.Target);

    private AnchorSuggestion Hang(int cell, double gain)
    {
        var (first, end) = _graph.Cells.Of(_graph.Cells.EdgeOf[cell]);
        foreach (var beside in Beside.Select(metres => cell + (int)Math.Round(metres / _graph.Lengths[cell])).Where(c => c >= first && c < end).ToArray())
            if (GainAt(beside) is var other && other > gain) (cell, gain) = (beside, other);
        var before = prediction.Sum(null);
        var anchor = AnchorAt(cell);
        prediction.Hang(anchor);
        var roadway = _graph.Plan.Roadways[_graph.Cells.RoadwayOf(cell)];
        return new(anchor.Place, roadway.Id, _graph.Cells.Middle(cell), roadway.Level, gain, prediction.Sum(null).Live - before.Live);
    }

    /// <summary>Every 20 m of roadway from which a cell over the target is within reach, at least one of each edge.</summary>
    private List<int> Places()
    {
        var near = new bool[_graph.Cells.Count];
        var reach = Reading.Reach(AnchorAt(default, default));
        var open = new PriorityQueue<int, double>();
        var metres = new double[near.Length];
        Array.Fill(metres, double.PositiveInfinity);
        for (var cell = 0; cell < near.Length; cell++)
            if (prediction.Field.Radius(cell) > _options.Target) Offer(cell, 0);
        while (open.TryDequeue(out var cell, out var far))
        {
            if (far > metres[cell]) continue;
            near[cell] = true;
            foreach (var (next, step) in _graph.Next(cell)) Offer(next, far + step);
        }
        var places = new List<int>();
        foreach (var edge in _graph.Plan.Network.Edges)
        {
            var (first, end) = _graph.Cells.Of(edge.Index);
            var count = Math.Max(1, (int)Math.Round(edge.Length / Spacing));
            for (var i = 0; i < count; i++)
                if (first + (int)((i + 0.5) * (end - first) / count) is var cell && near[cell]) places.Add(cell);
        }
        return places;

        void Offer(int cell, double far)
        {
            if (far > reach || far >= metres[cell]) return;
            metres[cell] = far;
            open.Enqueue(cell, far);
        }
    }

    /// <summary>An anchor on the wall beside a cell, a little above a carried tag.</summary>
    private Anchor AnchorAt(int cell)
    {
        var roadway = _graph.Plan.Roadways[_graph.Cells.RoadwayOf(cell)];
        var along = _graph.Tangents[cell];
        var flat = Math.Sqrt(along.X * along.X + along.Y * along.Y);
        var across = flat > 0.1 ? new Point3(-along.Y / flat, along.X / flat, 0) : new Point3(1, 0, 0);
        var place = _graph.Places[cell] + across * Math.Max(0, roadway.Width.Value / 2 - FromWall) + new Point3(0, 0, Math.Clamp(roadway.Height.Value - 1.8, 0.1, AboveTag));
        return AnchorAt(default, place);
    }

    private Anchor AnchorAt(AnchorId id, Point3 place) => new(id, place, _options.Technology, null, null, null);
}
