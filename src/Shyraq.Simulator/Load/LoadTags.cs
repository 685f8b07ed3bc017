using System.Buffers.Text;
using System.Text;
using Shyraq.Core.Units;
using Shyraq.Simulator.Chances;

namespace Shyraq.Simulator.Load;

/// <summary>
/// Tags that walk to and fro and the lines that anchors would send about them: plausible and cheap, a fraction of a
/// microsecond each. One sender's share of the tags; not thread-safe.
/// </summary>
public sealed class LoadTags
{
    private static readonly byte[] Time = "{\"time\":\""u8.ToArray(), End = "}\n"u8.ToArray();
    private readonly Walker[] _walkers;
    private readonly Chance _chance;
    private readonly byte[] _stamp = new byte[27];
    private readonly double[] _noise = new double[1024];
    private long _stampSecond = long.MinValue;
    private int _next, _draw;

    private sealed class Walker
    {
        public required int Number { get; init; }
        public required LoadField.Track Track { get; init; }
        public required byte[] Middle { get; init; }
        public required double Pace { get; set; }
        public double Offset { get; set; }
        public long Last { get; set; }
    }

    /// <param name="tags">Tags of all senders together.</param>
    /// <param name="part">This sender's number, from 0.</param>
    /// <param name="parts">How many senders there are: it has every <paramref name="parts"/>-th tag.</param>
    public LoadTags(LoadField field, int tags, long seed, int part, int parts)
    {
        _chance = new Chance(seed, "load", part);
        for (var i = 0; i < _noise.Length; i++) _noise[i] = 0.12 * _chance.Normal();
        var walkers = new List<Walker>();
        for (var number = part; number < tags; number += parts)
        {
            var track = _chance.Pick(field.Tracks);
            walkers.Add(new Walker
            {
                Number = number,
                Track = track,
                Offset = _chance.Between(track.From, track.To),
                Pace = _chance.Between(1.0, 1.5) * (_chance.Happens(0.5) ? 1 : -1),
                Middle = Encoding.UTF8.GetBytes($"\",\"tag\":\"{LoadField.TagOf(number)}\",\"kind\":\"range\",\"anchor\":\""),
            });
        }
        _walkers = [.. walkers];
    }

    /// <summary>One more round of tags, as NDJSON: all the ranges of one tag carry one time stamp.</summary>
    /// <param name="to">At least 160 bytes a sighting.</param>
    /// <param name="sightings">How many lines are wanted.</param>
    /// <param name="stamped">Told each tag's number and its stamp.</param>
    /// <returns>Bytes and lines written. Fewer lines than wanted when every tag has spoken once.</returns>
    public (int Bytes, int Lines) Render(Span<byte> to, int sightings, Instant now, Action<int, long> stamped)
    {
        var (bytes, lines) = (0, 0);
        for (var round = 0; round < _walkers.Length && lines < sightings; round++)
        {
            var walker = _walkers[_next];
            _next = (_next + 1) % _walkers.Length;
            // No stamp comes twice for a tag: the microsecond after the last one at the earliest.
            var stamp = Math.Max(now.UnixMicroseconds, walker.Last + 1);
            Walk(walker, stamp);
            Stamp(stamp);
            stamped(walker.Number, stamp);
            var place = walker.Track.Line.PointAt(walker.Offset);
            foreach (var heard in walker.Track.At(walker.Offset))
            {
                if (lines == sightings) break;
                bytes += Line(to[bytes..], walker, heard, place);
                lines++;
            }
        }
        return (bytes, lines);
    }

    private static void Walk(Walker w, long stamp)
    {
        if (w.Last > 0) w.Offset += w.Pace * Math.Min(10, (stamp - w.Last) / 1e6);
        w.Last = stamp;
        if (w.Offset > w.Track.To) (w.Offset, w.Pace) = (w.Track.To, -w.Pace);
        if (w.Offset < w.Track.From) (w.Offset, w.Pace) = (w.Track.From, -w.Pace);
    }

    private int Line(Span<byte> to, Walker walker, LoadField.Heard heard, Point3 place)
    {
        var at = 0;
        at += Copy(Time, to[at..]);
        at += Copy(_stamp, to[at..]);
        at += Copy(walker.Middle, to[at..]);
        at += Copy(heard.Id, to[at..]);
        at += Copy("\",\"metres\":"u8, to[at..]);
        // Centimetres as a whole number and a point: formatting a double is the dearest part otherwise.
        var centimetres = (int)(100 * Math.Max(0.02, Point3.Distance(heard.Place, place) + _noise[_draw++ & 1023]));
        Utf8Formatter.TryFormat(centimetres / 100, to[at..], out var digits);
        at += digits;
        to[at++] = (byte)'.';
        to[at++] = (byte)('0' + centimetres / 10 % 10);
        to[at++] = (byte)('0' + centimetres % 10);
        return at + Copy(End, to[at..]);
    }

    private void Stamp(long microseconds)
    {
        var (second, rest) = Math.DivRem(microseconds, 1_000_000);
        if (second != _stampSecond)
        {
            _stampSecond = second;
            Encoding.UTF8.GetBytes(new Instant(second * 1_000_000).ToString(), _stamp);
        }
        for (var i = 25; i >= 20; i--)
        {
            _stamp[i] = (byte)('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        return from.Length;
    }
}
