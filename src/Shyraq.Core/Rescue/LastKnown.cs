using Shyraq.Core.Plan;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
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
    /// <summary>Slower than this no direction is told, metres a second.</summary>
    private const double Moves = 0.4;

    /// <param name="before">Of the same tag: its text is used again when it says the same.</param>
    internal static LastKnown Of(Fix fix, MinePlan plan, string level, TagTrack track, LastKnown? before)
    {
        return new(fix.Tag, fix.Position is { } on ? plan.Roadways[on.Roadway].Id : null, fix.Position?.Offset, fix.Area is { } area ? plan.Areas[area].Id : null, fix.Place, level,
            fix.Radius95, fix.Heard, SourceOf(track, before?.Source ?? ""), HeadingOf(fix, track.Belief, plan), fix.Speed);
    }

    private static string SourceOf(TagTrack track, string before)
    {
        if (track.Heard.Count == 0) return "";
        ref readonly var newest = ref track.Heard[track.Heard.Count - 1];
        var kind = newest.KindName;
        if (newest.Anchor is not { } anchor) return kind;
        return before.Length == kind.Length + 1 + anchor.Length && before.StartsWith(kind, StringComparison.Ordinal) && before.EndsWith(anchor, StringComparison.Ordinal) ? before : $"{kind} {anchor}";
    }

    /// <summary>Which way the most probable hypothesis goes on the roadway of the fix.</summary>
    private static Heading HeadingOf(Fix fix, Belief belief, MinePlan plan)
    {
        if (fix.Position is not { } on) return Heading.Unknown;
        var (most, v) = (double.NegativeInfinity, 0.0);
        for (var i = 0; i < belief.RoadwayCount; i++)
            if (plan.Network.Edges[belief.Roadway[i].Edge].Roadway == on.Roadway && belief.Roadway[i].LogWeight > most) (most, v) = (belief.Roadway[i].LogWeight, belief.Roadway[i].V);
        return Math.Abs(v) < Moves ? Heading.Unknown : v > 0 ? Heading.TowardsEnd : Heading.TowardsStart;
    }

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
