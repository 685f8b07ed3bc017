using Shyraq.Core.Plan;

namespace Shyraq.Core.Evacuation.Routes;

/// <summary>
/// How fast people leave on foot. On slopes Tobler's hiking function (Tobler, «Three Presentations on Geographical Analysis and Modeling», NCGIA 93-1,
/// 1993), scaled to 1 on the level and never over it; that entry height slows walking to stooping and crawling is as in the U.S. Bureau of Mines'
/// Information Circular 9063. The paces themselves are our choice, on the slow side: the emergency plan of a mine may give its own pace on the level.
/// </summary>
internal static class WalkingPace
{
    /// <summary>On the level where one stands upright, with a self-rescuer on, metres a second (60 m a minute).</summary>
    public const double Level = 1.0;

    /// <summary>In a shaft, hoisted, the wait for the cage included, metres a second. Where the hoist does not run the shaft has to be closed.</summary>
    public const double Hoisted = 2.0;

    /// <summary>On the steepest ways, by ladder or hand over hand, share of the pace on the level.</summary>
    private const double Steepest = 0.1;

    /// <summary>Metres a second in the direction of a slope.</summary>
    /// <param name="slope">Rise over run; below zero downhill.</param>
    /// <param name="height">Of the roadway, metres.</param>
    /// <param name="level">Pace on the level, metres a second.</param>
    public static double On(double slope, double height, double level = Level) =>
        level * Math.Clamp(Math.Exp(-3.5 * Math.Abs(slope + 0.05) + 0.175), Steepest, 1) * Stooping(height);

    /// <summary>Seconds from vertex to vertex of a roadway, summed up, forth and back.</summary>
    public static (double[] Forth, double[] Back) Along(Roadway roadway, double level)
    {
        var vertices = roadway.Line.Vertices;
        var offsets = roadway.Line.VertexOffsets;
        var (forth, back) = (new double[vertices.Length], new double[vertices.Length]);
        for (var i = 1; i < vertices.Length; i++)
        {
            var (length, rise) = (offsets[i] - offsets[i - 1], vertices[i].Z - vertices[i - 1].Z);
            var run = Math.Sqrt(Math.Max(0, length * length - rise * rise));
            var slope = run > 1e-6 ? rise / run : rise > 0 ? double.MaxValue : double.MinValue;
            var height = roadway.Height.Value;
            var shaft = roadway.Use == "shaft";
            forth[i] = forth[i - 1] + length / (shaft ? Hoisted : On(slope, height, level));
            back[i] = back[i - 1] + length / (shaft ? Hoisted : On(-slope, height, level));
        }
        return (forth, back);
    }

    private static double Stooping(double height) => height switch { >= 1.8 => 1, >= 1.5 => 0.8, >= 1.2 => 0.6, _ => 0.4 };
}
