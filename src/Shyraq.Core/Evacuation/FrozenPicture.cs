using System.Collections.Immutable;
using Shyraq.Core.Presence;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation;

/// <summary>One tag at T0.</summary>
/// <param name="Heard">When the newest evidence of its place was measured; null when it never had one.</param>
public sealed record FrozenTag(TagId Tag, bool Vehicle, string Name, string Number, string Crew, string Role, MusterPlace? Place, Instant? Heard);

/// <summary>One person of the list of presence at T0: whoever was not out, or of whom something did not fit together.</summary>
/// <param name="Id">Of the person, the tag or the number, by <paramref name="Kind"/>.</param>
/// <param name="Seen">The newest sign that the person was below; null when there was none.</param>
public sealed record FrozenPerson(
    AccountKind Kind, string Id, string Name, string Number, PresenceState State, Instant Since, EvidenceSource? Because, Instant? Seen, ImmutableArray<TagId> Tags, ImmutableArray<Disagreement> Disagreements);

/// <summary>All positions at the moment at which an emergency was declared. Never changed.</summary>
/// <param name="Emergency">Its number.</param>
/// <param name="People">With a place; likewise vehicles.</param>
/// <param name="Unplaced">People heard without one.</param>
/// <param name="Tags">In order of tag.</param>
/// <param name="Persons">Who was not out by the one list, and every disagreement that stood; in order of kind and id.</param>
public sealed record FrozenPicture(int Emergency, Instant T0, int PlanVersion, int People, int Vehicles, int Unplaced, ImmutableArray<FrozenTag> Tags, ImmutableArray<FrozenPerson> Persons)
{
    internal void Write(StateWriter to)
    {
        to.Write((long)Emergency);
        to.Write(T0);
        foreach (var number in (ReadOnlySpan<int>)[PlanVersion, People, Vehicles, Unplaced]) to.Write((long)number);
        to.Write((long)Tags.Length);
        foreach (var one in Tags)
        {
            foreach (var text in (ReadOnlySpan<string>)[one.Tag.Value, one.Name, one.Number, one.Crew, one.Role]) to.Write(text);
            to.Write(one.Vehicle);
            to.Write(one.Heard);
            to.Write(one.Place is not null);
            if (one.Place is not { } place) continue;
            foreach (var text in (ReadOnlySpan<string?>)[place.Roadway?.Value, place.Area?.Value, place.Level]) to.Write(text);
            to.Write(place.Offset);
            foreach (var number in (ReadOnlySpan<double>)[place.X, place.Y, place.Z, place.Radius95]) to.Write(number);
            to.Write((byte)place.State);
            to.Write((long)place.Alternatives);
        }
        to.Write((long)Persons.Length);
        foreach (var one in Persons)
        {
            to.Write((byte)one.Kind);
            foreach (var text in (ReadOnlySpan<string>)[one.Id, one.Name, one.Number]) to.Write(text);
            to.Write((byte)one.State);
            to.Write(one.Since);
            to.Write((byte)(one.Because ?? (EvidenceSource)byte.MaxValue));
            to.Write(one.Seen);
            to.Write((long)one.Tags.Length);
            foreach (var tag in one.Tags) to.Write(tag.Value);
            to.Write((long)one.Disagreements.Length);
            foreach (var (kind, since, detail) in one.Disagreements)
            {
                to.Write((byte)kind);
                to.Write(since);
                to.Write(detail);
            }
        }
    }

    internal static FrozenPicture Read(ref StateReader from)
    {
        var (emergency, t0) = ((int)from.ReadLong(), from.ReadInstant());
        var (version, people, vehicles, unplaced) = ((int)from.ReadLong(), (int)from.ReadLong(), (int)from.ReadLong(), (int)from.ReadLong());
        var tags = ImmutableArray.CreateBuilder<FrozenTag>();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var (tag, name, number, crew, role) = (from.ReadWord(), from.ReadWord(), from.ReadWord(), from.ReadWord(), from.ReadWord());
            var (vehicle, heard) = (from.ReadBool(), from.ReadInstantOrNull());
            MusterPlace? place = null;
            if (from.ReadBool())
            {
                var (roadway, area, level, offset) = (from.ReadText(), from.ReadText(), from.ReadWord(), from.ReadDoubleOrNull());
                place = new(roadway is null ? null : new RoadwayId(roadway), offset, area is null ? null : new AreaId(area), level,
                    from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), (FixState)from.ReadByte(), (int)from.ReadLong());
            }
            tags.Add(new(new(tag), vehicle, name, number, crew, role, place, heard));
        }
        var persons = ImmutableArray.CreateBuilder<FrozenPerson>();
        for (var i = from.ReadCount(); i > 0; i--) persons.Add(ReadPerson(ref from));
        return new(emergency, t0, version, people, vehicles, unplaced, tags.ToImmutable(), persons.ToImmutable());
    }

    private static FrozenPerson ReadPerson(ref StateReader from)
    {
        var (kind, id, name, number) = ((AccountKind)from.ReadByte(), from.ReadWord(), from.ReadWord(), from.ReadWord());
        var (state, since) = ((PresenceState)from.ReadByte(), from.ReadInstant());
        EvidenceSource? because = from.ReadByte() is not byte.MaxValue and var source ? (EvidenceSource)source : null;
        var seen = from.ReadInstantOrNull();
        var (tags, disagreements) = (ImmutableArray.CreateBuilder<TagId>(), ImmutableArray.CreateBuilder<Disagreement>());
        for (var i = from.ReadCount(); i > 0; i--) tags.Add(new(from.ReadWord()));
        for (var i = from.ReadCount(); i > 0; i--) disagreements.Add(new((DisagreementKind)from.ReadByte(), from.ReadInstant(), from.ReadWord()));
        return new(kind, id, name, number, state, since, because, seen, tags.ToImmutable(), disagreements.ToImmutable());
    }
}
