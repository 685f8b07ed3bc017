using System.Buffers;
using System.Globalization;
using System.Text;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Protocols.Carriers;
using Shyraq.Protocols.Sightings;
using Shyraq.Simulator;
using Shyraq.Simulator.Feeds;
using Shyraq.Simulator.Incidents;
using Shyraq.Simulator.People;
using Shyraq.Simulator.Radios;

namespace Shyraq.Verbs;

/// <summary>Runs a simulation and writes what came of it, as it comes: memory does not grow with the length of the run.</summary>
/// <param name="incidents">What happens; nothing on an ordinary day.</param>
internal sealed class SimulationFiles(MinePlan plan, SimulationOptions options, IEnumerable<Incident> incidents, string folder, double truthRate)
{
    private const int FlushAt = 1 << 16;
    private readonly ArrayBufferWriter<byte> _sightingLines = new(2 * FlushAt), _truthLines = new(2 * FlushAt), _readingLines = new(), _passageLines = new();
    private readonly SortedDictionary<string, long> _kinds = new(StringComparer.Ordinal);

    /// <summary>Writes <c>sightings.ndjson.gz</c>, <c>readings.ndjson</c>, <c>passages.ndjson</c>, <c>truth.csv.gz</c>, <c>events.ndjson</c> and <c>tags.json</c>.</summary>
    public SimulationSummary Write(double seconds, Progress progress, CancellationToken stop)
    {
        var simulation = new World(plan, options, incidents);
        File.WriteAllBytes(Path.Combine(folder, "tags.json"), CarriersReader.Write(simulation.Workforce.Carriers));
        using var sightings = OutputFile.Create(Path.Combine(folder, "sightings.ndjson.gz"));
        using var readings = OutputFile.Create(Path.Combine(folder, "readings.ndjson"));
        using var passages = OutputFile.Create(Path.Combine(folder, "passages.ndjson"));
        using var truth = OutputFile.Create(Path.Combine(folder, "truth.csv.gz"));
        Encoding.UTF8.GetBytes("time,tag,x,y,z,roadway,offset\n", _truthLines);

        var (arrived, feed) = (new List<Delivery>(), new List<FeedItem>());
        var ticks = (long)Math.Round(seconds / Workforce.Tick);
        var truthEvery = Math.Max(1, (long)Math.Round(1 / (truthRate * Workforce.Tick)));
        long rows = 0;
        for (long tick = 0; tick < ticks; tick++)
        {
            stop.ThrowIfCancellationRequested();
            if (tick % truthEvery == 0) foreach (var row in simulation.Places()) { WriteTruth(row); rows++; }
            arrived.Clear();
            feed.Clear();
            simulation.Step(arrived, feed);
            foreach (var (_, sighting) in arrived) WriteSighting(sighting);
            Flush(_sightingLines, sightings, FlushAt);
            foreach (var item in feed) if (LinesOf(item) is { } lines) FeedLines.Write(lines, item);
            Flush(_truthLines, truth, FlushAt);
            Flush(_readingLines, readings, FlushAt);
            Flush(_passageLines, passages, FlushAt);
            if (tick % 50 == 0) progress.Report(tick, ticks);
        }
        foreach (var row in simulation.Places()) { WriteTruth(row); rows++; }
        Flush(_sightingLines, sightings, 0);
        Flush(_truthLines, truth, 0);
        Flush(_readingLines, readings, 0);
        Flush(_passageLines, passages, 0);
        using var events = OutputFile.Create(Path.Combine(folder, "events.ndjson"));
        foreach (var one in simulation.Truth.All) TrueEventJson.WriteLine(_truthLines, one);
        Flush(_truthLines, events, 0);
        return new SimulationSummary(seconds, simulation.Workforce.Carriers.Count, _kinds, rows);
    }

    /// <summary>Nobody orders anything here, so that tags have nothing to answer but where a scenario does.</summary>
    private ArrayBufferWriter<byte>? LinesOf(FeedItem item) => item switch { SensorReading => _readingLines, GatePassage => _passageLines, _ => null };

    private void WriteSighting(Sighting sighting)
    {
        var kind = sighting switch
        {
            RangeSighting => "range",
            TdoaSighting => "tdoa",
            RssiSighting => "rssi",
            SeenSighting => "seen",
            FixSighting => "fix",
            MotionSighting => "motion",
            _ => "status",
        };
        _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
        SightingWriter.WriteLine(_sightingLines, sighting);
    }

    private void WriteTruth(Truth row)
    {
        var place = row.Place;
        var position = row.Position is { } p
            ? string.Create(CultureInfo.InvariantCulture, $"{Quoted(plan.Roadways[p.Roadway].Id.Value)},{p.Offset:0.000}")
            : ",";
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{row.Time},{row.Tag},{place.X:0.000},{place.Y:0.000},{place.Z:0.000},{position}\n"), _truthLines);
    }

    /// <summary>An id as a CSV field (RFC 4180).</summary>
    private static string Quoted(string id) => id.AsSpan().ContainsAny(",\"\r\n") ? $"\"{id.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : id;

    private static void Flush(ArrayBufferWriter<byte> lines, Stream to, int from)
    {
        if (lines.WrittenCount < from) return;
        to.Write(lines.WrittenSpan);
        lines.ResetWrittenCount();
    }
}

/// <summary>What a simulation gave.</summary>
/// <param name="Seconds">How long the mine ran, seconds of its own time.</param>
/// <param name="Kinds">Sightings by kind.</param>
/// <param name="TruthRows">Rows of the truth.</param>
internal sealed record SimulationSummary(double Seconds, int Tags, SortedDictionary<string, long> Kinds, long TruthRows)
{
    /// <summary>The summary for people.</summary>
    public string Tell(MinePlan plan, string folder, TimeSpan took)
    {
        var total = Kinds.Values.Sum();
        return string.Create(CultureInfo.InvariantCulture, $"""
            {folder}: {plan.Name} ({plan.Id})
              plan       {plan.Roadways.Sum(r => r.Line.Length) / 1000:0.0} km in {plan.Roadways.Length} roadways, {plan.Areas.Length} open areas, {plan.Anchors.Length} anchors
              tags       {Tags}
              sightings  {total} ({total / Math.Max(Seconds, 0.1):0} a second): {string.Join(", ", Kinds.Select(k => $"{k.Key} {k.Value}"))}
              truth      {TruthRows} rows
              speed      {Seconds / Math.Max(took.TotalSeconds, 0.001):0} seconds of the mine a second ({took.TotalSeconds:0.0} s)
            """);
    }
}
