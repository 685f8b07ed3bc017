using System.Collections.Immutable;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Rescue;

/// <summary>Part of a roadway that somebody can have come to.</summary>
public readonly record struct ReachedSection(RoadwayId Roadway, double From, double To);

/// <summary>
/// The stretch of network that somebody can have come to on foot since they were heard last: everything within <see cref="Slack"/> and
/// <see cref="Pace"/> times the time that has passed. Only what is blocked or flooded bounds it, and only when it was there before they were heard: through smoke one may have gone, and through what fell later before it did.
/// </summary>
/// <param name="Metres">How far they can have gone.</param>
/// <param name="Sections">Where they can be; null when that is more than <see cref="Most"/> stretches: anywhere within <paramref name="Metres"/>.</param>
/// <param name="Length">All stretches together, metres.</param>
public sealed record Reach(double Metres, double Length, ImmutableArray<ReachedSection>? Sections)
{
    /// <summary>The fastest that people are taken to go on foot for long, metres a second. Whoever rides gets farther.</summary>
    public const double Pace = 1.5;

    /// <summary>Taken on top of the radius of the last place, metres: people walk beside the line.</summary>
    public const double Slack = 5;

    /// <summary>Stretches that are told one by one.</summary>
    public const int Most = 150;

    internal static Reach Of(EscapeGraph graph, MinePlan plan, LastKnown last, double seconds)
    {
        var metres = last.Radius95 + Slack + Pace * Math.Max(0, seconds);
        IEnumerable<Arc> first = last.Roadway is { } id && plan.RoadwayIndex(id) is >= 0 and var roadway && last.Offset is { } offset
            ? graph.From(new NetworkPosition(roadway, Math.Min(offset, plan.Roadways[roadway].Line.Length)))
            : plan.Areas.Select((a, i) => (a, i)).Where(p => p.a.Id == last.Area).SelectMany(p => graph.From(p.i, last.Place));
        var intervals = new SortedDictionary<int, List<(double From, double To)>>();
        var reached = new Dictionary<int, double>();
        var open = new PriorityQueue<int, double>();
        foreach (var arc in first) Go(arc, 0);
        while (open.TryDequeue(out var node, out var at))
            if (at <= reached[node])
                foreach (var arc in graph.From(node)) Go(arc, at);
        var sections = intervals.SelectMany(r => Joined(r.Value).Select(s => new ReachedSection(plan.Roadways[r.Key].Id, s.From, s.To))).ToImmutableArray();
        return new(metres, sections.Sum(s => s.To - s.From), sections.Length > Most ? null : sections);

        void Go(Arc arc, double at)
        {
            var rest = metres - at;
            if (rest <= 0) return;
            if (arc.Roadway >= 0 && arc.Metres > 0)
            {
                var end = arc.FromOffset + Math.Min(1, rest / arc.Metres) * (arc.ToOffset - arc.FromOffset);
                if (!intervals.TryGetValue(arc.Roadway, out var list)) intervals[arc.Roadway] = list = [];
                list.Add((Math.Min(arc.FromOffset, end), Math.Max(arc.FromOffset, end)));
            }
            if (at + arc.Metres > metres || reached.TryGetValue(arc.To, out var known) && known <= at + arc.Metres) return;
            reached[arc.To] = at + arc.Metres;
            open.Enqueue(arc.To, at + arc.Metres);
        }
    }

    private static IEnumerable<(double From, double To)> Joined(List<(double From, double To)> parts)
    {
        parts.Sort();
        var (from, to) = parts[0];
        foreach (var part in parts)
        {
            if (part.From > to + 1e-6)
            {
                yield return (from, to);
                from = part.From;
            }
            to = part.From > to + 1e-6 ? part.To : Math.Max(to, part.To);
        }
        yield return (from, to);
    }
}
