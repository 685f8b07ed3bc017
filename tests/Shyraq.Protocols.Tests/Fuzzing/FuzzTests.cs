using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text;
using CsCheck;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Carriers;
using Shyraq.Protocols.Fixes;
using Shyraq.Protocols.Inputs;
using Shyraq.Protocols.Lines;
using Shyraq.Protocols.Sightings;
using Shyraq.Protocols.Survey;
using Shyraq.Protocols.Tests.Inputs;
using Shyraq.Protocols.Truth;
using Xunit;

namespace Shyraq.Protocols.Tests.Fuzzing;

/// <summary>
/// Damaged bytes of every format: none may crash or hang a reader, and all that is refused has a name. How many is
/// set by SHYRAQ_FUZZ, 20,000 when it is not; the same numbers damage the same bytes.
/// </summary>
public sealed class FuzzTests
{
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("SHYRAQ_FUZZ") ?? "20000", CultureInfo.InvariantCulture);

    private const string Lines = """
        {"time":"2026-01-31T08:00:00.25Z","arrived":"2026-01-31T08:00:01.5+05:00","tag":"T1","kind":"range","anchor":"A1","metres":12.34,"sigma":0.1,"dbm":-80.5,"firstPathDbm":-83}
        {"time":"2026-01-31T08:00:00Z","tag":"Ш\u0031","kind":"tdoa","anchor":"A1","reference":"A2","metres":-3.5e0,"sigma":0.3,"more":{"a":[1,"b",null]}}
        {"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"motion","speed":0.5,"still":false,"heading":-90,"turnRate":-12.5}
        {"time":"2026-01-31T08:00:00Z","tag":"T1","kind":"status","battery":3.7,"sos":true}
        """;

    private const string Fixes = """
        {"time":"2026-01-31T08:00:00.000000Z","tag":"T1","x":12.346,"y":0,"z":-1.5,"roadway":"R1","offset":12.346,"speed":1.25,"radius95":3,"state":"live"}
        {"time":"2026-01-31T08:00:01.000000Z","tag":"T1","x":12.346,"y":0,"z":-1.5,"roadway":null,"offset":null,"speed":0,"radius95":3,"state":"lastKnown"}
        """;

    [Fact]
    public void Lines_of_sightings() => Fuzz(Lines, bytes => CheckPayload(bytes));

    [Fact]
    public void Arrays_of_sightings() => Fuzz("[" + Lines.ReplaceLineEndings(",\n") + "]", bytes => CheckPayload(bytes));

    [Fact]
    public void Files_of_sightings() => Fuzz(Lines, bytes =>
    {
        var file = new SightingFile(new MemoryStream(bytes));
        var read = file.Read().Count();
        Named(file.Refusals);
        Assert.True(file.Count - read <= file.RefusedCounts.Values.Sum());
    });

    [Fact]
    public void Files_of_fixes() => Fuzz(Fixes, bytes => Named(FixesReader.Read(new Utf8Lines(new MemoryStream(bytes)), Drawn.Mine)));

    [Fact]
    public void Files_of_truth() => Fuzz("time,tag,x,y,z,roadway,offset\n2026-01-31T08:00:00Z,T1,1,2,3,R1,5.5\n2026-01-31T08:00:01Z,\"T1\",1,2,3,,\n",
        bytes => Named(TruthReader.Read(new MemoryStream(bytes), Drawn.Mine)));

    [Fact]
    public void Files_of_surveys() => Fuzz("anchor,x,y,z,dbmMean,dbmSd,samples\nA1,1,2,3,-70.5,1.5,100\n\"A\"\"2\",1,2,3,-70,1,10\n",
        bytes => Named(SurveyReader.Read(new MemoryStream(bytes))));

    [Fact]
    public void Lists_of_carriers() => Fuzz("""{"T1":{"carrier":"person","name":"Аслан \ud83d\ude00","number":"1","crew":"3","role":"r"},"T2":"vehicle"}""", bytes =>
    {
        if (CarriersReader.Read(bytes) is not CarriersReading.Refused refused) return;
        Assert.NotEmpty(refused.Faults);
        Assert.All(refused.Faults, fault => Assert.False(fault.Feature.Length == 0 || fault.Message.Length == 0));
    });

    [Fact]
    public void Blocks_of_inputs()
    {
        var blocks = new List<byte[]>();
        InputGen.Any.Sample(inputs => blocks.Add(Encode(inputs)), iter: 50, threads: 1, seed: "0000000000A1");
        var damage = new Damage(17);
        for (var i = 0; i < Rounds; i++)
        {
            // The checksum is put right again, so that the damage gets past it.
            var bytes = damage.Of(blocks[i % blocks.Count]);
            if (bytes.Length < 6) continue;
            bytes[0] = InputCodec.Version;
            BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4), Crc32C(bytes.AsSpan(0, bytes.Length - 4)));
            Timed(bytes, () =>
            {
                try
                {
                    var inputs = InputCodec.Decode(bytes, 1);
                    Assert.Equal(inputs.Length, InputCodec.Decode(Encode(inputs), 1).Length);
                }
                catch (FormatException damaged)
                {
                    Assert.NotEmpty(damaged.Message);
                }
            });
        }
    }

    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }

    private static byte[] Encode(ImmutableArray<MineInput> inputs)
    {
        var to = new ArrayBufferWriter<byte>();
        InputCodec.Encode(inputs, to);
        return to.WrittenSpan.ToArray();
    }

    private static void CheckPayload(byte[] bytes)
    {
        var decoded = SightingPayload.Decode(bytes, default(Instant));
        Named(decoded.Refusals);
        Assert.Equal(Math.Min(SightingPayload.MostExamples, decoded.RefusedCounts.Values.Sum()), decoded.Refusals.Length);
        var to = new ArrayBufferWriter<byte>();
        foreach (var sighting in decoded.Sightings) SightingWriter.WriteLine(to, sighting);
        Assert.Equal(decoded.Sightings.Length, SightingPayload.Decode(to.WrittenSpan, default(Instant)).Sightings.Length);
    }

    private static void Named(ImmutableArray<Refusal> refusals)
    {
        foreach (var refusal in refusals)
        {
            Assert.True(refusal.Detail.Length is > 0 and < 400, refusal.ToString());
            Assert.True(refusal.Line > 0, refusal.ToString());
            Assert.True(refusal.Reason is not (RefusalReason.MissingProperty or RefusalReason.BadValue or RefusalReason.UnknownKind) || refusal.Property is not null, refusal.ToString());
        }
    }

    private static void Named<T>(IEnumerable<LineReading<T>> lines)
    {
        foreach (var line in lines)
            if (line is LineReading<T>.Fault fault) Assert.True(fault.What.Line > 0 && fault.What.Message.Length is > 0 and < 400, fault.ToString());
    }

    private static void Fuzz(string text, Action<byte[]> check)
    {
        var good = Encoding.UTF8.GetBytes(text);
        var damage = new Damage(17);
        for (var i = 0; i < Rounds; i++)
        {
            var bytes = damage.Of(good);
            Timed(bytes, () => check(bytes));
        }
    }

    private static void Timed(byte[] bytes, Action check)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            check();
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{failure.Message} on {Convert.ToHexString(bytes)} ({Encoding.UTF8.GetString(bytes)})", failure);
        }
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed} on {Convert.ToHexString(bytes)}");
    }
}
