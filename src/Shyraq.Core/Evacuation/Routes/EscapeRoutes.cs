using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation.Routes;

/// <summary>
/// The ways out for everybody at once. Three fields: the way to the nearest exit, for which a second in air that is not fresh counts as
/// <see cref="FoulAir"/>; the way that needs the least of a self-rescuer until there is fresh air, changing it at caches; and the way to the nearest
/// refuge. Somebody is sent the first way when their self-rescuer lasts for it, else the second, else to the refuge.
/// </summary>
internal sealed class EscapeRoutes
{
    /// <summary>How much a second in air that is not fresh counts: fresh air is preferred, but not at the price of any detour.</summary>
    public const double FoulAir = 3;

    /// <summary>Another way out takes at most so many times as long as the best: to a man-riding train, by the gate on the other side of the face.</summary>
    private const double Detour = 2;

    private readonly MinePlan _plan;
    private readonly EscapeField _exit, _air, _refuge;
    private readonly Dictionary<int, string> _exits, _refuges, _caches;
    private readonly double _full;

    /// <param name="fullSeconds">How long a new self-rescuer lasts, seconds.</param>
    public EscapeRoutes(MinePlan plan, IEnumerable<Closure> closures, double fullSeconds, double pace = WalkingPace.Level)
    {
        (_plan, _full) = (plan, fullSeconds);
        Graph = new(plan, closures, pace);
        _exits = Ids(LandmarkKind.Exit);
        _refuges = Ids(LandmarkKind.Refuge);
        _caches = Ids(LandmarkKind.SelfRescuerCache);
        _exit = new(Graph, _exits.Keys, Weighted);
        _air = new(Graph, Enumerable.Range(0, Graph.Nodes).Where(n => Graph.IsFresh[n]), Spent, _caches.Keys.ToHashSet(), fullSeconds);
        _refuge = new(Graph, _refuges.Keys, Seconds);
    }

    public EscapeGraph Graph { get; }

    private static double Weighted(Arc arc) => arc.Fresh ? arc.Seconds : FoulAir * arc.Seconds;

    private static double Seconds(Arc arc) => arc.Seconds;

    private static double Spent(Arc arc) => arc.Fresh ? 0 : arc.Seconds;

    /// <summary>The way for a fix: where several places are possible, that of the place from which it is worst.</summary>
    /// <param name="leftSeconds">What the self-rescuer still gives.</param>
    public Escape Of(Fix fix, double leftSeconds)
    {
        var worst = From(fix.Position, fix.Area, fix.Place, leftSeconds);
        foreach (var other in fix.Alternatives)
            if (From(other.Position, other.Area, other.Place, leftSeconds) is var way && IsWorse(way, worst)) worst = way;
        return worst;
    }

    /// <summary>The way from a place.</summary>
    public Escape From(NetworkPosition? position, int? area, Point3 place, double leftSeconds)
    {
        Arc[] first = position is { } on ? [.. Graph.From(on)] : area is { } hall ? [.. Graph.From(hall, place)] : [];
        if (first.Length == 0) return Escape.NoPlace;
        var fresh = position is not null && first.Any(a => a.Fresh);
        Walk? toAir = null;
        foreach (var (field, cost) in new[] { (_exit, (Func<Arc, double>)Weighted), (_air, Spent) })
        {
            if (field.Best(first, cost) is not { } start) continue;
            var walk = Follow(field, start, leftSeconds);
            if (field == _air) OnTo(walk);
            var goal = _exits.GetValueOrDefault(walk.End, "");
            if (fresh) return goal.Length > 0 ? walk.Way(_plan, EscapeOutcome.InFreshAir, goal, null) : new(EscapeOutcome.InFreshAir, "", null, 0, null, [], []);
            if (walk.Left >= 0) return walk.Way(_plan, EscapeOutcome.ReachesFreshAir, goal, walk.Left / 60);
            if (toAir is null || walk.Left > toAir.Left) toAir = walk;
        }
        var shelter = _refuge.Best(first, Seconds) is { } way ? Follow(_refuge, way, leftSeconds, onlyGoal: true) : null;
        if (shelter is not null && (toAir is null || shelter.Left > toAir.Left))
            return shelter.Way(_plan, shelter.Left >= 0 ? EscapeOutcome.RefugeOnly : EscapeOutcome.OutOfReach, _refuges.GetValueOrDefault(shelter.End, ""), shelter.Left / 60);
        return toAir?.Way(_plan, EscapeOutcome.OutOfReach, _exits.GetValueOrDefault(toAir.End, ""), toAir.Left / 60) ?? new(EscapeOutcome.OutOfReach, "", null, 0, null, [], []);
    }

    /// <summary>
    /// How far it is to the nearest exit, or where none can be reached to a refuge, in seconds of walking in fresh air; null without a way. Whoever is on
    /// the way comes nearer by a second a second or more.
    /// </summary>
    public double? Remaining(NetworkPosition? position, int? area, Point3 place)
    {
        Arc[] first = position is { } on ? [.. Graph.From(on)] : area is { } hall ? [.. Graph.From(hall, place)] : [];
        var exit = _exit.Best(first, Weighted);
        if ((exit ?? _refuge.Best(first, Seconds)) is not { } start) return null;
        return exit is null ? Seconds(start) + _refuge.From(start.To) : Weighted(start) + _exit.From(start.To);
    }

    /// <summary>
    /// Whoever goes away from the best way may be on another: without turning about they come to an exit by open sections, not much later than by the best
    /// way, and their self-rescuer lasts for all of it.
    /// </summary>
    public bool LeadsOut(NetworkPosition position, double leftSeconds)
    {
        Arc[] first = [.. Graph.From(position)];
        if (_exit.Best(first, Weighted) is not { } best || first.FirstOrDefault(arc => arc.To != best.To) is not { Metres: > 0 } other) return false;
        var latest = Detour * (best.Seconds + _exit.Way(best.To).Sum(arc => arc.Seconds));
        var (times, open) = (new Dictionary<int, double> { [other.To] = other.Seconds }, new PriorityQueue<(int Node, double Foul), double>());
        open.Enqueue((other.To, other.Fresh ? 0 : other.Seconds), other.Seconds);
        while (open.TryDequeue(out var at, out var seconds) && seconds <= latest)
        {
            if (_exits.ContainsKey(at.Node)) return at.Foul <= leftSeconds;
            if (seconds > times[at.Node]) continue;
            foreach (var arc in Graph.From(at.Node))
            {
                var isBack = arc.Roadway == position.Roadway && position.Offset >= Math.Min(arc.FromOffset, arc.ToOffset) && position.Offset <= Math.Max(arc.FromOffset, arc.ToOffset);
                var then = seconds + arc.Seconds;
                if (isBack || then >= times.GetValueOrDefault(arc.To, double.PositiveInfinity)) continue;
                times[arc.To] = then;
                open.Enqueue((arc.To, at.Foul + (arc.Fresh ? 0 : arc.Seconds)), then);
            }
        }
        return false;
    }

    private Dictionary<int, string> Ids(LandmarkKind kind)
    {
        var ids = new Dictionary<int, string>();
        foreach (var (landmark, node) in Graph.Of(kind)) ids.TryAdd(node, landmark.Id);
        return ids;
    }

    private static bool IsWorse(Escape a, Escape b) => a.Outcome != b.Outcome ? a.Outcome < b.Outcome : (a.MinutesLeft ?? 0) < (b.MinutesLeft ?? 0);

    private Walk Follow(EscapeField field, Arc start, double left, bool onlyGoal = false)
    {
        var walk = new Walk(left);
        foreach (var way in field.Way(start.To).Prepend(start))
        {
            walk.Go(way, !onlyGoal && (way.Fresh || Graph.IsFresh[way.To]));
            if (_caches.TryGetValue(way.To, out var cache)) walk.Change(cache, _full);
        }
        return walk;
    }

    /// <summary>From the fresh air that was reached on to an exit, where one can be reached.</summary>
    private void OnTo(Walk walk)
    {
        foreach (var way in _exit.Way(walk.End)) walk.Go(way, true);
    }
}
