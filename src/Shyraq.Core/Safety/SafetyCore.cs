using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Gas;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Record;
using Shyraq.Core.Registry;
using Shyraq.Core.Rescue;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;

namespace Shyraq.Core.Safety;

/// <summary>The parts that decide what a mine's state means for the people in it, in the order in which they are judged.</summary>
public sealed class SafetyCore
{
    private readonly ImmutableArray<ISafetyPart> _parts;
    private readonly ImmutableArray<ITagLooker> _lookers;

    internal SafetyCore(MinePlan plan)
    {
        Presence = new(plan, Registry.Book);
        Zones = new(plan);
        Gas = new(plan);
        Evacuation = new(plan, Gas);
        Rescue = new(plan);
        Alarms = new();
        _parts = [Registry, Presence, Zones, Gas, Evacuation, Rescue, Alarms];
        _lookers = [Presence, Rescue, Alarms];
    }

    /// <summary>Since when silence counts.</summary>
    internal Listening Listening { get; } = new();

    /// <summary>Who may go down.</summary>
    internal RegistryPart Registry { get; } = new();

    /// <summary>Who is in the mine, and how that is known.</summary>
    internal PresencePart Presence { get; }

    /// <summary>Zones and their rules.</summary>
    internal ZonePart Zones { get; }

    internal GasPart Gas { get; }
    internal EvacuationPart Evacuation { get; }
    internal RescuePart Rescue { get; }
    internal AlarmPart Alarms { get; }

    /// <summary>Whether the mine was told that something is wrong with its record, and not yet that it is over.</summary>
    public bool Stands(RecordFault fault) => Alarms.Book.Find(TellRecordFault.KindOf(fault), "") is { Stands: true };

    /// <summary>Judges zones by other rules than those that people set, for another telling of the past; otherwise says why not.</summary>
    public ActRefusal? JudgeZonesBy(ImmutableSortedDictionary<string, RuledZone> zones) => Zones.JudgeBy(zones);

    /// <summary>Everything the registry holds.</summary>
    public RegistryBoard RegistryBoard() => Registry.Board();

    /// <summary>The one list of who is not out.</summary>
    public PresenceBoard PresenceBoard(Mine mine, Instant at) => Presence.Board(mine, at);

    /// <summary>The gas board of a mine whose safety core this is, at a time not before its clock.</summary>
    public GasBoard GasBoard(Mine mine, Instant at) => Gas.Board(mine, at);

    /// <summary>The alarm board at a time not before the mine's clock.</summary>
    public AlarmBoard AlarmBoard(Instant at) => Alarms.Board(at);

    /// <summary>The id of the person to whom the lamp room handed a tag out; null when it is not out.</summary>
    public string? HolderOf(TagId tag) => Presence.HolderOf(tag);

    /// <summary>Who carries which tag: what the registry and the lamp room know, over a list that was put.</summary>
    internal ImmutableSortedDictionary<string, Carrier> Carried(ImmutableSortedDictionary<string, Carrier> listed) => Presence.Carried(Registry.Carried(listed));

    /// <summary>The same of one tag.</summary>
    internal Carrier? CarrierOf(TagId tag, ImmutableSortedDictionary<string, Carrier> listed) => Presence.CarrierOf(tag) ?? Registry.CarrierOf(tag) ?? listed.GetValueOrDefault(tag.Value);

    /// <summary>How often each board has changed, by the name of the part.</summary>
    public IReadOnlyDictionary<string, long> Revisions => _parts.ToDictionary(part => part.Name, part => part.Revision, StringComparer.Ordinal);

    /// <summary>Does an act; otherwise says why not.</summary>
    internal ActRefusal? Take(ActInput act, Scene scene)
    {
        if (act.Act is RecordExport export) return Note(export, act.By, scene);
        if (act.Act is TrimHistory trim) return Note(trim, scene);
        if (act.Act is KeepVersion version) return Note(version, act.By, scene);
        if (act.Act is TellRecordFault fault) fault.Tell(scene);
        // That a checkpoint was signed is nothing for the list of what happened: it is in the journal, and comes every ten minutes.
        if (act.Act is TellRecordFault or NoteCheckpoint) return null;
        foreach (var part in _parts)
            if (part.Take(act, scene, out var refusal)) return refusal;
        return new("unknownAct", $"no part of this version does '{act.Act.GetType().Name}'");
    }

    // No part's state hangs on it: that it is in the record is all.
    private static ActRefusal? Note(RecordExport export, string by, Scene scene)
    {
        if (export.What.Length == 0 || export.Form.Length == 0) return new("unnamedExport", "what was taken out and in which form has a name");
        scene.Happened("exported", export.What, "", Phrase.Join(by, export is { From: { } from, To: { } to } ? Phrase.Of(PhraseCode.ExportOf, export.Form, from, to) : export.Form));
        return null;
    }

    private static ActRefusal? Note(KeepVersion version, string by, Scene scene)
    {
        scene.Happened("versionKept", version.Name, "", Phrase.Join(by, Phrase.Of(PhraseCode.TimeOf, version.From, version.To), version.What));
        return null;
    }

    private static ActRefusal? Note(TrimHistory trim, Scene scene)
    {
        scene.Happened("trimmed", trim.What, "", Phrase.Of(PhraseCode.OlderThan, trim.Before));
        return null;
    }

    /// <summary>Has all that look at tags look at one; gives the bits of those that have more to do with it. See <see cref="ITagLooker"/>.</summary>
    internal int Look(TagTrack track, Fix? fix, in Moment moment)
    {
        var forParts = 0;
        for (var i = 0; i < _lookers.Length; i++)
            if (_lookers[i].Look(track, fix, moment)) forParts |= 1 << i;
        return forParts;
    }

    /// <summary>The bit of one that looks at tags.</summary>
    internal int BitOf(ITagLooker looker) => 1 << _lookers.IndexOf(looker);

    /// <summary>Judges an input, part after part.</summary>
    internal void Judge(Scene scene)
    {
        Listening.Note(scene.Now);
        foreach (var part in _parts) part.Judge(scene);
    }

    /// <summary>Carries everything over to a new plan.</summary>
    internal void Change(MinePlan plan)
    {
        foreach (var part in _parts) part.Change(plan);
    }

    internal void Write(StateWriter to)
    {
        Listening.Write(to);
        foreach (var part in _parts)
        {
            to.Write(part.Name);
            part.Write(to);
        }
    }

    internal void Read(ref StateReader from)
    {
        Listening.Read(ref from);
        foreach (var part in _parts)
        {
            if (from.ReadText() != part.Name) throw new FormatException($"The snapshot lacks the part '{part.Name}'.");
            part.Read(ref from);
        }
    }
}
