using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.History;

/// <summary>
/// Turns the fixes of chunks about: for each roadway, who was on it. Where a tag went between two fixes follows from the network: it has passed what lies
/// between. Who is silent for so long that only the last known place is left is nowhere.
/// </summary>
public static class Visits
{
    /// <summary>Length of a cell, metres: about what positions are good for in a mine of few anchors.</summary>
    public const double Cell = 10;

    /// <summary>Beyond the border of a cell by this much one has left it, metres.</summary>
    private const double Slack = 1;

    /// <summary>Between fixes further apart nobody can say where the tag went, seconds.</summary>
    private const double MostBetween = 15;

    /// <summary>No machine is faster, metres a second.</summary>
    private const double MostSpeed = 30;

    /// <summary>The visits of chunks of the same ten minutes and plan, in order of roadway and tag.</summary>
    /// <param name="chunks">In order of tag.</param>
    public static ImmutableArray<RoadwayVisits> Of(IReadOnlyList<TrackChunk> chunks, MinePlan plan)
    {
        if (chunks.Count == 0) return [];
        var found = new SortedDictionary<string, ImmutableArray<Visit>.Builder>(StringComparer.Ordinal);
        foreach (var chunk in chunks) new Walk(plan, chunk, (roadway, visit) =>
        {
            if (!found.TryGetValue(roadway.Value, out var visits)) found[roadway.Value] = visits = ImmutableArray.CreateBuilder<Visit>();
            visits.Add(visit);
        }).Run();
        return [.. found.Select(one => new RoadwayVisits(new(one.Key), chunks[0].Start, one.Value.DrainToImmutable()))];
    }

    /// <summary>The cell that an offset lies in.</summary>
    public static int CellOf(double offset) => Math.Max(0, (int)Math.Floor(offset / Cell));

    // Follows one tag through the fixes of a chunk.
    private sealed class Walk(MinePlan plan, TrackChunk chunk, Action<RoadwayId, Visit> done)
    {
        private readonly ImmutableArray<VisitStep>.Builder _steps = ImmutableArray.CreateBuilder<VisitStep>();
        private int _roadway = -1, _cell;
        private Instant _at;

        public void Run()
        {
            TrackPoint? last = null;
            foreach (ref readonly var fix in chunk.Fixes.AsSpan())
            {
                var point = TrackGrid.Tell(fix, chunk.Start, plan);
                if (point.State == FixState.LastKnown || point.Position is not { } here)
                {
                    End();
                    last = null;
                    continue;
                }
                if (last is not { Position: { } before } from || point.Time.SecondsSince(from.Time) > MostBetween) Begin(here, point.Time);
                else if (before.Roadway == here.Roadway) Go(here.Roadway, before.Offset, here.Offset, from.Time, point.Time);
                else Cross(before, here, from, point);
                last = point;
            }
            End();
        }

        private void Begin(NetworkPosition here, Instant time)
        {
            End();
            (_roadway, _cell, _at) = (here.Roadway, CellOf(here.Offset), time);
            _steps.Add(new(time, _cell));
        }

        private void End()
        {
            if (_roadway >= 0) done(plan.Roadways[_roadway].Id, new(chunk.Tag, _steps.DrainToImmutable(), _at));
            _roadway = -1;
        }

        // Along a roadway, through every cell on the way.
        private void Go(int roadway, double from, double to, Instant start, Instant end)
        {
            if (_roadway != roadway) Begin(new(roadway, from), start);
            while (to < _cell * Cell - Slack || to > (_cell + 1) * Cell + Slack)
            {
                var up = to > from;
                if (up == (to < _cell * Cell)) break;
                var border = (up ? _cell + 1 : _cell) * Cell;
                _cell += up ? 1 : -1;
                var share = Math.Abs(to - from) < 1e-9 ? 1 : Math.Clamp((border - from) / (to - from), 0, 1);
                _steps.Add(new(Between(start, end, share), _cell));
            }
            // Within the slack of the border, or set back behind it: there without a way.
            if (to < _cell * Cell - Slack || to > (_cell + 1) * Cell + Slack) _steps.Add(new(end, _cell = CellOf(to)));
            _at = end;
        }

        private void Cross(NetworkPosition before, NetworkPosition here, in TrackPoint from, in TrackPoint to)
        {
            var (seconds, reach) = (to.Time.SecondsSince(from.Time), from.Radius95 + to.Radius95);
            if (plan.Network.ShortestPath(before, here) is not { IsEmpty: false } path)
            {
                Begin(here, to.Time);
                return;
            }
            Span<(int Roadway, double From, double To)> legs = path.Length <= 16 ? stackalloc (int, double, double)[path.Length] : new (int, double, double)[path.Length];
            var length = 0.0;
            for (var i = 0; i < path.Length; i++)
            {
                var (edge, forward) = (plan.Network.Edges[path[i].Edge], path[i].Forward);
                var (start, end) = forward ? (edge.From, edge.To) : (edge.To, edge.From);
                legs[i] = (edge.Roadway, i == 0 ? before.Offset : start, i == path.Length - 1 ? here.Offset : end);
                length += Math.Abs(legs[i].To - legs[i].From);
            }
            // A place that was taken back was no way that somebody went.
            if (length > MostSpeed * seconds + reach)
            {
                Begin(here, to.Time);
                return;
            }
            var gone = 0.0;
            foreach (var (roadway, start, end) in legs)
            {
                var way = Math.Abs(end - start);
                var (begun, ended) = length > 0 ? (gone / length, (gone + way) / length) : (1, 1);
                Go(roadway, start, end, Between(from.Time, to.Time, begun), Between(from.Time, to.Time, ended));
                gone += way;
            }
        }

        private static Instant Between(Instant a, Instant b, double share) => a.PlusSeconds(b.SecondsSince(a) * share);
    }
}
