using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Shyraq.Verbs.Accuracy;

/// <summary>Reads and writes <c>accuracy.json</c>: the figures of each set, in order of name, a property a line so that changes can be read.</summary>
public static class AccuracyFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The sets of a file by name.</summary>
    /// <exception cref="BadInputException">It cannot be read.</exception>
    public static SortedDictionary<string, ScoredSet> Read(string path)
    {
        try
        {
            var sets = JsonSerializer.Deserialize<SortedDictionary<string, ScoredSet>>(InputFile.ReadAll(path), Options);
            return new SortedDictionary<string, ScoredSet>(sets ?? throw new JsonException("found null, expected an object"), StringComparer.Ordinal);
        }
        catch (JsonException fault)
        {
            throw new BadInputException($"{path}: {fault.Message}");
        }
    }

    /// <summary>The text of a file.</summary>
    public static string Text(SortedDictionary<string, ScoredSet> sets)
    {
        var text = new StringBuilder("{\n");
        text.AppendJoin(",\n", sets.Select(set =>
        {
            var properties = JsonSerializer.SerializeToNode(set.Value, Options)!.AsObject().OrderBy(p => p.Key, StringComparer.Ordinal);
            return $"  {Json(set.Key)}: {{\n{string.Join(",\n", properties.Select(p => $"    {Json(p.Key)}: {p.Value!.ToJsonString(Options)}"))}\n  }}";
        }));
        return text.Append("\n}\n").ToString();

        static string Json(string name) => JsonValue.Create(name).ToJsonString(Options);
    }
}
