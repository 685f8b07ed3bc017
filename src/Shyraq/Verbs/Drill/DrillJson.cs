using System.Text.Encodings.Web;
using System.Text.Json;
using Shyraq.Core.Evaluation;
using Shyraq.Core.Units;
using Shyraq.Simulator.Incidents;

namespace Shyraq.Verbs.Drill;

/// <summary>Writes drills as JSON: every figure, every missed and false one, and all that truly happened.</summary>
public static class DrillJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>An array with an object for each drill.</summary>
    public static void Write(Stream to, IEnumerable<DrillResult> results)
    {
        using var json = new Utf8JsonWriter(to, Options);
        json.WriteStartArray();
        foreach (var result in results) Write(json, result);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, DrillResult result)
    {
        json.WriteStartObject();
        json.WriteString("scenario", result.Scenario.Name);
        json.WriteNumber("seed", result.Seed);
        json.WriteNumber("seconds", result.Seconds);
        json.WriteNumber("sightings", result.Sightings);
        json.WriteBoolean("passed", result.Passed);
        json.WriteStartObject("rules");
        foreach (var rule in result.Rules) Write(json, rule);
        json.WriteEndObject();
        if (result.Muster is { } muster)
        {
            json.WriteStartObject("muster");
            json.WriteNumber("seconds", muster.Seconds);
            json.WriteNumber("figures", muster.Figures);
            json.WriteNumber("faults", muster.Faults);
            json.WriteNumber("people", muster.People);
            json.WriteNumber("out", muster.Out);
            json.WriteNumber("trulyOut", muster.TrulyOut);
            json.WriteEndObject();
        }
        json.WriteStartArray("truth");
        foreach (var one in result.Truth) TrueEventJson.Write(json, one);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, JudgedRule rule)
    {
        json.WriteStartObject(rule.Rule.Name);
        var score = rule.Score;
        json.WriteNumber("true", score.True);
        if (rule.Holds is { } holds) json.WriteBoolean("must", holds);
        json.WriteNumber("found", score.Found);
        json.WriteNumber("missed", score.Missed);
        json.WriteNumber("told", score.Told);
        json.WriteNumber("false", score.False);
        json.WriteNumber("again", score.Again);
        if (score.Delay(0.5) is { } middle) json.WriteNumber("p50", middle);
        if (score.Delay(0.95) is { } slow) json.WriteNumber("p95", slow);
        Write(json, "missedOnes", score.MissedOnes);
        Write(json, "falseOnes", score.FalseOnes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<Stretch> stretches)
    {
        json.WriteStartArray(name);
        foreach (var stretch in stretches)
        {
            json.WriteStartObject();
            json.WriteString("subject", stretch.Subject);
            Times(json, stretch.From, stretch.To);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Times(Utf8JsonWriter json, Instant from, Instant? to)
    {
        json.WriteString("from", from.ToString());
        if (to is { } end) json.WriteString("to", end.ToString());
    }
}
