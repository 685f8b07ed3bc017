using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Lines;

/// <summary>Reads <c>roadway</c> and <c>offset</c> of files against a plan.</summary>
internal static class PositionReading
{
    /// <summary>What a roadway must be, for messages.</summary>
    public const string RoadwayExpected = "the id of a roadway of the mine";

    /// <summary>Others round, and measure curved roadways a little otherwise: this far beyond the ends is held at the end, metres.</summary>
    private const double Overhang = 1;

    /// <summary>The position, or null when the offset lies beyond the roadway.</summary>
    public static NetworkPosition? At(MinePlan plan, int roadway, double offset)
    {
        var length = plan.Roadways[roadway].Line.Length;
        return offset >= -Overhang && offset <= length + Overhang ? new NetworkPosition(roadway, Math.Clamp(offset, 0, length)) : null;
    }

    /// <summary>What an offset on a roadway must be, for messages.</summary>
    public static string OffsetExpected(MinePlan plan, int roadway) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a number from 0 to {plan.Roadways[roadway].Line.Length:0.###}, the length of roadway {plan.Roadways[roadway].Id.Value}");

    /// <summary>The index of a roadway by id; −1 when the plan has none.</summary>
    public static int Roadway(MinePlan plan, string? id) => id is null ? -1 : plan.RoadwayIndex(new RoadwayId(id));
}
