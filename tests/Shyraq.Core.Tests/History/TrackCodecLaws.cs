using System.Collections.Immutable;
using CsCheck;
using Shyraq.Core.History;
using Shyraq.Core.Plan;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.History;

/// <summary>What comes out of the history is what went in, within the steps that are told; damage is an error and nothing else.</summary>
public sealed class TrackCodecLaws
{
    private static readonly MinePlan Plan = Drawn.Plan(
        [Drawn.Roadway("R1", (0, 0, 0), (300, 0, 0)), Drawn.Roadway("R2", (300, 0, 0), (300, 900, -40)), Drawn.Roadway("R3", (0, 0, 0), (0, 200, 10))], [],
        areas: [Drawn.Area("H", 60, 40, volume: true)]);

    private static readonly Instant Chunk = TrackGrid.ChunkOf(Drawn.Start);

    private static readonly Gen<Fix> AnyFix =
        from after in Gen.Double[0, 600]
        from roadway in Gen.Int[-1, 2]
        from share in Gen.Double[0, 1]
        from place in Gen.Select(Gen.Double[0, 60], Gen.Double[0, 40], Gen.Double[0, 12])
        from speed in Gen.Double[0, 20]
        from radius in Gen.Double[-3, 8]
        from state in Gen.Int[0, 2]
        from silent in Gen.OneOf(Gen.Double[0, 1], Gen.Double[0, 1e6])
        from others in Gen.Int[0, 20]
        select FixOf(Chunk.PlusSeconds(after), roadway, share, place, speed, Math.Exp(radius), (FixState)state, silent, others);

    private static readonly Gen<ImmutableArray<TrackFix>> AnyTrack =
        from fixes in Gen.Select(AnyFix, Gen.Bool).Array[0, 700]
        select fixes.Select(one => TrackGrid.Take(one.Item1, Chunk, one.Item2)).OrderBy(fix => fix.Time).ToImmutableArray();

    // Somebody who walks to and fro, is heard, is not heard: what chunks are made of.
    private static readonly Gen<ImmutableArray<TrackFix>> Walked =
        from steps in Gen.Select(Gen.Double[-0.3, 0.3], Gen.Double[0.98, 1.03], Gen.Double[-0.2, 0.2], Gen.Int[0, 40]).Array[1, 600]
        from way in Gen.Double[-2, 2]
        select Walk(steps, way);

    [Fact]
    public void Fixes_come_back_from_their_bytes_as_they_were() =>
        Gen.OneOf(AnyTrack, Walked).Sample(track => TrackCodec.Decode(TrackCodec.Encode(track.AsSpan())).SequenceEqual(track), iter: 300);

    [Fact]
    public void What_is_told_of_a_fix_differs_from_it_by_no_more_than_the_steps() => AnyFix.Sample(fix =>
    {
        var told = TrackGrid.Tell(TrackGrid.Take(fix, Chunk), Chunk, Plan);
        Assert.InRange(told.Time.SecondsSince(fix.Time), -0.0101, 0.0101);
        Assert.Equal((fix.State, fix.Area, fix.Position?.Roadway, Math.Min(15, fix.Alternatives.Length)), (told.State, told.Area, told.Position?.Roadway, told.Alternatives));
        Assert.InRange(Math.Abs(told.Speed - fix.Speed), 0, 0.0501);
        // Never surer than was shown, and never by more than one step.
        Assert.InRange(told.Radius95, Math.Max(0.01, fix.Radius95) * 0.9999, Math.Max(0.01, fix.Radius95) * 1.0501);
        // Never fresher than it was.
        Assert.InRange(fix.Heard.SecondsSince(told.Heard), 0, 0.2501);
        var most = Math.Max(0.0251, told.Radius95 / 40 + 1e-6);
        if (fix.Position is { } on) Assert.InRange(Math.Abs(told.Position!.Value.Offset - on.Offset), 0, most);
        else Assert.InRange(new[] { told.Place.X - fix.Place.X, told.Place.Y - fix.Place.Y, told.Place.Z - fix.Place.Z }.Max(Math.Abs), 0, most);
        Assert.Equal(told.Position is { } at ? Plan.PointAt(at) : told.Place, told.Place);
    });

    [Fact]
    public void What_the_version_before_wrote_is_read_still()
    {
        // Its one long stretch began with no chances learnt.
        const string Body = """
            AZABADJLdJW63/ejncpzF/0jpOy0vnt6YmHr4tNMdtvpxYDqP34trqde9mOAiv3HJYx7RdmMXe5S7rGYP6eufLAN1QzGvI0fXKe2OPSz8s3lYVb37uU4TsuRlz1xR3UVnlkWBsQL68AbwF7TI7F6j9UfGoj3IXc3ftLNWM3a1DHJq6UNdaPTS+Yf
            BOjJTOD5Rc4ypo0un072WGRj8j/rRcu/Tz5InJ5aTHQQQzTF4DAomP9kqvH38HEjHnXTZ9PuYx+HUVPIhx6serZd5/9YYY4ruw0wEoR4mAi0yOKhcvURVO7diyzV8llK/K1sNFH9pqpnYb5+4ZvlmwgMTa64bMyj0qXjfEeO5qukKgfilZ3Q3Upw
            ZpvcPZt0ZXVgPDqK5ZV9fej0MAF7RviHpZEtmEWAVOei5zcW0CXtgj13UsIeHhVcPgctJPZ41Gyth8L4RZV/LYDiLmhOUqAdUM1C1hILhbQTGOpUpZYNs5P8ebC+MqZcY25BoJ/w3Cggtw==
            """;
        TrackFix[] expected = [.. Enumerable.Range(0, 400).Select(i =>
        {
            var (inHall, silent) = (i is >= 250 and < 300, i % 90 > 80);
            return new TrackFix(i * 50 + i * 7 % 3, i < 250 ? 3 : inHall ? -2 : 5, 1000 + i * 26 + i * i % 5, inHall ? 40 + i % 4 : 0, inHall ? 7 : 0, 13 + i % 3, 100 + i % 7,
                silent ? FixState.Inferred : FixState.Live, silent ? (i - i % 90 + 80) * 4 : i * 4 - 1, (byte)(i % 40 == 0 ? 2 : 0), i % 100 == 99);
        })];
        var body = Convert.FromBase64String(Body);
        Assert.Equal(expected, TrackCodec.Decode(body));
        Assert.Equal(expected[200], TrackCodec.At(body, expected[200].Time));
        Assert.Equal(400, TrackCodec.Count(body));
        Assert.Equal(expected, TrackCodec.Decode(TrackCodec.Encode(expected)));
    }

    [Fact]
    public void Of_a_part_of_the_time_every_fix_is_unpacked_and_not_many_more() =>
        Gen.Select(Gen.OneOf(AnyTrack, Walked), Gen.Int[0, 30_000], Gen.Int[0, 10_000]).Sample((track, from, length) =>
        {
            var some = TrackCodec.Decode(TrackCodec.Encode(track.AsSpan()), from, from + length);
            var wanted = track.Where(fix => fix.Time >= from && fix.Time <= from + length).ToArray();
            Assert.Equal(wanted, some.Where(fix => fix.Time >= from && fix.Time <= from + length));
            Assert.InRange(some.Length, wanted.Length, wanted.Length + 2 * TrackCodec.Stretch);
        }, iter: 300);

    [Fact]
    public void The_fix_at_a_time_is_the_last_one_not_after_it() =>
        Gen.Select(AnyTrack, Gen.Int[0, 30_000]).Sample((track, time) =>
            TrackCodec.At(TrackCodec.Encode(track.AsSpan()), time) == track.Where(fix => fix.Time <= time).Select(fix => (TrackFix?)fix).LastOrDefault(), iter: 200);

    [Fact]
    public void Damaged_bytes_are_an_error_and_nothing_else() =>
        Gen.Select(Walked, Gen.Int[0, int.MaxValue], Gen.Int[1, 255], Gen.Bool).Sample((track, at, change, cut) =>
        {
            var body = TrackCodec.Encode(track.AsSpan());
            at %= body.Length;
            if (cut) body = body[..at];
            else body[at] ^= (byte)change;
            Assert.Throws<FormatException>(() => TrackCodec.Decode(body));
        }, iter: 300);

    [Fact]
    public void Any_bytes_with_a_right_check_are_fixes_or_an_error() =>
        Gen.Select(Gen.Byte.Array[4, 200], Gen.Byte[1, 2], Gen.Byte[0, 1]).Sample((bytes, form, many) =>
        {
            byte[] body = [form, (byte)bytes.Length, many, 0, .. bytes];
            var hash = 2166136261;
            foreach (var b in body) hash = (hash ^ b) * 16777619;
            body = [.. body, (byte)hash, (byte)(hash >> 8), (byte)(hash >> 16), (byte)(hash >> 24)];
            ImmutableArray<TrackFix> fixes;
            try
            {
                fixes = TrackCodec.Decode(body);
            }
            catch (FormatException)
            {
                // Stretches that end outside.
                return;
            }
            foreach (var fix in fixes)
            {
                try
                {
                    TrackGrid.Tell(fix, Chunk, Plan);
                }
                catch (FormatException)
                {
                    // A roadway that the plan does not have.
                }
            }
        });

    [Fact]
    public void A_walk_takes_less_than_two_bytes_a_fix()
    {
        var random = new Random(5);
        var steps = Enumerable.Range(0, 600).Select(_ => (Drawn.Gaussian(random) * 0.05, 1.0, Drawn.Gaussian(random) * 0.03, random.Next(2))).ToArray();
        Assert.InRange(TrackCodec.Encode(Walk(steps, 1.2).AsSpan()).Length, 100, 1200);
    }

    private static ImmutableArray<TrackFix> Walk((double Noise, double After, double Speed, int Odd)[] steps, double way)
    {
        var (seconds, offset, heard) = (0.0, 150.0, 0.0);
        var fixes = ImmutableArray.CreateBuilder<TrackFix>();
        foreach (var (noise, after, speed, odd) in steps)
        {
            seconds += after;
            offset += way * after;
            if (offset is < 5 or > 295) way = -way;
            if (odd != 7) heard = seconds - 0.1 * (odd % 10);
            var at = Math.Clamp(offset + noise, 0, 300);
            fixes.Add(TrackGrid.Take(new(Chunk.PlusSeconds(seconds), new("T"), Plan.PointAt(new(0, at)), new(0, at), null, Math.Abs(way) + Math.Max(0, speed),
                0.5 + odd % 5 * 0.1, FixState.Live, Chunk.PlusSeconds(heard), []), Chunk));
        }
        return fixes.ToImmutable();
    }

    private static Fix FixOf(Instant time, int where, double share, (double, double, double) place, double speed, double radius, FixState state, double silent, int others)
    {
        var alternatives = Enumerable.Repeat(default(Hypothesis), others).ToImmutableArray();
        if (where < 0) return new(time, new("T"), new(place.Item1, place.Item2, place.Item3), null, 0, speed, radius, state, time.PlusSeconds(-silent), alternatives);
        var on = new NetworkPosition(where, share * Plan.Roadways[where].Line.Length);
        return new(time, new("T"), Plan.PointAt(on), on, null, speed, radius, state, time.PlusSeconds(-silent), alternatives);
    }
}
