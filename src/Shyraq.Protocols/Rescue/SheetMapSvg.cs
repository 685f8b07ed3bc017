using System.Globalization;
using System.Net;
using System.Text;
using Shyraq.Core.Plan;
using Shyraq.Core.Rescue;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Rescue;

/// <summary>Draws a level as SVG: true in scale, north up. Shapes tell what colours tell as well.</summary>
internal static class SheetMapSvg
{
    private const double Wide = 1000, Pad = 14;

    public static void Write(StringBuilder to, LevelMap map, RescueSheet sheet, string language)
    {
        var (east, north) = (Math.Max(50, map.High.X - map.Low.X), Math.Max(50, map.High.Y - map.Low.Y));
        var scale = Math.Min((Wide - 2 * Pad) / east, 900 / north);
        Add($"<svg viewBox=\"0 0 {Wide:0} {north * scale + 2 * Pad:0}\" role=\"img\">");
        foreach (var roadway in map.Roadways)
            Add($"<polyline class=\"r {SheetWords.Key(roadway.Air)}\" points=\"{Points(roadway.Line.Vertices.ToArray())}\"><title>{Html(Called(roadway))}</title></polyline>");
        foreach (var missing in sheet.Rescue.Missing)
            foreach (var section in missing.Reach?.Sections ?? [])
                if (map.Roadways.FirstOrDefault(r => r.Id == section.Roadway) is { } on)
                    Add($"<polyline class=\"reach\" data-of=\"{Html(missing.Subject)}\" points=\"{Points(LevelMap.Stretch(on.Line, section.From, section.To))}\"/>");
        foreach (var (_, line) in map.Closed) Add($"<polyline class=\"closed\" points=\"{Points(line)}\"/>");
        foreach (var landmark in map.Landmarks) Landmark(landmark);
        foreach (var person in map.People) Person(person);
        var metres = NiceLength(200 / scale);
        Add($"<path class=\"scale\" d=\"M{Pad:0} {Pad - 4:0}h{metres * scale:0.#}\"/><text x=\"{Pad:0}\" y=\"{Pad + 10:0}\">{metres:0} <tspan data-t=\"m\">{SheetWords.Say("m", language)}</tspan></text></svg>\n");

        (double X, double Y) At(Point3 p) => (Pad + (p.X - map.Low.X) * scale, Pad + (map.High.Y - p.Y) * scale);

        string Points(Point3[] line) => string.Join(' ', line.Select(At).Select(p => FormattableString.Invariant($"{p.X:0.#},{p.Y:0.#}")));

        void Landmark(Landmark landmark)
        {
            var (x, y) = At(landmark.Place);
            var shape = landmark.Kind switch { LandmarkKind.Exit => "M0-7l6 11h-12z", LandmarkKind.Refuge => "M-5-5h10v10h-10z", _ => "M0-4v8M-4 0h8" };
            Add($"<g class=\"spot {SheetWords.Key(landmark.Kind)}\" transform=\"translate({x:0.#} {y:0.#})\"><path d=\"{shape}\"/><text x=\"8\" y=\"4\">{Html(landmark.Id)}</text></g>");
        }

        void Person(MappedPerson person)
        {
            var (x, y) = At(person.Place);
            Add($"<g class=\"p {SheetWords.Key(person.Status)}\" data-of=\"{Html(person.Subject)}\" transform=\"translate({x:0.#} {y:0.#})\"><circle class=\"halo\" r=\"{Math.Max(4, person.Radius * scale):0.#}\"/><circle r=\"4\"/><text x=\"6\" y=\"-4\">{Html(person.Label)}</text></g>");
        }

        void Add(FormattableString text) => to.Append(text.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>1, 2 or 5 times a power of ten, at most so many metres.</summary>
    internal static double NiceLength(double most)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return power * (most / power) switch { >= 5 => 5, >= 2 => 2, _ => 1 };
    }

    internal static string Called(Roadway roadway) => roadway.Name.Length > 0 ? roadway.Name : roadway.Id.Value;

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
