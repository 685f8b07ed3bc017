using Shyraq.Core.Acts;
using Shyraq.Core.Safety;

namespace Shyraq.Core.Alarms;

/// <summary>What people do with alarms. Each act leaves a line in the history with who did it.</summary>
internal sealed class AlarmDesk(AlarmBook book, AlarmDefinitions definitions)
{
    /// <summary>Does an act that is one of the desk's; false when it is not.</summary>
    public bool Take(ActInput input, Scene scene, out ActRefusal? refusal)
    {
        (refusal, var mine) = input.Act switch
        {
            Acknowledge act => (Do(act, input.By, scene), true),
            Shelve act => (Do(act, input.By, scene), true),
            Unshelve act => (Do(act, input.By, scene), true),
            OutOfService act => (Do(act, input.By, scene), true),
            BackInService act => (Do(act, input.By, scene), true),
            SetAlarmDefinition act => (definitions.Set(act, input.By, scene), true),
            SetEscalationRoster act => (Do(act, input.By, scene), true),
            CallSecond act => (Do(act, input.By, scene), true),
            AnswerCall act => (Do(act, input.By, scene), true),
            _ => (null, false),
        };
        if (mine && refusal is null) book.Changed();
        return mine;
    }

    private ActRefusal? Do(Acknowledge act, string by, Scene scene)
    {
        var known = false;
        foreach (var number in act.Alarms)
        {
            if (book.Find(number) is not { } alarm) continue;
            known = true;
            if (!alarm.NeedsAcknowledgement) continue;
            alarm.NeedsAcknowledgement = false;
            alarm.Acknowledged = new(by, scene.Now, act.Note);
            scene.Happened("acknowledged", AlarmKey.NameOf(alarm.Kind), alarm.Subject, act.Note.Length > 0 ? $"{by}: {act.Note}" : by);
            book.Settle(alarm, scene);
        }
        book.Leave();
        return known ? null : new("unknownAlarm", "none of these alarms is on the list any more");
    }

    private ActRefusal? Do(Shelve act, string by, Scene scene)
    {
        if (book.Find(act.Alarm) is not { } alarm) return Unknown(act.Alarm);
        if (definitions[alarm.Kind].Safety) return new("safetyAlarm", "lives hang on this alarm: it is not put aside. Acknowledge it; what is being repaired is taken out of service by two persons");
        if (string.IsNullOrWhiteSpace(act.Reason)) return new("needsReason", "an alarm is put aside with a reason");
        if (!(act.Until.SecondsSince(scene.Now) is > 0 and <= AlarmBook.LongestShelf)) return new("badTime", $"an alarm is put aside for at most {AlarmBook.LongestShelf / 3600:0} h from now, which is {scene.Now}");
        alarm.Shelf = new(by, act.Reason.Trim(), act.Until);
        // Whoever puts it aside has seen it.
        alarm.NeedsAcknowledgement = false;
        alarm.Acknowledged = new(by, scene.Now, act.Reason.Trim());
        scene.Happened("shelved", AlarmKey.NameOf(alarm.Kind), alarm.Subject, Phrase.Join($"{by}: {act.Reason.Trim()}", Phrase.Of(PhraseCode.Until, act.Until)));
        return null;
    }

    private ActRefusal? Do(Unshelve act, string by, Scene scene)
    {
        if (book.Find(act.Alarm) is not { Shelf: not null } alarm) return Unknown(act.Alarm);
        book.Unshelve(alarm, by, scene);
        book.Settle(alarm, scene);
        book.Leave();
        return null;
    }

    private ActRefusal? Do(OutOfService act, string by, Scene scene)
    {
        if (!Enum.IsDefined(act.Alarm) || string.IsNullOrWhiteSpace(act.Subject)) return new("unknownAlarm", "an alarm is named by its kind and its subject");
        if (string.IsNullOrWhiteSpace(act.Reason)) return new("needsReason", "an alarm is taken out of service with a reason");
        var second = act.ConfirmedBy.Trim();
        if (definitions[act.Alarm].Safety && (second.Length == 0 || string.Equals(second, by, StringComparison.OrdinalIgnoreCase)))
            return new("needsSecondPerson", "lives hang on this alarm: a second person confirms that it is taken out of service");
        var alarm = book.Of(act.Alarm, act.Subject, scene.Now);
        if (alarm.Service is not null) return new("outOfService", $"it is out of service already, by {alarm.Service.By}");
        book.Name(alarm);
        alarm.Service = new(by, second, act.Reason.Trim(), scene.Now);
        alarm.Shelf = null;
        alarm.NeedsAcknowledgement = false;
        scene.Happened("outOfService", AlarmKey.NameOf(alarm.Kind), alarm.Subject, second.Length > 0 ? $"{by}, {second}: {act.Reason.Trim()}" : $"{by}: {act.Reason.Trim()}");
        return null;
    }

    private ActRefusal? Do(BackInService act, string by, Scene scene)
    {
        if (book.Find(act.Alarm, act.Subject) is not { Service: not null } alarm) return new("inService", "it is not out of service");
        alarm.Service = null;
        scene.Happened("backInService", AlarmKey.NameOf(alarm.Kind), alarm.Subject, by);
        if (alarm.IsActive) book.Announce(alarm, scene);
        else alarm.NeedsAcknowledgement = false;
        book.Settle(alarm, scene);
        book.Leave();
        return null;
    }

    private ActRefusal? Do(SetEscalationRoster act, string by, Scene scene)
    {
        if (act.People.Length > 20 || act.People.Any(one => string.IsNullOrWhiteSpace(one.Name))) return new("badRoster", "a roster has at most 20 people, each with a name");
        book.Roster = act.People;
        scene.Happened("rosterChanged", "", "", $"{by}: {string.Join(", ", act.People.Select(one => one.Name))}");
        return null;
    }

    private ActRefusal? Do(CallSecond act, string by, Scene scene)
    {
        if (book.Find(act.Alarm) is not { IsListed: true } alarm) return Unknown(act.Alarm);
        if (book.NextFor(alarm) is null) return new("nobodyToCall", book.Roster.IsEmpty ? "nobody is on the roster" : "everybody on the roster has been called");
        book.CallNext(alarm, by, scene);
        return null;
    }

    private ActRefusal? Do(AnswerCall act, string by, Scene scene)
    {
        if (book.Find(act.Alarm) is not { } alarm) return Unknown(act.Alarm);
        var index = alarm.Calls.ToList().FindIndex(call => call.Answer is null && call.Who.Name == act.Name);
        if (index < 0) return new("notCalled", $"{act.Name} was not called because of this alarm, or has answered already");
        alarm.Calls = alarm.Calls.SetItem(index, alarm.Calls[index] with { Answer = new(by, scene.Now, act.Note) });
        scene.Happened("callAnswered", AlarmKey.NameOf(alarm.Kind), alarm.Subject, Phrase.Join(act.Name, act.Note, by));
        return null;
    }

    private static ActRefusal Unknown(long number) => new("unknownAlarm", $"no alarm of number {number} is on the list, or it is not in that state");
}
