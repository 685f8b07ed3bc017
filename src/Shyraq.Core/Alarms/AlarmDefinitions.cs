using System.Collections.Immutable;
using Shyraq.Core.Safety;
using Shyraq.Core.State;

namespace Shyraq.Core.Alarms;

/// <summary>What alarms of each kind are, as built in or as the mine has changed it. Who changed what and when is in the history.</summary>
internal sealed class AlarmDefinitions
{
    private readonly AlarmDefinition[] _byKind = [.. Enum.GetValues<AlarmKind>().Select(AlarmDefinition.Of)];

    public AlarmDefinition this[AlarmKind kind] => _byKind[(int)kind];

    public ImmutableArray<AlarmDefinition> All => [.. _byKind];

    /// <summary>Changes one; otherwise says why not.</summary>
    public Acts.ActRefusal? Set(SetAlarmDefinition act, string by, Scene scene)
    {
        if (!Enum.IsDefined(act.Alarm) || !Enum.IsDefined(act.Priority)) return new("unknownAlarm", "there is no such kind of alarm or priority");
        var before = this[act.Alarm];
        var after = before with
        {
            Priority = act.Priority,
            DelayOn = act.DelayOn,
            DelayOff = act.DelayOff,
            EscalateAfter = act.EscalateAfter,
            Response = act.Response,
            Version = before.Version + 1,
            ChangedBy = by,
            Changed = scene.Now,
        };
        if (after.Fault() is { } fault) return new(fault.Reason, fault.Detail);
        _byKind[(int)act.Alarm] = after;
        scene.Happened("alarmDefinitionChanged", AlarmKey.NameOf(act.Alarm), "", Phrase.Join(by, Words(PhraseCode.WasDefined, before), Words(PhraseCode.IsDefined, after)));
        return null;
    }

    public void Write(StateWriter to)
    {
        foreach (var one in _byKind)
        {
            to.Write((byte)one.Priority);
            to.Write(one.DelayOn);
            to.Write(one.DelayOff);
            to.Write(one.EscalateAfter);
            to.Write(one.Response);
            to.Write((long)one.Version);
            to.Write(one.ChangedBy);
            to.Write(one.Changed is not null);
            to.Write(one.Changed ?? default);
        }
    }

    public void Read(ref StateReader from)
    {
        for (var i = 0; i < _byKind.Length; i++)
        {
            var one = _byKind[i] with
            {
                Priority = from.ReadEnum<AlarmPriority>(),
                DelayOn = from.ReadDouble(),
                DelayOff = from.ReadDouble(),
                EscalateAfter = from.ReadDoubleOrNull(),
                Response = from.ReadText() ?? "",
                Version = (int)from.ReadLong(),
                ChangedBy = from.ReadText() ?? "",
            };
            var changed = from.ReadBool();
            var when = from.ReadInstant();
            _byKind[i] = one with { Changed = changed ? when : null };
        }
    }

    private static string Words(PhraseCode code, AlarmDefinition one) => Phrase.Of(code, one.Priority, one.DelayOn, one.DelayOff, one.EscalateAfter ?? (object)"");
}
