using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Protocols.Plan;
using Shyraq.Storage;
using Shyraq.Storage.Journal;

namespace Shyraq.Tests.EndToEnd;

/// <summary>
/// A server runs code that was compiled in haste at its start and anew while it ran, and a restarted one, or another processor, other code: what is believed
/// after a journal is the same to the last bit.
/// </summary>
public sealed class CompiledTests : IDisposable
{
    private const int Seconds = 100;
    private static readonly MineId Mine = new("compiled");
    private static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    private readonly string _folder = Directory.CreateTempSubdirectory("shyraq-compiled-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_journal_gives_the_same_beliefs_to_the_bit_however_the_code_that_follows_it_was_compiled()
    {
        WriteJournal();
        var once = await Beliefs([]);
        Assert.Equal(Seconds + 1, once.GetProperty("sequence").GetInt64());
        foreach (var runtime in new Dictionary<string, string>[]
        {
            // What came with the runtime as it was compiled beforehand, all else in haste.
            new() { ["DOTNET_JITMinOpts"] = "1" },
            // All compiled here, with care, at once.
            new() { ["DOTNET_ReadyToRun"] = "0", ["DOTNET_TieredCompilation"] = "0" },
            // A processor that cannot do as much at once.
            new() { ["DOTNET_EnableAVX2"] = "0" },
            new() { ["DOTNET_EnableHWIntrinsic"] = "0" },
        })
            Assert.Equal((string.Join(' ', runtime.Keys), once.GetRawText()), (string.Join(' ', runtime.Keys), (await Beliefs(runtime)).GetRawText()));
    }

    private async Task<JsonElement> Beliefs(Dictionary<string, string> runtime)
    {
        var (code, said) = await ServerProcess.Verb(["verify", "--data", _folder, "--beliefs", "--json"], runtime);
        Assert.True(code == 0, said);
        return JsonElement.Parse(said)[0].GetProperty("beliefs");
    }

    private void WriteJournal()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "mines"));
        using var store = MineStores.At(_folder);
        store.Make(Mine);
        using var journal = store.OpenJournal(Mine, "test");
        var source = Encoding.UTF8.GetBytes(Plan());
        Append(journal, [new PlanInput(Start, ((PlanReading.Read)PlanReader.Read(source, 1)).Plan, source)]);
        var random = new Random(7);
        for (var second = 1; second <= Seconds; second++)
        {
            var now = Start.PlusSeconds(second);
            // Each tag is silent for a part of the time: then it may have gone many ways.
            var heard = Enumerable.Range(0, 8).Where(tag => (second + 20 * tag) % 60 < 45).SelectMany(tag => Enumerable.Range(0, 5).Select(i => Any(random, now.PlusSeconds(-0.5 + 0.1 * i), now, new($"T{tag}"), tag)));
            Append(journal, [new SightingsInput(now, [.. heard, .. second > Seconds - 4 ? Crowd(now) : []]), new TickInput(now)]);
        }
    }

    // Many who are heard by one anchor each: every one may be in several places, far apart, each known sharply.
    private static IEnumerable<Sighting> Crowd(Instant now)
    {
        var random = new Random(11);
        return Enumerable.Range(0, 600).Select(i => (Sighting)new RangeSighting(now.PlusSeconds(-0.001 * i), now, new($"C{i}"), new($"A{random.Next(6)}"), new(20 + 60 * random.NextDouble()), new Metres(0.05), null, null));
    }

    // Mostly what agrees with a walk to and fro, sometimes anything at all.
    private static Sighting Any(Random random, Instant time, Instant arrived, TagId tag, int number)
    {
        var along = 100 + 90 * Math.Sin(time.SecondsSince(Start) / 40 + number);
        var anchor = random.Next(6);
        var away = random.Next(12) == 0 ? 200 * random.NextDouble() : Math.Abs(along - 40 * anchor) + random.NextDouble();
        return random.Next(number % 2 == 0 ? 24 : 10) switch
        {
            0 => new TdoaSighting(time, arrived, tag, new($"A{anchor}"), new("A2"), new(100 * random.NextDouble() - 50), null),
            1 or 2 => new RssiSighting(time, arrived, tag, new($"A{anchor}"), new(-40 - 20 * Math.Log10(1 + away) - 6 * random.NextDouble())),
            3 => new SeenSighting(time, arrived, tag, new($"A{anchor}")),
            4 => new FixSighting(time, arrived, tag, new(along), new(-8 * random.NextDouble()), null, new Metres(2)),
            5 => new MotionSighting(time, arrived, tag, new MetresPerSecond(2 * random.NextDouble()), random.Next(4) == 0, new Degrees(360 * random.NextDouble()), null),
            6 => new StatusSighting(time, arrived, tag, new Volts(3 + random.NextDouble()), random.Next(30) == 0, random.Next(2) == 0),
            _ => new RangeSighting(time, arrived, tag, new($"A{anchor}"), new(away), null, null, null),
        };
    }

    private static string Plan()
    {
        var anchors = string.Concat(Enumerable.Range(0, 6).Select(i => string.Create(CultureInfo.InvariantCulture,
            $$$""",{"type":"Feature","geometry":{"type":"Point","coordinates":[{{{40 * i}}},{{{(i % 2 == 0 ? 1 : -1)}}},1]},"properties":{"kind":"anchor","id":"A{{{i}}}","technology":"uwb"}}""")));
        return $$$"""
            {"type":"FeatureCollection","mine":{"id":"{{{Mine}}}","name":"Compiled","crs":"local","timeZone":"UTC"},"features":[
            {"type":"Feature","geometry":{"type":"LineString","coordinates":[[0,0,0],[100,0,0],[200,0,0]]},"properties":{"kind":"roadway","id":"Main","name":"Main","level":"L1","width":5,"height":3}},
            {"type":"Feature","geometry":{"type":"LineString","coordinates":[[100,0,0],[100,80,5]]},"properties":{"kind":"roadway","id":"Side","name":"Side","level":"L1","width":5,"height":3}},
            {"type":"Feature","geometry":{"type":"LineString","coordinates":[[200,0,0],[200,60,0],[100,80,5]]},"properties":{"kind":"roadway","id":"Loop","name":"Loop","level":"L1","width":5,"height":3}},
            {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[-40,-20,0],[2,-20,0],[2,20,0],[-40,20,0],[-40,-20,0]]]},"properties":{"kind":"openArea","id":"Yard","name":"Yard","level":"L1","height":6}}{{{anchors}}}]}
            """;
    }

    private static void Append(IJournal journal, MineInput[] inputs)
    {
        var body = new ArrayBufferWriter<byte>();
        InputCodec.Encode([.. inputs], body);
        Assert.IsType<Appended.Durable>(journal.Append(inputs[^1].Arrived, inputs.Length, inputs.OfType<SightingsInput>().Sum(input => input.Sightings.Length), body.WrittenSpan));
    }
}
