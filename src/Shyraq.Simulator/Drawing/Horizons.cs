using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Simulator.Chances;

namespace Shyraq.Simulator.Drawing;

/// <summary>A named level of the coal mine.</summary>
/// <param name="Name">As the dispatcher calls it.</param>
/// <param name="Code">Its part of the ids.</param>
/// <param name="Z">Elevation, metres.</param>
/// <param name="Y">Where its main haulage drift runs, metres north; the return drift runs 45 m north of it.</param>
/// <param name="West">Western end of the drifts, metres east.</param>
/// <param name="East">Eastern end.</param>
internal sealed record Horizon(string Name, string Code, double Z, double Y, double West, double East)
{
    /// <summary>Where the return drift runs.</summary>
    public double ReturnY => Y + 45;

    /// <summary>The three levels; the seam dips south by 12°, so each deeper one lies farther south.</summary>
    public static readonly Horizon[] All =
    [
        new("гор. +50", "P50", 50, 3000, 3520, 6350),
        new("гор. -100", "M100", -100, 2295, 3520, 6610),
        new("гор. -250", "M250", -250, 1590, 4150, 6610),
    ];
}

/// <summary>Draws the skeleton of the mine: the surface, the shafts and on each level the pit bottom, the drifts and their crosscuts.</summary>
internal static class Horizons
{
    public const string Surface = "Поверхность";
    public const string Shafts = "Стволы";
    private const double SurfaceZ = 520;
    private static readonly (double X, double Y) Cage = (5000, 2400), Skip = (5060, 2420), Fan = (5500, 3200);

    public static void Draw(Sketch sketch, long seed)
    {
        DrawShafts(sketch);
        foreach (var horizon in Horizon.All)
        {
            DrawDrifts(sketch, horizon, new Chance(seed, "drifts", (long)horizon.Z));
            DrawPitBottom(sketch, horizon);
        }
        DrawMainCrosscuts(sketch);
    }

    private static void DrawShafts(Sketch sketch)
    {
        void Shaft(string id, string name, Air air, double width, (double X, double Y) at) =>
            sketch.Road(id, name, Shafts, "shaft", air, width, width,
                [new(at.X, at.Y, SurfaceZ), .. Horizon.All.Select(h => new Point3(at.X, at.Y, h.Z))]);
        Shaft("STV-KL", "Клетевой ствол (вспомогательный)", Air.Intake, 7, Cage);
        Shaft("STV-SK", "Скиповой ствол (главный)", Air.Neutral, 6.5, Skip);
        Shaft("STV-VN", "Вентиляционный ствол №3", Air.Return, 6, Fan);

        var (cage, skip, fan) = (new Point3(Cage.X, Cage.Y, SurfaceZ), new Point3(Skip.X, Skip.Y, SurfaceZ), new Point3(Fan.X, Fan.Y, SurfaceZ));
        sketch.Road("POV-1", "Галерея АБК (ламповая) — клетевой ствол", Surface, "travel", Air.Neutral, 4, 3, cage, new(4985, 2426, SurfaceZ), new(4905, 2430, SurfaceZ), new(4898, 2400, SurfaceZ));
        sketch.Road("POV-2", "Приствольная площадка скипового ствола", Surface, "travel", Air.Neutral, 5, 4, cage, new(5030, 2404, SurfaceZ), skip);
        sketch.Road("POV-3", "Дорога к вентиляционному стволу", Surface, "travel", Air.Neutral, 6, 5, skip, new(5240, 2780, SurfaceZ), new(5455, 3150, SurfaceZ), fan);
        sketch.Hall("POV-DVOR", "Промплощадка, шахтный двор", Surface, SurfaceZ - 1.3, 20, new(4900, 2380, SurfaceZ), new(4998, 2380, SurfaceZ), new(4998, 2416, SurfaceZ), new(4900, 2416, SurfaceZ));
    }

    private static void DrawDrifts(Sketch sketch, Horizon h, Chance chance)
    {
        // Drifts fall towards the shaft by 3 mm a metre, for water and for loaded trains.
        double Z(double x) => h.Z + 0.003 * Math.Abs(x - Cage.X);
        Point3 Haulage(double x) => new(x, h.Y, Z(x));
        Point3 Return(double x, double up = 0) => new(x, h.ReturnY, Z(x) + up);
        // On the lower levels the main crosscut comes from the north: the return drift goes over it on an overcast.
        Point3[] overcast = h.Y < Cage.Y ? [Return(4960), Return(4990, 6), Return(5010, 6), Return(5040)] : [Return(5000)];

        sketch.Road($"OSH-{h.Code}", $"Полевой откаточный штрек {h.Name}", h.Name, "haulage", Air.Intake, 5.2, 3.8, Haulage(h.West), Haulage(5000), Haulage(h.East));
        sketch.Road($"VSH-{h.Code}", $"Полевой вентиляционный штрек {h.Name}", h.Name, "travel", Air.Return, 4.6, 3.4, [Return(h.West), .. overcast, Return(h.East)]);

        var number = 0;
        var spans = Math.Round((h.East - h.West) / 330);
        for (var i = 0; i <= spans; i++)
        {
            // Not where the overcast or the inclines are; the ends are joined exactly at the ends.
            var at = h.West + (h.East - h.West) * i / spans + (i == 0 || i == spans ? 0 : chance.Between(-40, 40));
            if (at is > 4920 and < 5290) continue;
            sketch.Road($"SB{++number}-{h.Code}", $"Сбойка №{number} {h.Name}", h.Name, "crosscut", Air.Neutral, 4, 3, sketch.Tee($"OSH-{h.Code}", at, h.Y), sketch.Tee($"VSH-{h.Code}", at, h.ReturnY));
        }
    }

    /// <summary>The loop of tracks round the cage shaft, the hall where people wait, and the chambers.</summary>
    private static void DrawPitBottom(Sketch sketch, Horizon h)
    {
        Point3 At(double x, double y) => new(x, y, h.Z);
        var (cage, skip, north, south, west) = (At(Cage.X, Cage.Y), At(Skip.X, Skip.Y), At(5005, 2430), At(5000, 2370), At(4937, 2400));
        void Branch(string id, string name, string use, params IEnumerable<Point3> points) =>
            sketch.Road($"{id}-{h.Code}", $"{name} {h.Name}", h.Name, use, Air.Intake, 5, 3.8, points);
        Branch("KV", "Клетевая ветвь", "haulage", cage, south);
        Branch("NV", "Северная ветвь околоствольного двора", "travel", cage, north);
        Branch("PV", "Порожняковая ветвь", "haulage", north, At(4972, 2440), At(4934, 2430), west);
        Branch("GV", "Грузовая ветвь", "haulage", west, At(4944, 2374), At(4972, 2362), south);
        Branch("SV", "Скиповая ветвь", "conveyor", skip, At(5034, 2432), north);
        Branch("SO", "Обгонная выработка скипового ствола", "travel", skip, At(5042, 2380), south);
        sketch.Hall($"KO-{h.Code}", $"Околоствольный двор, камера ожидания {h.Name}", h.Name, h.Z - 1.3, 4.5, At(4939.5, 2391), At(4998, 2391), At(4998, 2409), At(4939.5, 2409));

        var pumps = sketch.Tee($"GV-{h.Code}", 4950, 2370);
        sketch.Road($"NK-{h.Code}", $"Насосная камера и ЦПП {h.Name}", h.Name, "chamber", Air.Intake, 5, 3.6, pumps, At(4930, 2352), At(4905, 2350));
        var depot = sketch.Tee($"PV-{h.Code}", 4950, 2434);
        sketch.Road($"DP-{h.Code}", $"Депо дизелевозов {h.Name}", h.Name, "chamber", Air.Intake, 5.5, 3.8, depot, At(4935, 2455), At(4900, 2462));
    }

    /// <summary>The drifts across the measures: from the pit bottoms to the haulage drifts, from the return drifts to the fan shaft.</summary>
    private static void DrawMainCrosscuts(Sketch sketch)
    {
        var (upper, middle, lower) = (Horizon.All[0], Horizon.All[1], Horizon.All[2]);
        void Main(Horizon h, params IEnumerable<Point3> points) =>
            sketch.Road($"GK-{h.Code}", $"Главный квершлаг {h.Name}", h.Name, "haulage", Air.Intake, 5.2, 3.8, [.. points, sketch.Tee($"OSH-{h.Code}", 5000, h.Y)]);
        Main(upper, new(5005, 2430, 50), new(5014, 2610, 50.5), new(4990, 2810, 50.3));
        Main(middle, new(5000, 2370, -100), new(5003, 2330, -100));
        Main(lower, new(5000, 2370, -250), new(5016, 2180, -249.5), new(4988, 1890, -249.8), new(5000, 1640, -250));

        void Return(Horizon h, double x, params IEnumerable<Point3> points) =>
            sketch.Road($"VK-{h.Code}", $"Вентиляционный квершлаг {h.Name}", h.Name, "travel", Air.Return, 4.6, 3.4, [new(Fan.X, Fan.Y, h.Z), .. points, sketch.Tee($"VSH-{h.Code}", x, h.ReturnY)]);
        Return(upper, 5500);
        Return(middle, 5478, new Point3(5500, 3000, -99), new Point3(5484, 2640, -98.5));
        Return(lower, 5540, new Point3(5520, 3080, -249), new Point3(5562, 2620, -248.5), new Point3(5548, 2090, -249));

        var store = sketch.Tee("OSH-M100", 4640, middle.Y);
        sketch.Road("VM-M100", "Склад ВМ (расходный)", middle.Name, "chamber", Air.Neutral, 4, 3, store, store + new Point3(-8, -32, 0), store + new Point3(-44, -40, 0.2));
    }
}
