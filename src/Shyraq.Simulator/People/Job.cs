using Shyraq.Core.Plan;
using Shyraq.Simulator.Chances;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.People;

/// <summary>How somebody spends a shift.</summary>
public enum Habit
{
    /// <summary>Stays about one place.</summary>
    Local,

    /// <summary>Goes from place to place, minutes at each.</summary>
    Roving,
}

/// <summary>What a person is there for.</summary>
/// <param name="Place">Where the work is.</param>
/// <param name="Span">How far to either side of it one mills about, metres.</param>
public sealed record Job(string Crew, string Role, Habit Habit, Spot Place, double Span)
{
    /// <summary>The role of those who look after the ventilation, and go about everywhere.</summary>
    public const string Ventilation = "Горный мастер ВТБ";
}

/// <summary>
/// Finds work for people in any plan: crews at faces and headings where the plan says so, at blind ends where it does not,
/// attendants along haulage and belts, and those who go about everywhere.
/// </summary>
internal sealed class JobBoard
{
    private readonly Ways _ways;
    private readonly Chance _chance;
    private readonly List<(double Weight, Func<Job> Draw)> _jobs = [];

    public JobBoard(Ways ways, Chance chance)
    {
        (_ways, _chance) = (ways, chance);
        var edges = ways.Plan.Network.Edges.Where(e => !ways.IsShaft(e.Index)).ToList();
        var faces = Group(edges, "face");
        var headings = Group(edges, "heading");
        var surface = SurfaceLevel(ways);
        if (headings.Count == 0) headings = [.. edges.Where(e => e.Length > 15 && ways.Plan.Network.Junctions.Any(j => j.IsDeadEnd && (j.Index == e.JunctionFrom || j.Index == e.JunctionTo))).Select(e => new List<Edge> { e })];

        var number = 0;
        foreach (var face in faces) AddFace(face, ++number);
        number = 0;
        foreach (var heading in headings) AddHeading(heading, ++number, faces.Count > 0 ? 9 : 40.0 / headings.Count);
        var below = edges.Where(e => ways.RoadwayOf(e.Index).Level != surface).ToList();
        if (below.Count == 0) below = edges;
        var belts = below.Where(e => ways.RoadwayOf(e.Index).Use is "conveyor" or "incline").ToList();
        var tracks = below.Where(e => ways.RoadwayOf(e.Index).Use == "haulage").ToList();
        if (belts.Count > 0) Add(18, "Участок конвейерного транспорта", "Машинист подземных установок", Habit.Local, 25, () => On(belts));
        if (tracks.Count > 0)
        {
            Add(14, "Участок ВШТ", "Горнорабочий подземный", Habit.Local, 30, () => On(tracks));
            Add(8, "Участок ВШТ", "Стволовой", Habit.Local, 8, () => AtShaft(below));
        }
        if (below.Count > 0)
        {
            Add(28, "Энергомеханическая служба", "Электрослесарь подземный", Habit.Local, 20, () => On(below));
            Add(28, "РВУ", "Крепильщик", Habit.Local, 20, () => On(below));
            Add(12, "Участок дегазации", "Машинист буровых установок", Habit.Local, 10, () => On(below));
            Add(18, "Участок ВТБ", Job.Ventilation, Habit.Roving, 10, () => On(below));
            Add(14, "ИТР", "Начальник участка", Habit.Roving, 10, () => On(below));
            Add(4, "Маркшейдерский отдел", "Участковый маркшейдер", Habit.Roving, 15, () => On(below));
        }
        for (var a = 0; a < ways.Halls.Length; a++)
        {
            var area = a;
            if (surface.Length > 0 && ways.Plan.Areas[area].Level == surface) continue;
            Add(below.Count > 0 ? 5 : 40, "Участок ВШТ", "Горнорабочий подземный", Habit.Local, 15, () => ways.Somewhere(area, chance));
        }
        if (_jobs.Count == 0) throw new InvalidOperationException("The plan has no roadway and no open area to work in.");
    }

    /// <summary>The level of the exits when the plan has vertical shafts; "" when people simply walk out.</summary>
    public static string SurfaceLevel(Ways ways)
    {
        var exits = ways.Plan.Landmarks.Where(l => l.Kind == LandmarkKind.Exit).ToList();
        if (exits.Count == 0 || ways.Plan.Roadways.All(r => r.Use != "shaft")) return "";
        var near = ways.Plan.Roadways.Where(r => r.Use != "shaft").MinBy(r => exits.Min(e => r.Line.Nearest(e.Place).Distance));
        return near?.Level ?? "";
    }

    /// <summary>Gives out this many jobs, each kind in its share and none twice at one bench.</summary>
    public List<Job> Draw(int count)
    {
        var total = _jobs.Sum(j => j.Weight);
        // Systematic sampling: with 300 people every face gets its crew, with 3 people some job gets its man.
        var jobs = new List<Job>(count);
        var (at, sum, next) = (_chance.Share(), 0.0, 0);
        for (var i = 0; i < count; i++)
        {
            var mark = (i + at) * total / count;
            while (next < _jobs.Count - 1 && sum + _jobs[next].Weight <= mark) sum += _jobs[next++].Weight;
            jobs.Add(_jobs[next].Draw());
        }
        return jobs;
    }

    private void AddFace(List<Edge> face, int number)
    {
        var crew = $"Добычной участок №{number}";
        var network = _ways.Plan.Network;
        Add(10, crew, "ГРОЗ", Habit.Local, 30, () => On(face));
        Add(3, crew, "МГВМ", Habit.Local, 15, () => On(face));
        Add(1, crew, "Горный мастер", Habit.Local, 120, () => On(face));
        // The gate ends, where the face conveyor hands over and the supports are advanced.
        var ends = network.Edges.Where(e => !face.Contains(e) && !_ways.IsShaft(e.Index) && face.Exists(f => Touch(f, e))).ToList();
        foreach (var gate in ends)
            Add(4, crew, _ways.RoadwayOf(gate.Index).Use == "conveyor" ? "Электрослесарь подземный" : "ГРОЗ", Habit.Local, 20, () =>
            {
                var away = Math.Min(gate.Length, _chance.Between(5, 60));
                return Spot.OnEdge(gate.Index, face.Exists(f => f.JunctionFrom == gate.JunctionFrom || f.JunctionTo == gate.JunctionFrom) ? gate.From + away : gate.To - away);
            });
    }

    private void AddHeading(List<Edge> heading, int number, double weight)
    {
        var junctions = _ways.Plan.Network.Junctions;
        var last = heading.Find(e => junctions[e.JunctionTo].IsDeadEnd || junctions[e.JunctionFrom].IsDeadEnd);
        if (last.Length == 0) last = heading[0];
        Spot Near(double most)
        {
            var back = Math.Min(last.Length, _chance.Between(2, most));
            return Spot.OnEdge(last.Index, junctions[last.JunctionTo].IsDeadEnd ? last.To - back : last.From + back);
        }
        var crew = $"Проходческий участок №{number}";
        Add(weight * 0.6, crew, "Проходчик", Habit.Local, 15, () => Near(30));
        Add(weight * 0.2, crew, "МГВМ", Habit.Local, 6, () => Near(15));
        Add(weight * 0.2, crew, "Электрослесарь подземный", Habit.Local, 25, () => Near(120));
    }

    private void Add(double weight, string crew, string role, Habit habit, double span, Func<Spot> place) =>
        _jobs.Add((weight, () => new Job(crew, role, habit, place(), span)));

    private Spot On(List<Edge> edges)
    {
        var mark = _chance.Share() * edges.Sum(e => e.Length);
        foreach (var e in edges)
        {
            if (mark <= e.Length) return Spot.OnEdge(e.Index, e.From + mark);
            mark -= e.Length;
        }
        return Spot.OnEdge(edges[^1].Index, edges[^1].To);
    }

    private Spot AtShaft(List<Edge> below)
    {
        var stations = below.Where(e => _ways.Plan.Network.Edges.Any(s => _ways.IsShaft(s.Index) && Touch(s, e))).ToList();
        return On(stations.Count > 0 ? stations : below);
    }

    private static bool Touch(Edge a, Edge b) => a.JunctionFrom == b.JunctionFrom || a.JunctionFrom == b.JunctionTo || a.JunctionTo == b.JunctionFrom || a.JunctionTo == b.JunctionTo;

    private List<List<Edge>> Group(List<Edge> edges, string use) =>
        [.. edges.Where(e => _ways.RoadwayOf(e.Index).Use == use).GroupBy(e => e.Roadway).OrderBy(g => g.Key).Select(g => g.ToList())];
}
