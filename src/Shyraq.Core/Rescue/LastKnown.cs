using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Rescue;

/// <summary>Which way somebody went along the roadway when they were heard last.</summary>
public enum Heading { Unknown, TowardsStart, TowardsEnd }

/// <summary>Where a tag was when it was last heard for sure. It is kept for ever, also when the belief has long spread over the whole mine.</summary>
/// <param name="Radius95">At that time, metres.</param>
/// <param name="Heard">When the evidence was measured.</param>
/// <param name="Source">What said so: kind of reading and anchor.</param>
public sealed record LastKnown(TagId Tag, RoadwayId? Roadway, double? Offset, AreaId? Area, Point3 Place, string Level, double Radius95, Instant Heard, string Source, Heading Heading, double Speed)
{
    internal void Write(StateWriter to)
    {
        foreach (var text in (ReadOnlySpan<string?>)[Tag.Value, Roadway?.Value, Area?.Value, Level, Source]) to.Write(text);
        to.Write(Offset);
        to.Write(Place);
        to.Write(Radius95);
        to.Write(Heard);
        to.Write((byte)Heading);
        to.Write(Speed);
    }

    internal static LastKnown Read(ref StateReader from)
    {
        var (tag, roadway, area, level, source) = (from.ReadWord(), from.ReadText(), from.ReadText(), from.ReadWord(), from.ReadWord());
        var (offset, place, radius, heard) = (from.ReadDoubleOrNull(), from.ReadPoint(), from.ReadDouble(), from.ReadInstant());
        return new(new(tag), roadway is null ? null : new RoadwayId(roadway), offset, area is null ? null : new AreaId(area), place, level, radius, heard, source, (Heading)from.ReadByte(), from.ReadDouble());
    }
}
