using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Simulator.Drawing;

/// <summary>
/// A made-up gassy coal mine of the Karaganda kind: about 50 km of roadway on three levels in a seam that dips by 12°,
/// three shafts, five longwalls, five headings, and the radios, sensors, refuges and zones in them.
/// </summary>
public static class CoalMine
{
    public const string Id = "demo";
    public const string Name = "Шахта «Шырақ-Демо»";
    public const string TimeZone = "Asia/Almaty";

    /// <summary>Draws the mine. The seed bends it: the same roadways in other places.</summary>
    public static PlanFeatures Draw(long seed)
    {
        var sketch = new Sketch(seed);
        Horizons.Draw(sketch, seed);
        Panels.Draw(sketch);
        var (roadways, areas) = sketch.Finish();
        return new Fittings(roadways, areas).Fit();
    }

    /// <summary>The mine as GeoJSON text, UTF-8.</summary>
    /// <param name="id">The id that the plan carries.</param>
    /// <param name="name">The name that it carries.</param>
    public static byte[] Text(long seed, string id = Id, string name = Name) => PlanText.Write(new MineId(id), name, "local", TimeZone, Draw(seed), Horizons.Surface);
}
