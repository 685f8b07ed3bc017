using Shyraq.Core.Plan;
using Shyraq.Oracle.Runs;
using Shyraq.Simulator.Radios;
using Shyraq.Simulator.Travel;

namespace Shyraq.Oracle.Radios;

/// <summary>How one anchor is heard from one place.</summary>
/// <param name="Distance">Length of the radio's way, metres.</param>
/// <param name="Slope">Its change for each metre of offset, out of sight.</param>
/// <param name="Odds">How likely the anchor hears the tag, losses left out; <paramref name="OddsBody"/> with the body in between.</param>
internal readonly record struct Link(int Anchor, int Gateway, AnchorTechnology Technology, float Distance, float Slope, float Hidden, float Odds, float OddsBody)
{
    public bool IsLineOfSight => Hidden <= 0;

    /// <summary>A tag asks its anchors in the order of this.</summary>
    public float Order => Distance + 3 * Hidden;
}

/// <summary>Half a metre of roadway, or a square metre of hall, with all anchors that may hear a tag there, gateway by gateway.</summary>
internal sealed class Place(double offset, Link[] links)
{
    /// <summary>Its middle, metres from the roadway's first vertex.</summary>
    public double Offset { get; } = offset;

    public Link[] Links { get; } = links;
}

/// <summary>The places of a mine, each worked out when first asked for.</summary>
internal sealed class Places
{
    /// <summary>Length of a place on a roadway, and side of one in a hall, metres.</summary>
    public const double Step = 0.5, HallStep = 1;

    /// <summary>What is heard less often than this from a place is never heard there.</summary>
    private const double Negligible = 1e-5;

    private readonly SimulatedRun _run;
    private readonly Place?[][] _onEdges;
    private readonly Dictionary<(int, int), Place>[] _inHalls;
    private readonly List<RadioPath> _paths = [], _further = [];

    public Places(SimulatedRun run)
    {
        (_run, Densities) = (run, new Densities(run.Options.Noise));
        _onEdges = [.. run.Plan.Network.Edges.Select(e => new Place?[Math.Max(1, (int)Math.Ceiling(e.Length / Step))])];
        _inHalls = [.. run.Plan.Areas.Select(_ => new Dictionary<(int, int), Place>())];
    }

    public Densities Densities { get; }

    /// <summary>The places of an edge.</summary>
    public int CountOn(int edge) => _onEdges[edge].Length;

    public Place OnEdge(int edge, double offset) => OnEdge(edge, (int)((offset - _run.Plan.Network.Edges[edge].From) / Step));

    public Place OnEdge(int edge, int number)
    {
        var places = _onEdges[edge];
        number = Math.Clamp(number, 0, places.Length - 1);
        return places[number] ??= Make(edge, number);
    }

    public Place InHall(int area, double x, double y)
    {
        var key = ((int)Math.Floor(x / HallStep), (int)Math.Floor(y / HallStep));
        if (_inHalls[area].TryGetValue(key, out var place)) return place;
        var point = new Core.Units.Point3((key.Item1 + 0.5) * HallStep, (key.Item2 + 0.5) * HallStep, _run.Ways.Halls[area].TagZ);
        _run.Reception.At(Spot.InArea(area, point), point, _paths);
        return _inHalls[area][key] = new Place(0, Links(null));
    }

    private Place Make(int edge, int number)
    {
        var e = _run.Plan.Network.Edges[edge];
        var (from, to) = (e.From + number * Step, Math.Min(e.To, e.From + (number + 1) * Step));
        var (middle, near) = ((from + to) / 2, (from + to) / 2 + 0.1);
        At(edge, Math.Min(near, e.To), _further);
        At(edge, middle, _paths);
        return new Place(middle, Links(Math.Min(near, e.To) - middle));
    }

    private void At(int edge, double offset, List<RadioPath> paths) =>
        _run.Reception.At(Spot.OnEdge(edge, offset), _run.Ways.RoadwayOf(edge).Line.PointAt(offset), paths);

    private Link[] Links(double? step)
    {
        var links = new List<Link>(_paths.Count);
        foreach (var path in _paths)
        {
            var unit = _run.Anchorage.Units[path.Anchor];
            var (odds, withBody) = (Densities.Odds(unit, path, false), Densities.Odds(unit, path, true));
            if (odds < Negligible) continue;
            var slope = 0.0;
            if (step is > 1e-6 && _further.FindIndex(p => p.Anchor == path.Anchor) is >= 0 and var i) slope = Math.Clamp((_further[i].Distance - path.Distance) / step.Value, -1, 1);
            links.Add(new(path.Anchor, unit.Gateway, unit.Anchor.Technology, (float)path.Distance, (float)slope, (float)path.Hidden, (float)odds, (float)withBody));
        }
        return [.. links.OrderBy(l => l.Gateway)];
    }
}
