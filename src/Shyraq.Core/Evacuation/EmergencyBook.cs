using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation;

/// <summary>The emergency: prepared, declared, ended; and the picture of T0.</summary>
internal sealed class EmergencyBook
{
    private const int LongestText = 500;
    private int _last;

    public PreparedEmergency? Prepared { get; private set; }

    /// <summary>The newest, also after its end.</summary>
    public Emergency? Newest { get; private set; }

    /// <summary>All positions at the newest T0.</summary>
    public FrozenPicture? Picture { get; private set; }

    /// <summary>An emergency was declared and is not ended.</summary>
    public bool Lasts => Newest is { Ended: null };

    /// <summary>Does an act about the emergency; false when it is none. Null: done.</summary>
    public bool Take(ActInput input, Scene scene, out ActRefusal? refusal)
    {
        refusal = null;
        switch (input.Act)
        {
            case PrepareEmergency act: refusal = Prepare(act, input.By, scene); return true;
            case ConfirmEmergency: refusal = Confirm(input.By, scene); return true;
            case CancelEmergency:
                if (Prepared is null) refusal = new("notPrepared", "no emergency waits for its confirmation");
                else scene.Happened("emergencyCancelled", Name(Prepared.Kind), "", input.By);
                Prepared = null;
                return true;
            case EndEmergency act: refusal = End(act, input.By, scene); return true;
            default: return false;
        }
    }

    /// <summary>Forgets what was prepared for too long.</summary>
    public bool Expire(Instant now)
    {
        if (Prepared is null || now.SecondsSince(Prepared.At) <= PreparedEmergency.StandsFor) return false;
        Prepared = null;
        return true;
    }

    private ActRefusal? Prepare(PrepareEmergency act, string by, Scene scene)
    {
        if (Lasts) return new("alreadyDeclared", $"emergency {Newest!.Number} was declared at {Newest.T0} and lasts; end it first");
        if (string.IsNullOrWhiteSpace(act.Place.Where) || act.Place.Where.Length > LongestText) return new("noPlace", $"where it happened has to be said, in at most {LongestText} characters");
        if (string.IsNullOrWhiteSpace(act.Why) || act.Why.Length > LongestText) return new("noReason", $"why an emergency is thought of has to be said, in at most {LongestText} characters");
        if (act.Place.Roadway is { } roadway && scene.Plan.RoadwayIndex(roadway) < 0) return new("unknownRoadway", $"the plan has no roadway '{roadway}'");
        if (act.Place.Offset is { } offset && !(offset >= 0)) return new("noPlace", $"found offset {offset}; expected metres, 0 or more");
        Prepared = new(act.Emergency, act.Place, act.Why, by, scene.Now);
        scene.Happened("emergencyPrepared", Name(act.Emergency), "", $"{act.Place.Where} · {by}");
        return null;
    }

    private ActRefusal? Confirm(string by, Scene scene)
    {
        if (Lasts) return new("alreadyDeclared", $"emergency {Newest!.Number} was declared at {Newest.T0} and lasts");
        if (Prepared is not { } prepared || Expire(scene.Now)) return new("notPrepared", $"no emergency was prepared within the last {PreparedEmergency.StandsFor:0} s");
        Newest = new(++_last, prepared.Kind, prepared.Place, prepared.Why, prepared.By, prepared.At, by, scene.Now);
        Prepared = null;
        Picture = Freeze(scene);
        scene.Happened("emergencyDeclared", Name(prepared.Kind), "", $"{prepared.Place.Where} · {by}");
        return null;
    }

    private ActRefusal? End(EndEmergency act, string by, Scene scene)
    {
        if (!Lasts) return new("noEmergency", "no emergency lasts");
        if (string.IsNullOrWhiteSpace(act.Why) || act.Why.Length > LongestText) return new("noReason", $"why the emergency is over has to be said, in at most {LongestText} characters");
        Newest = Newest! with { EndedBy = by, Ended = scene.Now, EndedWhy = act.Why };
        scene.Happened("emergencyEnded", Name(Newest.Kind), "", $"{act.Why} · {by}");
        return null;
    }

    private FrozenPicture Freeze(Scene scene)
    {
        var tags = ImmutableArray.CreateBuilder<FrozenTag>(scene.Tracks.Count);
        foreach (var track in scene.Tracks)
        {
            var fix = scene.FixOf(track.Tag);
            var carrier = scene.Carriers.GetValueOrDefault(track.Tag.Value);
            tags.Add(new(track.Tag, track.Carrier == CarrierKind.Vehicle, carrier?.Name ?? "", carrier?.Number ?? "", carrier?.Crew ?? "", carrier?.Role ?? "",
                fix is null ? null : MusterPlace.Of(fix, scene.Plan, scene.LevelOf(fix)), fix?.Heard));
        }
        return new(Newest!.Number, scene.Now, scene.Plan.Version, tags.Count(t => !t.Vehicle && t.Place is not null), tags.Count(t => t.Vehicle && t.Place is not null),
            tags.Count(t => !t.Vehicle && t.Place is null), tags.ToImmutable(),
            [.. scene.Parts.Presence.Standings(scene.Mine).Where(one => one.IsIn || !one.Account.Disagreements.IsEmpty).Select(scene.Parts.Presence.RowsAt(scene.Mine, scene.Now))
                .Select(p => new FrozenPerson(p.Kind, p.Id, p.Name, p.Number, p.State, p.Since, p.Because, p.Seen, p.Tags, p.Disagreements))]);
    }

    private static string Name(EmergencyKind kind) => kind switch { EmergencyKind.RoofFall => "roofFall", _ => kind.ToString().ToLowerInvariant() };

    public void Write(StateWriter to)
    {
        to.Write((long)_last);
        to.Write(Prepared is not null);
        if (Prepared is { } p) Write(to, p.Kind, p.Place, p.Why, p.By, p.At);
        to.Write(Newest is not null);
        if (Newest is not { } e) return;
        Write(to, e.Kind, e.Place, e.Why, e.PreparedBy, e.Prepared);
        to.Write((long)e.Number);
        to.Write(e.ConfirmedBy);
        to.Write(e.T0);
        to.Write(e.EndedBy);
        to.Write(e.Ended);
        to.Write(e.EndedWhy);
        Picture!.Write(to);
    }

    public void Read(ref StateReader from)
    {
        _last = (int)from.ReadLong();
        if (from.ReadBool()) Prepared = ReadPrepared(ref from);
        if (!from.ReadBool()) return;
        var p = ReadPrepared(ref from);
        Newest = new((int)from.ReadLong(), p.Kind, p.Place, p.Why, p.By, p.At, from.ReadWord(), from.ReadInstant(), from.ReadWord(), from.ReadInstantOrNull(), from.ReadWord());
        Picture = FrozenPicture.Read(ref from);
    }

    private static void Write(StateWriter to, EmergencyKind kind, EmergencyPlace place, string why, string by, Instant at)
    {
        to.Write((byte)kind);
        foreach (var text in (ReadOnlySpan<string?>)[place.Where, place.Roadway?.Value, why, by]) to.Write(text);
        to.Write(place.Offset);
        to.Write(at);
    }

    private static PreparedEmergency ReadPrepared(ref StateReader from)
    {
        var (kind, where, roadway, why, by) = ((EmergencyKind)from.ReadByte(), from.ReadWord(), from.ReadText(), from.ReadWord(), from.ReadWord());
        return new(kind, new(where, roadway is null ? null : new RoadwayId(roadway), from.ReadDoubleOrNull()), why, by, from.ReadInstant());
    }
}
