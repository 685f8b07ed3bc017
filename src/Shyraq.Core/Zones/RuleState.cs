using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>Zones and rules as bytes of a snapshot.</summary>
internal static class RuleState
{
    public static void Write(StateWriter to, RuleSet set)
    {
        to.Write((long)set.Version);
        to.Write(set.By);
        to.Write(set.At);
        to.Write(set.Why);
        Write(to, set.Trial);
        Write(to, set.Zones);
    }

    public static RuleSet ReadSet(ref StateReader from) =>
        new((int)from.ReadLong(), Text(ref from), from.ReadInstant(), Text(ref from), ReadTrial(ref from), ReadZones(ref from));

    public static void Write(StateWriter to, RuleDraft? draft)
    {
        to.Write(draft is not null);
        if (draft is null) return;
        to.Write(draft.Revision);
        to.Write(draft.By);
        to.Write(draft.At);
        Write(to, draft.Trial);
        Write(to, draft.Zones);
    }

    public static RuleDraft? ReadDraft(ref StateReader from) =>
        from.ReadBool() ? new(from.ReadLong(), Text(ref from), from.ReadInstant(), ReadTrial(ref from), ReadZones(ref from)) : null;

    public static void Write(StateWriter to, Permit permit)
    {
        to.Write(permit.Zone.Value);
        to.Write(permit.Holder);
        to.Write(permit.Until);
        to.Write(permit.By);
        to.Write(permit.At);
    }

    public static Permit ReadPermit(ref StateReader from) =>
        new(new(Text(ref from)), Text(ref from), from.ReadInstant(), Text(ref from), from.ReadInstant());

    public static string Text(ref StateReader from) => from.ReadText() ?? throw new FormatException("A text of the zones is missing.");

    private static void Write(StateWriter to, TrialNote? trial)
    {
        to.Write(trial is not null);
        if (trial is null) return;
        to.Write(trial.By);
        to.Write(trial.At);
        to.Write(trial.From);
        to.Write(trial.To);
        to.Write((long)trial.Alarms);
        to.Write((long)trial.Crossings);
    }

    private static TrialNote? ReadTrial(ref StateReader from) =>
        from.ReadBool() ? new(Text(ref from), from.ReadInstant(), from.ReadInstant(), from.ReadInstant(), (int)from.ReadLong(), (int)from.ReadLong()) : null;

    private static void Write(StateWriter to, ImmutableSortedDictionary<string, RuledZone> zones)
    {
        to.Write((long)zones.Count);
        foreach (var zone in zones.Values)
        {
            to.Write(zone.Id.Value);
            to.Write(zone.Name);
            to.Write(zone.Shape is not null);
            if (zone.Shape is { } shape) Write(to, shape);
            to.Write((long)zone.Rules.Length);
            foreach (var rule in zone.Rules) Write(to, rule);
        }
    }

    private static ImmutableSortedDictionary<string, RuledZone> ReadZones(ref StateReader from)
    {
        var zones = RuleSet.Base.Zones.ToBuilder();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var (id, name) = (new ZoneId(Text(ref from)), Text(ref from));
            var shape = from.ReadBool() ? ReadShape(ref from) : null;
            var rules = new ZoneRule[from.ReadCount()];
            for (var r = 0; r < rules.Length; r++) rules[r] = ReadRule(ref from);
            zones[id.Value] = new(id, name, shape, [.. rules]);
        }
        return zones.ToImmutable();
    }

    private static void Write(StateWriter to, ZoneShape shape)
    {
        to.Write((long)shape.Sections.Length);
        foreach (var section in shape.Sections)
        {
            to.Write(section.Roadway.Value);
            to.Write(section.From);
            to.Write(section.To);
        }
        to.Write((long)shape.Outline.Length);
        foreach (var corner in shape.Outline) to.Write(corner);
        Write(to, shape.Levels);
    }

    private static ZoneShape ReadShape(ref StateReader from)
    {
        var sections = new Stretch[from.ReadCount()];
        for (var i = 0; i < sections.Length; i++) sections[i] = new(new(Text(ref from)), from.ReadDouble(), from.ReadDouble());
        var outline = new Point3[from.ReadCount()];
        for (var i = 0; i < outline.Length; i++) outline[i] = from.ReadPoint();
        return new([.. sections], [.. outline], ReadTexts(ref from));
    }

    private static void Write(StateWriter to, ZoneRule rule)
    {
        switch (rule)
        {
            case RestrictedRule restricted:
                to.Write((byte)1);
                Write(to, restricted.Roles);
                Write(to, restricted.Crews);
                Write(to, restricted.Tags);
                to.Write((long)restricted.Hours.Length);
                foreach (var (begin, end, offset) in restricted.Hours)
                {
                    to.Write((long)begin);
                    to.Write((long)end);
                    to.Write((long)offset);
                }
                break;
            case PermittedRule permitted:
                to.Write((byte)2);
                Write(to, permitted.Tags);
                break;
            case KeyRule: to.Write((byte)3); break;
            case CapacityRule capacity: Number(4, capacity.Max); break;
            case OvertimeRule overtime: Number(5, overtime.Minutes); break;
            case TooFewRule few:
                Number(6, few.Minutes);
                to.Write((long)few.Min);
                break;
            case SpeedRule speed: Number(7, speed.KilometresPerHour); break;
            case ProximityRule proximity: Number(8, proximity.Metres); break;
            default: throw new InvalidOperationException($"{rule.GetType().Name} is no known rule.");
        }

        void Number(byte kind, double number)
        {
            to.Write(kind);
            to.Write(number);
        }
    }

    private static ZoneRule ReadRule(ref StateReader from)
    {
        switch (from.ReadByte())
        {
            case 1:
                var (roles, crews, tags) = (ReadTexts(ref from), ReadTexts(ref from), ReadTexts(ref from));
                var hours = new DayWindow[from.ReadCount()];
                for (var i = 0; i < hours.Length; i++) hours[i] = new((int)from.ReadLong(), (int)from.ReadLong(), (int)from.ReadLong());
                return new RestrictedRule(roles, crews, tags, [.. hours]);
            case 2: return new PermittedRule(ReadTexts(ref from));
            case 3: return new KeyRule();
            case 4: return new CapacityRule((int)from.ReadDouble());
            case 5: return new OvertimeRule(from.ReadDouble());
            case 6:
                var minutes = from.ReadDouble();
                return new TooFewRule((int)from.ReadLong(), minutes);
            case 7: return new SpeedRule(from.ReadDouble());
            case 8: return new ProximityRule(from.ReadDouble());
            case var other: throw new FormatException($"The snapshot has a rule of an unknown kind, {other}.");
        }
    }

    private static void Write(StateWriter to, ImmutableArray<string> texts)
    {
        to.Write((long)texts.Length);
        foreach (var text in texts) to.Write(text);
    }

    private static ImmutableArray<string> ReadTexts(ref StateReader from)
    {
        var texts = new string[from.ReadCount()];
        for (var i = 0; i < texts.Length; i++) texts[i] = Text(ref from);
        return [.. texts];
    }
}
