using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Simulator.Drawing;

/// <summary>A longwall: two gates from the inclines and the face that joins their ends.</summary>
/// <param name="Name">Block, lava, seam and wing, such as <c>32К10-в</c>.</param>
/// <param name="Code">The same for ids, such as <c>32K10V</c>.</param>
/// <param name="East">In the eastern wing.</param>
/// <param name="VentY">Where the ventilation gate leaves its incline, metres north: the upper end of the face.</param>
/// <param name="ConveyorY">Where the conveyor gate does: the lower end.</param>
/// <param name="End">Where the face stands now, metres east.</param>
internal sealed record Longwall(string Name, string Code, Horizon Level, Block Block, bool East, double VentY, double ConveyorY, double End);

/// <summary>The seam between two levels with its pair of inclines.</summary>
/// <param name="Conveyor">Id of the conveyor incline.</param>
/// <param name="Vent">Id of the ventilation incline, 45 m east of it and 9.6 m lower at the same northing: what crosses it does not meet it.</param>
internal sealed record Block(Horizon Upper, Horizon Lower, string Conveyor, string Vent)
{
    public const double ConveyorX = 5150, VentX = 5195;

    /// <summary>Elevation of the seam, which dips south.</summary>
    public double SeamZ(double y) => Upper.Z + (y - Upper.Y) * (Upper.Z - Lower.Z) / (Upper.Y - Lower.Y);
}

/// <summary>Draws the inclines between the levels, the longwalls and the headings that are being driven.</summary>
internal static class Panels
{
    private static readonly Block A = new(Horizon.All[0], Horizon.All[1], "KBR-1", "VBR-1");
    private static readonly Block B = new(Horizon.All[1], Horizon.All[2], "KUK-2", "VUK-2");

    public static readonly Longwall[] Longwalls =
    [
        new("32К10-в", "32K10V", Horizon.All[0], A, true, 2940, 2690, 6690),
        new("34К10-в", "34K10V", Horizon.All[1], A, true, 2650, 2400, 6590),
        new("31К10-з", "31K10Z", Horizon.All[0], A, false, 2930, 2670, 3690),
        new("42К10-в", "42K10V", Horizon.All[1], B, true, 2235, 1985, 6480),
        new("41К10-з", "41K10Z", Horizon.All[1], B, false, 2225, 1970, 3780),
    ];

    public static void Draw(Sketch sketch)
    {
        Inclines(sketch, A, "Конвейерный бремсберг №1 пл. К10", "Вентиляционный бремсберг №1 пл. К10", 3560, "FB-1", "Фланговый людской ходок №1");
        Inclines(sketch, B, "Конвейерный уклон №2 пл. К10", "Вентиляционный уклон №2 пл. К10", 6570, "FU-2", "Фланговый людской ходок №2");
        foreach (var longwall in Longwalls) DrawLongwall(sketch, longwall);

        // The conveyor gate of the upper lava and the ventilation gate of the next one run as a pair with crosscuts.
        Pair(sketch, "KSH-32K10V", "VSH-34K10V", A.Lower.Name, "сб-34К10-в", "SBP-34K10V", [5520, 5870, 6220, 6510]);
        Headings(sketch);
        Pair(sketch, "KSH-42K10V", "VSH-44K10V", B.Lower.Name, "сб-44К10-в", "SBP-44K10V", [5430, 5650]);
    }

    private static void Inclines(Sketch sketch, Block block, string conveyor, string vent, double flankX, string flankId, string flank)
    {
        var (up, down) = (block.Upper, block.Lower);
        sketch.Road(block.Conveyor, conveyor, down.Name, "incline", Air.Intake, 4.8, 3.4,
            sketch.Tee($"OSH-{up.Code}", Block.ConveyorX, up.Y), sketch.Tee($"OSH-{down.Code}", Block.ConveyorX, down.Y));
        sketch.Road(block.Vent, vent, down.Name, "incline", Air.Return, 4.6, 3.2,
            sketch.Tee($"VSH-{up.Code}", Block.VentX, up.ReturnY), sketch.Tee($"VSH-{down.Code}", Block.VentX, down.ReturnY));
        sketch.Road(flankId, $"{flank} {up.Name} — {down.Name}", down.Name, "incline", Air.Intake, 4.2, 3,
            sketch.Tee($"OSH-{up.Code}", flankX, up.Y), sketch.Tee($"OSH-{down.Code}", flankX, down.Y));
        var number = 0;
        foreach (var share in (double[])[0.2, 0.55, 0.86])
        {
            var y = up.Y + share * (down.Y - up.Y);
            sketch.Road($"SB{++number}-{block.Conveyor}", $"Сбойка №{number} {conveyor[..conveyor.IndexOf(" пл.", StringComparison.Ordinal)].ToLowerInvariant()}", down.Name, "crosscut", Air.Neutral, 4, 3,
                sketch.Tee(block.Conveyor, Block.ConveyorX, y), sketch.Tee(block.Vent, Block.VentX, y));
        }
    }

    private static void DrawLongwall(Sketch sketch, Longwall l)
    {
        Point3 Seam(double x, double y) => new(x, y, l.Block.SeamZ(y));
        // The ventilation gate starts on the lower incline and climbs to the seam behind the crossing.
        var behind = l.East ? Block.VentX + 110 : Block.ConveyorX - 90;
        // A gate is seldom driven straight to the end: it follows the seam round a small fault.
        var (fault, step) = (behind + 0.55 * (l.End - behind), l.East ? 70 : -70);
        Point3[] Round(double y) => [Seam(fault, y), Seam(fault + step, y - 9)];
        var conveyorEnd = Seam(l.End, l.ConveyorY - 9);
        var ventEnd = Seam(l.End + (l.East ? 8 : -8), l.VentY - 9);
        sketch.Road($"KSH-{l.Code}", $"Конвейерный штрек {l.Name}", l.Level.Name, "conveyor", Air.Intake, 5.2, 3.2,
            [sketch.Tee(l.Block.Conveyor, Block.ConveyorX, l.ConveyorY), .. Round(l.ConveyorY), conveyorEnd]);
        sketch.Road($"VSH-{l.Code}", $"Вентиляционный штрек {l.Name}", l.Level.Name, "travel", Air.Return, 4.8, 3,
            [sketch.Tee(l.Block.Vent, Block.VentX, l.VentY), Seam(behind, l.VentY), .. Round(l.VentY), ventEnd]);
        sketch.Road($"LAVA-{l.Code}", $"Лава {l.Name}", l.Level.Name, "face", Air.Intake, 4.5, 1.7, conveyorEnd, ventEnd);
    }

    private static void Pair(Sketch sketch, string gate, string other, string level, string name, string id, double[] at)
    {
        for (var i = 0; i < at.Length; i++)
        {
            var from = sketch.Tee(gate, at[i], sketch.Lines.Find(l => l.Id == gate)!.Points[1].Y);
            sketch.Road($"{id}-{i + 1}", $"Сбойка №{i + 1} {name}", level, "crosscut", Air.Neutral, 4, 3, from, sketch.Tee(other, from.X, from.Y - 40));
        }
    }

    private static void Headings(Sketch sketch)
    {
        void Heading(string id, string name, Horizon level, Point3 from, params IEnumerable<Point3> points) =>
            sketch.Road(id, name, level.Name, "heading", Air.Intake, 5, 3.2, [from, .. points]);
        Point3 Seam(double x, double y) => new(x, y, B.SeamZ(y));
        var lower = Horizon.All[2];
        Heading("KSH-43K10Z", "Конвейерный штрек 43К10-з (проходка)", lower, sketch.Tee("KUK-2", Block.ConveyorX, 1720), Seam(4800, 1722), Seam(4400, 1712));
        Heading("VSH-43K10Z", "Вентиляционный штрек 43К10-з (проходка)", lower, sketch.Tee("VUK-2", Block.VentX, 1935), Seam(5050, 1935), Seam(4700, 1932), Seam(4520, 1922));
        Heading("VSH-44K10V", "Вентиляционный штрек 44К10-в (проходка)", lower, sketch.Tee("VUK-2", Block.VentX, 1945), Seam(5300, 1945), Seam(5760, 1945));
        var (upperEast, lowerWest) = (sketch.Tee("OSH-P50", 6350, 3000), sketch.Tee("OSH-M250", 4150, 1590));
        Heading("OSH-P50-2", "Полевой откаточный штрек гор. +50, забой восточный", Horizon.All[0], upperEast, upperEast + new Point3(180, -6, 0.6), upperEast + new Point3(330, -34, 1.1));
        Heading("OSH-M250-2", "Полевой откаточный штрек гор. -250, забой западный", lower, lowerWest, lowerWest + new Point3(-200, 4, 0.6), lowerWest + new Point3(-370, 32, 1.2));
    }
}
