using System.Buffers;
using System.Collections.Immutable;
using CsCheck;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Gas;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Protocols.Plan;
using Xunit;

namespace Shyraq.Protocols.Tests.Inputs;

public sealed class InputCodecTests
{
    private static readonly Instant Eight = Instant.From(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Inputs_come_back_as_they_went() =>
        InputGen.Any.Sample(inputs =>
        {
            var bytes = Encode(inputs);
            var decoded = InputCodec.Decode(bytes, 1);
            Assert.Equal(inputs.Length, decoded.Length);
            for (var i = 0; i < inputs.Length; i++) AssertSame(inputs[i], decoded[i]);
            Assert.Equal(bytes, Encode(decoded));
        });

    [Fact]
    public void Numbers_come_back_with_the_same_bits() =>
        Gen.OneOf(Gen.Double, Gen.Long.Select(BitConverter.Int64BitsToDouble), Gen.Int.Select(i => i / 1e5)).Array[1, 20].Sample(numbers =>
        {
            ImmutableArray<MineInput> inputs = [new SightingsInput(Eight, [.. numbers.Select(n => new RssiSighting(Eight, Eight, new TagId("T"), new AnchorId("A"), new Dbm(n)))])];
            var decoded = ((SightingsInput)InputCodec.Decode(Encode(inputs), 1)[0]).Sightings.Select(s => ((RssiSighting)s).Power.Value);
            Assert.Equal(numbers.Select(BitConverter.DoubleToInt64Bits), decoded.Select(BitConverter.DoubleToInt64Bits));
        });

    [Fact]
    public void Ids_that_name_nothing_stay_so()
    {
        ImmutableArray<MineInput> inputs = [new SightingsInput(Eight, [new TdoaSighting(Eight, default, default, default, default, default, null)])];
        AssertSame(inputs[0], InputCodec.Decode(Encode(inputs), 1)[0]);
    }

    [Fact]
    public void A_usual_range_takes_ten_bytes_and_with_its_powers_fifteen()
    {
        Assert.InRange(BytesOfOne((t, i) => new RangeSighting(t, Eight, new TagId("T" + i % 50), new AnchorId("A" + i % 40), new Metres(10 + i / 100.0), null, null, null)), 7, 10);
        Assert.InRange(BytesOfOne((t, i) => new RangeSighting(t, Eight, new TagId("T" + i % 50), new AnchorId("A" + i % 40), new Metres(10 + i / 1e4), null, new Dbm(-80.25), new Dbm(-83.5))), 11, 15);
    }

    [Fact]
    public void Plans_are_read_again_from_their_text_and_their_versions_count_up()
    {
        var text = """
            {"type":"FeatureCollection","mine":{"id":"m","name":"M","crs":"local","timeZone":"UTC"},"features":[{"type":"Feature","properties":{"kind":"roadway","id":"R1"},
            "geometry":{"type":"LineString","coordinates":[[0,0,0],[100,0,0]]}}]}
            """u8.ToArray();
        var plan = Assert.IsType<PlanReading.Read>(PlanReader.Read(text, 7)).Plan;
        var decoded = InputCodec.Decode(Encode([new PlanInput(Eight, plan, text), new TickInput(Eight), new PlanInput(Eight, plan, text)]), nextPlanVersion: 7);
        Assert.Equal([7, 8], decoded.OfType<PlanInput>().Select(p => p.Plan.Version));
        Assert.All(decoded.OfType<PlanInput>(), p => Assert.Equal(text, p.Source.ToArray()));
        Assert.Throws<FormatException>(() => InputCodec.Decode(Encode([new PlanInput(Eight, plan, "{}"u8.ToArray())]), 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    public void A_single_wrong_bit_is_seen_wherever_it_is(int sightings)
    {
        var bytes = Encode([new TickInput(Eight), new SightingsInput(Eight, [.. Enumerable.Range(0, sightings).Select(i => new SeenSighting(Eight, Eight, new TagId("T" + i), new AnchorId("A")))])]);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var damaged = bytes.ToArray();
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Throws<FormatException>(() => InputCodec.Decode(damaged, 1));
        }
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<FormatException>(() => InputCodec.Decode(bytes.AsSpan(0, length), 1));
    }

    private static double BytesOfOne(Func<Instant, int, Sighting> make)
    {
        var sightings = Enumerable.Range(0, 1000).Select(i => make(Eight.PlusSeconds(-0.0011 * i), i)).ToImmutableArray();
        return Encode([new SightingsInput(Eight, sightings)]).Length / 1000.0;
    }

    private static byte[] Encode(ImmutableArray<MineInput> inputs)
    {
        var to = new ArrayBufferWriter<byte>();
        InputCodec.Encode(inputs, to);
        return to.WrittenSpan.ToArray();
    }

    private static void AssertSame(MineInput expected, MineInput actual)
    {
        Assert.Equal(expected.Arrived, actual.Arrived);
        switch (expected, actual)
        {
            case (SightingsInput a, SightingsInput b):
                Assert.Equal(a.Sightings, b.Sightings);
                break;
            case (RefusalsInput a, RefusalsInput b):
                Assert.Equal(a.Source, b.Source);
                Assert.Equal(a.Counts, b.Counts);
                Assert.Equal(a.Examples, b.Examples);
                break;
            case (ReadingsInput a, ReadingsInput b):
                Assert.Equal(a.Readings, b.Readings);
                break;
            case (CarriersInput a, CarriersInput b):
                Assert.Equal(a.Carriers, b.Carriers);
                break;
            case (PassagesInput a, PassagesInput b):
                Assert.Equal(a.Passages, b.Passages);
                break;
            case (AnswersInput a, AnswersInput b):
                Assert.Equal(a.Answers, b.Answers);
                break;
            default:
                Assert.IsType<TickInput>(expected);
                Assert.IsType<TickInput>(actual);
                break;
        }
    }
}
