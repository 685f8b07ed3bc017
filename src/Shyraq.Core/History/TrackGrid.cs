using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.History;

/// <summary>
/// The steps in which the history keeps fixes. Each is small against what the fix itself does not know, and is rounded to the honest side: the radius up,
/// the time of hearing back.
/// </summary>
public static class TrackGrid
{
    /// <summary>The time that a chunk covers, seconds; chunks begin at whole multiples of it since 1970.</summary>
    public const int ChunkSeconds = 600;

    /// <summary>Seconds. In it somebody who walks goes three centimetres.</summary>
    public const double TimeStep = 0.02;

    /// <summary>Metres. Fixes of a radius of 2 m or more are kept in steps twice as large, of 4 m four times, and so on: at most a twentieth of the radius.</summary>
    public const double LengthStep = 0.05;

    /// <summary>Metres a second.</summary>
    public const double SpeedStep = 0.1;

    /// <summary>Seconds.</summary>
    public const double HeardStep = 0.25;

    // Levels of 5 % from one centimetre on.
    private const double LeastRadius = 0.01, RadiusRatio = 1.05;
    private const int MostRadius = 500, MostCoarse = 6, MostAlternatives = 15;

    private static readonly double LogRatio = Math.Log(RadiusRatio);
    private static readonly int[] Coarse = [.. Enumerable.Range(0, MostRadius + 1).Select(level => Math.Clamp((int)Math.Floor(Math.Log2(RadiusOf(level))), 0, MostCoarse))];

    /// <summary>The start of the ten minutes that a time lies in.</summary>
    public static Instant ChunkOf(Instant time)
    {
        var second = time.UnixSeconds;
        return new((second - ((second % ChunkSeconds) + ChunkSeconds) % ChunkSeconds) * 1_000_000);
    }

    /// <summary>A fix in the steps of the history.</summary>
    /// <param name="chunk">The start of its ten minutes.</param>
    public static TrackFix Take(Fix fix, Instant chunk, bool late = false)
    {
        var radius = LevelOf(fix.Radius95);
        var (a, b, c) = fix.Position is { } on
            ? (Steps(on.Offset, radius), 0, 0)
            : (Steps(fix.Place.X, radius), Steps(fix.Place.Y, radius), Steps(fix.Place.Z, radius));
        return new(
            (int)Math.Round(fix.Time.SecondsSince(chunk) / TimeStep), fix.Position is { } position ? position.Roadway : ~(fix.Area ?? 0), a, b, c,
            (int)Math.Round(Math.Clamp(fix.Speed, 0, 1000) / SpeedStep), radius, fix.State,
            (int)Math.Max(int.MinValue / 2, Math.Floor(fix.Heard.SecondsSince(chunk) / HeardStep)), (byte)Math.Min(fix.Alternatives.Length, MostAlternatives), late);
    }

    /// <summary>What a fix of the history tells, on the plan that it was kept on.</summary>
    /// <exception cref="FormatException">The plan has no such roadway or area.</exception>
    public static TrackPoint Tell(in TrackFix fix, Instant chunk, MinePlan plan)
    {
        var time = chunk.PlusSeconds(fix.Time * TimeStep);
        var heard = chunk.PlusSeconds(fix.Heard * HeardStep);
        var (speed, radius) = (fix.Speed * SpeedStep, RadiusOf(fix.Radius));
        if (fix.Where >= plan.Roadways.Length || ~fix.Where >= plan.Areas.Length) throw new FormatException($"the plan of version {plan.Version} has no roadway or area {fix.Where}");
        if (!fix.OnRoadway) return new(time, new(fix.A * LengthStep, fix.B * LengthStep, fix.C * LengthStep), null, ~fix.Where, speed, radius, fix.State, heard, fix.Alternatives, fix.Late);
        var line = plan.Roadways[fix.Where].Line;
        var position = new NetworkPosition(fix.Where, Math.Clamp(fix.A * LengthStep, 0, line.Length));
        return new(time, line.PointAt(position.Offset), position, null, speed, radius, fix.State, heard, fix.Alternatives, fix.Late);
    }

    /// <summary>The radius in metres that a level stands for.</summary>
    public static double RadiusOf(int level) => LeastRadius * Math.Exp(level * LogRatio);

    /// <summary>By how many bits lengths are kept more coarsely at this level of the radius.</summary>
    internal static int CoarseAt(int radius) => Coarse[Math.Clamp(radius, 0, MostRadius)];

    // Up: nobody is told to have been surer than was shown.
    private static int LevelOf(double radius) =>
        radius > LeastRadius ? (int)Math.Min(MostRadius, Math.Ceiling(Math.Log(radius / LeastRadius) / LogRatio - 1e-6)) : 0;

    private static int Steps(double metres, int radius)
    {
        var coarse = CoarseAt(radius);
        return (int)Math.Round(Math.Clamp(metres, -5e7, 5e7) / (LengthStep * (1 << coarse))) << coarse;
    }
}

/// <summary>A fix as it comes back out of the history.</summary>
/// <param name="Area">Index of the open area; null on the network.</param>
/// <param name="Alternatives">How many places mattered, 0 when one did; which they were is in the journal.</param>
/// <param name="Late">The answer rests on sightings that came late.</param>
public readonly record struct TrackPoint(
    Instant Time, Point3 Place, NetworkPosition? Position, int? Area, double Speed, double Radius95, FixState State, Instant Heard, int Alternatives, bool Late);
