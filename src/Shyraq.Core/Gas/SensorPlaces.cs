using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Gas;

/// <summary>Where a fixed sensor hangs.</summary>
/// <param name="On">The nearest place on the network within <see cref="SensorPlaces.InRoadway"/>; null when it hangs in no roadway.</param>
/// <param name="Air">The air that it measures: that of its roadway, but in a face or heading what comes from the coal, like the air that returns from there.</param>
internal sealed record SensorPlace(Point3 Place, NetworkPosition? On, Air Air)
{
    /// <summary>Index of its roadway.</summary>
    public int? Roadway => On?.Roadway;
}

/// <summary>The fixed sensors of a plan, by id.</summary>
internal sealed class SensorPlaces
{
    /// <summary>A sensor hangs in the roadway that is nearest, and no farther than this, metres.</summary>
    public const double InRoadway = 15;

    private readonly Dictionary<string, SensorPlace> _places = new(StringComparer.Ordinal);

    public SensorPlaces(MinePlan plan)
    {
        foreach (var sensor in plan.Sensors)
        {
            var (best, nearest) = ((NetworkPosition?)null, InRoadway);
            for (var i = 0; i < plan.Roadways.Length; i++)
            {
                var (offset, distance) = plan.Roadways[i].Line.Nearest(sensor.Place);
                if (distance < nearest) (best, nearest) = (new(i, offset), distance);
            }
            _places[sensor.Id] = new(sensor.Place, best, best is { } on ? AirIn(plan.Roadways[on.Roadway]) : Air.Unknown);
        }
    }

    private static Air AirIn(Roadway roadway) => roadway.Use is "face" or "heading" ? Air.Return : roadway.Air;

    /// <summary>Where a sensor hangs; null when the plan has none of that id.</summary>
    public SensorPlace? Find(string id) => _places.GetValueOrDefault(id);
}
