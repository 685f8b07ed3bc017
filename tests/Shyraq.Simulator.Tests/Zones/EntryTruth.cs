using Shyraq.Core.Units;
using Shyraq.Core.Zones;

namespace Shyraq.Simulator.Tests.Zones;

/// <summary>A zone and where it lies.</summary>
internal readonly record struct TrueZone(ZoneId Id, int Roadway, double From, double To)
{
    /// <summary>Metres inside; below zero outside. Of a place on another roadway −∞.</summary>
    public double Depth(Truth truth) => truth.Position is { } at && at.Roadway == Roadway ? Math.Min(at.Offset - From, To - at.Offset) : double.NegativeInfinity;
}

/// <summary>Who truly was in which zone, from when to when.</summary>
internal sealed class EntryTruth(TrueZone[] zones)
{
    private readonly Dictionary<(string Tag, ZoneId Zone), List<Visit>> _visits = [];
    private readonly Dictionary<(string Tag, ZoneId Zone), List<Instant>> _atBorder = [];
    private readonly HashSet<string> _seen = [];

    /// <summary>Who is no further outside than this, metres, is at the border.</summary>
    private const double Border = 3;

    /// <summary>A visit of a zone.</summary>
    /// <param name="IsFirst">One was there from the beginning: no entry was seen.</param>
    /// <remarks>Deepest: how far inside one was at most, metres.</remarks>
    public sealed record Visit(string Tag, ZoneId Zone, Instant From, bool IsFirst)
    {
        public Instant To { get; set; }
        public double Deepest { get; set; }
    }

    /// <summary>All visits, whoever made them.</summary>
    public IEnumerable<Visit> All => _visits.Values.SelectMany(v => v);

    /// <summary>Notes where a tag is, in order of time.</summary>
    public void Note(Truth truth)
    {
        foreach (var zone in zones)
        {
            var (key, depth) = ((truth.Tag, zone.Id), zone.Depth(truth));
            if (depth > 0)
            {
                if (!_visits.TryGetValue(key, out var visits)) _visits[key] = visits = [];
                if (visits.Count == 0 || truth.Time.SecondsSince(visits[^1].To) > 5) visits.Add(new(truth.Tag, zone.Id, truth.Time, !_seen.Contains(truth.Tag)));
                (visits[^1].To, visits[^1].Deepest) = (truth.Time, Math.Max(visits[^1].Deepest, depth));
            }
            else if (depth > -Border)
            {
                if (!_atBorder.TryGetValue(key, out var times)) _atBorder[key] = times = [];
                times.Add(truth.Time);
            }
        }
        _seen.Add(truth.Tag);
    }

    /// <summary>How many entries deeper than a depth were told within a time, which were not, and how long after the border the others were, in order.</summary>
    public (int Found, List<Visit> Missed, double[] Delays) Match(IReadOnlyList<Crossing> told, double deep, double within)
    {
        var missed = new List<Visit>();
        var delays = new List<double>();
        foreach (var visit in _visits.Values.SelectMany(v => v).Where(v => !v.IsFirst && v.Deepest > deep))
        {
            var hits = told.Where(c => c.Tag.Value == visit.Tag && c.Zone == visit.Zone && c.Time.SecondsSince(visit.From) >= -within && c.Time.SecondsSince(visit.To) <= within).ToList();
            if (hits.Count == 0) missed.Add(visit);
            else delays.Add(hits[0].Time.SecondsSince(visit.From));
        }
        return (delays.Count, missed, [.. delays.Order()]);
    }

    /// <summary>What was told of one who was not in the zone, nor at its border, within a time.</summary>
    public List<Crossing> Wrong(IReadOnlyList<Crossing> told, double within) =>
        [.. told.Where(c => !_visits.GetValueOrDefault((c.Tag.Value, c.Zone), []).Any(v => c.Time.SecondsSince(v.From) >= -within && c.Time.SecondsSince(v.To) <= within)
            && !_atBorder.GetValueOrDefault((c.Tag.Value, c.Zone), []).Any(time => Math.Abs(c.Time.SecondsSince(time)) <= within))];
}
