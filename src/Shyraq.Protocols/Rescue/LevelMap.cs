using System.Collections.Immutable;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Plan;
using Shyraq.Core.Rescue;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Rescue;

/// <summary>Somebody on the map, at the place where they were heard last for sure.</summary>
internal sealed record MappedPerson(string Subject, string Label, MusterStatus Status, Point3 Place, double Radius);

/// <summary>One level in the plane, for whoever draws it: metres to the east and to the north.</summary>
internal sealed record LevelMap(string Level, Point3 Low, Point3 High, ImmutableArray<Roadway> Roadways, ImmutableArray<(string Roadway, Point3[] Line)> Closed, ImmutableArray<Landmark> Landmarks, ImmutableArray<MappedPerson> People)
{
    /// <summary>The levels of a sheet, the uppermost first, then whatever lies on none.</summary>
    public static ImmutableArray<LevelMap> All(RescueSheet sheet)
    {
        var people = Mapped(sheet);
        var levels = sheet.Plan.Roadways.GroupBy(r => r.Level).OrderByDescending(g => g.Where(r => r.Use != "shaft").DefaultIfEmpty(g.First()).Average(r => r.Line.Vertices[0].Z)).ToList();
        return [.. levels.Select(level => Of(sheet, level.Key, [.. level], [.. people.Where(p => p.Level == level.Key).Select(p => p.Person)], levels.Select(l => l.Key)))];
    }

    private static LevelMap Of(RescueSheet sheet, string level, ImmutableArray<Roadway> roadways, ImmutableArray<MappedPerson> people, IEnumerable<string> levels)
    {
        var places = roadways.SelectMany(r => r.Line.Vertices.ToArray()).Concat(people.Select(p => p.Place)).ToList();
        var box = Extent.Of(places);
        var closed = sheet.Evacuation.Closures.Select(c => (c, Roadway: roadways.FirstOrDefault(r => r.Id == c.Roadway))).Where(p => p.Roadway is not null)
            .Select(p => (p.Roadway!.Name, Stretch(p.Roadway.Line, p.c.From, p.c.To))).ToImmutableArray();
        return new(level, box.Low, box.High, roadways, closed, [.. sheet.Plan.Landmarks.Where(l => LevelOf(l, sheet.Plan) == level)], people);
    }

    /// <summary>Part of a line between two offsets.</summary>
    public static Point3[] Stretch(Polyline line, double from, double to)
    {
        var places = new List<Point3> { line.PointAt(from) };
        for (var i = 0; i < line.Vertices.Length; i++)
            if (line.VertexOffsets[i] > from && line.VertexOffsets[i] < to) places.Add(line.Vertices[i]);
        places.Add(line.PointAt(to));
        return [.. places];
    }

    private static string LevelOf(Landmark landmark, MinePlan plan) => plan.Roadways.IsEmpty ? "" : plan.Roadways.MinBy(r => r.Line.Nearest(landmark.Place).Distance)!.Level;

    private static List<(string Level, MappedPerson Person)> Mapped(RescueSheet sheet)
    {
        var missing = sheet.Rescue.Missing.ToDictionary(m => (m.Kind, m.Subject));
        var people = new List<(string, MappedPerson)>();
        foreach (var row in sheet.Evacuation.Rows)
        {
            if (row.Status == MusterStatus.Out) continue;
            var label = row.Name.Length > 0 ? row.Name : row.Subject;
            if (missing.GetValueOrDefault((row.Kind, row.Subject))?.Last is { } last) people.Add((last.Level, new(row.Subject, label, row.Status, last.Place, last.Radius95)));
            else if (row.Place is { } place) people.Add((place.Level, new(row.Subject, label, row.Status, new(place.X, place.Y, place.Z), place.Radius95)));
        }
        return people;
    }
}
