using System.Text;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Protocols.Lines;

namespace Shyraq.Protocols.Tests;

/// <summary>A small plan and short ways to read texts against it.</summary>
internal static class Drawn
{
    /// <summary>Roadway R1, 100 m straight east.</summary>
    public static readonly MinePlan Mine = new(new MineId("drawn"), "Drawn", "local", "UTC", 1, new PlanFeatures(
        [new Roadway(new RoadwayId("R1"), "", "", "", Air.Unknown, new Metres(5), new Metres(3), new Polyline([new Point3(0, 0, 0), new Point3(100, 0, 0)]))],
        [], [], [], [], []));

    public static Stream Stream(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));

    public static T[] Rows<T>(IEnumerable<LineReading<T>> lines) => [.. lines.Select(line => line is LineReading<T>.Row row ? row.Value : throw new InvalidOperationException(line.ToString()))];

    public static LineFault[] Faults<T>(IEnumerable<LineReading<T>> lines) => [.. lines.OfType<LineReading<T>.Fault>().Select(fault => fault.What)];
}
