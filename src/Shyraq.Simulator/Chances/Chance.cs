using System.Numerics;
using Shyraq.Core.Units;

namespace Shyraq.Simulator.Chances;

/// <summary>
/// A seeded stream of chance: xoshiro256** (Blackman and Vigna, 2018) started by SplitMix64. Streams with different
/// names are independent, so that one more person does not change the luck of all others. Not thread-safe.
/// </summary>
public sealed class Chance
{
    private ulong _a, _b, _c, _d;
    private double _spare = double.NaN;

    /// <param name="seed">The seed of the run.</param>
    /// <param name="stream">What the stream is for, such as a tag's id.</param>
    /// <param name="number">Tells streams of one purpose apart.</param>
    public Chance(long seed, string stream, long number = 0)
    {
        var state = Hash((ulong)seed, Hash(stream), (ulong)number);
        (_a, _b, _c, _d) = (Split(ref state), Split(ref state), Split(ref state), Split(ref state));
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Evenly spread over [0, 1).</summary>
    public double Share() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Evenly spread over [<paramref name="from"/>, <paramref name="to"/>).</summary>
    public double Between(double from, double to) => from + (to - from) * Share();

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(Share() * count);

    /// <summary>True with this probability.</summary>
    public bool Happens(double probability) => Share() < probability;

    /// <summary>One of several.</summary>
    public T Pick<T>(IReadOnlyList<T> among) => among[Below(among.Count)];

    /// <summary>Normal with mean 0 and deviation 1 (polar method of Marsaglia).</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spare))
        {
            var spare = _spare;
            _spare = double.NaN;
            return spare;
        }
        while (true)
        {
            var (u, v) = (2 * Share() - 1, 2 * Share() - 1);
            var s = u * u + v * v;
            if (s is >= 1 or 0) continue;
            var scale = Math.Sqrt(-2 * Math.Log(s) / s);
            _spare = v * scale;
            return u * scale;
        }
    }

    /// <summary>Exponential with this mean.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - Share());

    /// <summary>A point drawn evenly from a box.</summary>
    public Point3 Within(Point3 low, Point3 high) => new(Between(low.X, high.X), Between(low.Y, high.Y), Between(low.Z, high.Z));

    /// <summary>A number that looks random but always is the same for equal arguments.</summary>
    public static ulong Hash(ulong a, ulong b, ulong c = 0)
    {
        var state = a;
        state = Split(ref state) ^ b;
        state = Split(ref state) ^ c;
        return Split(ref state);
    }

    /// <summary>FNV-1a over the characters: stable between runs and machines, unlike <see cref="string.GetHashCode()"/>.</summary>
    public static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
        return hash;
    }

    private static ulong Split(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
