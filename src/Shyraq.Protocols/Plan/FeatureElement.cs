using System.Text.Json;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Plan;

/// <summary>
/// One GeoJSON feature while it is read. Each question that it cannot answer as asked becomes a fault with the
/// feature's name and the property.
/// </summary>
internal sealed class FeatureElement(string name, JsonElement properties, JsonElement? geometry, PlanRemarks faults, PlanRemarks warnings)
{
    /// <summary>Far beyond any national grid, and near enough for the arithmetic to hold, metres.</summary>
    internal const double FarthestCoordinate = 1e8;

    private const int LongestText = 1000;

    /// <summary>Kind and id, or its number when it has none.</summary>
    public string Name => name;

    public JsonElement Properties => properties;

    /// <summary>The geometry; null when it is null or absent.</summary>
    public JsonElement? Geometry => geometry;

    public void Fault(string property, string message) => faults.Add(name, property, message);

    public void Warn(string property, string message) => warnings.Add(name, property, message);

    /// <summary>A property; null when it is absent or null.</summary>
    public JsonElement? Find(string property) => Find(properties, property);

    /// <summary>A member of an object; null when it is absent or null.</summary>
    public static JsonElement? Find(JsonElement of, string property) =>
        of.TryGetProperty(property, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text, or <paramref name="absent"/>.</summary>
    public string Text(string property, string absent = "")
    {
        if (Find(property) is not { } value) return absent;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= LongestText } text) return text;
        Fault(property, $"found {JsonText.Show(value)}, expected a text of at most {LongestText} characters");
        return absent;
    }

    /// <summary>A level: a text, or a number as it is written.</summary>
    public string Level() => Find("level") is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : Text("level");

    /// <summary>True or false, or <paramref name="absent"/>.</summary>
    public bool Flag(string property, bool absent)
    {
        if (Find(property) is not { } value) return absent;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Fault(property, $"found {JsonText.Show(value)}, expected true or false");
        return absent;
    }

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>; null when absent, or when it is a fault.</summary>
    /// <param name="expected">What it is, for the message: <c>metres over 0</c>.</param>
    public double? Number(string property, double low, double high, string expected, bool excludeLow = false)
    {
        if (Find(property) is not { } value) return null;
        if (NumberOf(value) is { } number && number <= high && (excludeLow ? number > low : number >= low)) return number;
        Fault(property, $"found {JsonText.Show(value)}, expected {expected}");
        return null;
    }

    /// <summary>A finite number, or null.</summary>
    public static double? NumberOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    /// <summary>The place of a Point; null after a fault.</summary>
    public Point3? Point() => CoordinatesOf("Point") is { } at ? Place(at, "coordinates") : null;

    /// <summary>The vertices of a LineString; null after a fault.</summary>
    public List<Point3>? Line() => CoordinatesOf("LineString") is { } line ? Places(line, "coordinates", 2) : null;

    /// <summary>The rings of a Polygon without the repeated last vertex; null after a fault.</summary>
    public List<List<Point3>>? Rings()
    {
        if (CoordinatesOf("Polygon") is not { } polygon) return null;
        if (polygon.ValueKind != JsonValueKind.Array || polygon.GetArrayLength() == 0)
        {
            Fault("geometry", $"coordinates: found {JsonText.Show(polygon)}, expected an array of rings");
            return null;
        }
        var rings = new List<List<Point3>>();
        var whole = true;
        foreach (var element in polygon.EnumerateArray())
        {
            var where = $"coordinates[{rings.Count}]";
            var ring = Places(element, where, 3);
            whole &= ring is not null;
            rings.Add(ring ?? []);
            if (ring is null) continue;
            if (ring.Count > 1 && ring[0] == ring[^1]) ring.RemoveAt(ring.Count - 1);
            if (ring.Distinct().Count() >= 3 && AreaOf(ring) > 1e-6) continue;
            Fault("geometry", $"{where}: found a ring that encloses nothing, expected three or more vertices that do not lie on one line");
            whole = false;
        }
        return whole ? rings : null;
    }

    private JsonElement? CoordinatesOf(string type)
    {
        if (geometry is not { } shape)
        {
            Fault("geometry", $"is missing, expected a {type}");
        }
        else if (shape.ValueKind != JsonValueKind.Object || Find(shape, "type") is not { ValueKind: JsonValueKind.String } found)
        {
            Fault("geometry", $"found {JsonText.Show(shape)} without a type, expected a {type}");
        }
        else if (found.GetString() != type)
        {
            Fault("geometry", $"found a {JsonText.Show(found)}, expected a {type}");
        }
        else if (Find(shape, "coordinates") is { } coordinates)
        {
            return coordinates;
        }
        else
        {
            Fault("geometry", $"coordinates are missing, expected those of a {type}");
        }
        return null;
    }

    private List<Point3>? Places(JsonElement array, string where, int fewest)
    {
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() < fewest)
        {
            var found = array.ValueKind == JsonValueKind.Array ? $"{array.GetArrayLength()} vertices" : JsonText.Show(array);
            Fault("geometry", $"{where}: found {found}, expected {fewest} vertices or more");
            return null;
        }
        var places = new List<Point3>(array.GetArrayLength());
        var whole = true;
        var index = 0;
        foreach (var element in array.EnumerateArray())
        {
            if (Place(element, $"{where}[{index++}]") is { } place) places.Add(place);
            else whole = false;
        }
        return whole ? places : null;
    }

    private Point3? Place(JsonElement element, string where)
    {
        if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() is 2 or 3)
        {
            Span<double> numbers = stackalloc double[3];
            numbers.Clear();
            var (index, whole) = (0, true);
            foreach (var number in element.EnumerateArray())
            {
                if (NumberOf(number) is { } value && Math.Abs(value) <= FarthestCoordinate) numbers[index++] = value;
                else { whole = false; break; }
            }
            if (whole)
            {
                if (index == 2) HasElevation = false;
                return new Point3(numbers[0], numbers[1], numbers[2]);
            }
        }
        Fault("geometry", $"{where}: found {Shown(element)}, expected [east, north, elevation], finite numbers of metres within ±{FarthestCoordinate:0}");
        return null;
    }

    /// <summary>False once a vertex without an elevation was read; it got 0.</summary>
    public bool HasElevation { get; private set; } = true;

    private static string Shown(JsonElement element)
    {
        var text = element.GetRawText().ReplaceLineEndings(" ");
        return text.Length <= 80 ? text : text[..80] + "…";
    }

    private static double AreaOf(List<Point3> ring)
    {
        var twice = 0.0;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
            twice += (ring[j].X - ring[0].X) * (ring[i].Y - ring[0].Y) - (ring[i].X - ring[0].X) * (ring[j].Y - ring[0].Y);
        return Math.Abs(twice) / 2;
    }
}
