using System.Collections.Immutable;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>
/// Every condition that stands or that somebody still has to know of, each exactly once. Raises, returns and escalates; what people do with
/// alarms is <see cref="AlarmDesk"/>.
/// </summary>
internal sealed class AlarmBook(AlarmDefinitions definitions, AreaLosses losses, AlarmTally tally)
{
    /// <summary>The longest that an alarm may be put aside: a shift, seconds.</summary>
    public const double LongestShelf = 12 * 3600;

    private readonly SortedDictionary<AlarmKey, Alarm> _alarms = [];
    private readonly SortedDictionary<long, Alarm> _byNumber = [];
    private readonly List<Alarm> _done = [];
    private long _numbers;

    /// <summary>Counts up with every change of what is listed.</summary>
    public long Revision { get; private set; }

    /// <summary>Who is called, in order.</summary>
    public ImmutableArray<OnCall> Roster { get; set; } = [];

    /// <summary>Those on the list, in order of kind and subject.</summary>
    public IEnumerable<Alarm> Listed => _alarms.Values.Where(alarm => alarm.IsListed);

    /// <summary>Everything that is remembered, what is only waited for included.</summary>
    internal IReadOnlyCollection<Alarm> All => _alarms.Values;

    /// <summary>The alarm of a number; null when it is on the list no more.</summary>
    public Alarm? Find(long number) => _byNumber.GetValueOrDefault(number);

    /// <summary>The alarm of something, which is made when there is none.</summary>
    public Alarm Of(AlarmKind kind, string subject, Instant now)
    {
        if (!_alarms.TryGetValue(new(kind, subject), out var alarm)) _alarms.Add(new(kind, subject), alarm = new(kind, subject) { Since = now });
        return alarm;
    }

    /// <summary>The alarm of something; null when there is none.</summary>
    public Alarm? Find(AlarmKind kind, string subject) => _alarms.GetValueOrDefault(new(kind, subject));

    /// <summary>Gives an alarm its number when it has none.</summary>
    public void Name(Alarm alarm)
    {
        if (alarm.Number != 0) return;
        alarm.Number = ++_numbers;
        _byNumber.Add(alarm.Number, alarm);
    }

    /// <summary>What is listed has changed.</summary>
    public void Changed() => Revision++;

    /// <summary>Takes a condition. The same again changes nothing but its words and its place.</summary>
    public void Tell(in Condition condition, Scene scene)
    {
        if (!condition.Stands && !_alarms.ContainsKey(new(condition.Kind, condition.Subject))) return;
        var alarm = Of(condition.Kind, condition.Subject, scene.Now);
        if (condition.Stands)
        {
            if (alarm.IsListed && (alarm.Detail != condition.Detail || alarm.Place != condition.Place)) Changed();
            (alarm.Detail, alarm.Place) = (condition.Detail, condition.Place);
        }
        if (alarm.Stands != condition.Stands)
        {
            alarm.Stands = condition.Stands;
            alarm.Since = Instant.Min(condition.Since ?? scene.Now, scene.Now);
        }
        Settle(alarm, scene);
        Leave();
    }

    /// <summary>Time has passed: delays are over, shelves end, nobody has acknowledged.</summary>
    public void Pass(Scene scene)
    {
        foreach (var alarm in _alarms.Values)
        {
            if (alarm.Shelf is { } shelf && scene.Now >= shelf.Until) Unshelve(alarm, Phrase.Of(PhraseCode.ShelfOver), scene);
            Cover(alarm, scene);
            Settle(alarm, scene);
            Escalate(alarm, scene);
        }
        Leave();
    }

    /// <summary>Ends the time on the shelf. What stands is announced anew; what came and went meanwhile is told.</summary>
    public void Unshelve(Alarm alarm, string why, Scene scene)
    {
        alarm.Shelf = null;
        Changed();
        scene.Happened("unshelved", AlarmKey.NameOf(alarm.Kind), alarm.Subject, why);
        if (alarm.IsActive) Announce(alarm, scene);
    }

    /// <summary>Announces an alarm that nothing keeps back any more.</summary>
    public void Announce(Alarm alarm, Scene scene)
    {
        if (!alarm.IsAnnounced) return;
        alarm.NeedsAcknowledgement = true;
        (alarm.Acknowledged, alarm.Escalated, alarm.Calls) = (null, 0, []);
        alarm.Raised = scene.Now;
        tally.Add(alarm, definitions[alarm.Kind].Priority, scene);
        Changed();
    }

    /// <summary>Raises or returns an alarm whose condition has stood or been gone for long enough.</summary>
    public void Settle(Alarm alarm, Scene scene)
    {
        var definition = definitions[alarm.Kind];
        if (alarm.Stands && !alarm.IsActive && (scene.Now.SecondsSince(alarm.Since) >= definition.DelayOn || losses.IsCertain(alarm.Kind, alarm.Subject))) Raise(alarm, scene);
        else if (!alarm.Stands && alarm.IsActive && scene.Now.SecondsSince(alarm.Since) >= definition.DelayOff) Return(alarm, definition, scene);
        if (!alarm.Stands && !alarm.IsListed) _done.Add(alarm);
    }

    private void Raise(Alarm alarm, Scene scene)
    {
        Name(alarm);
        alarm.IsActive = true;
        alarm.Times++;
        alarm.Raised = scene.Now;
        alarm.NeedsAcknowledgement = true;
        (alarm.Acknowledged, alarm.Escalated, alarm.Calls) = (null, 0, []);
        alarm.SuppressedBy = losses.Covering(alarm.Kind, alarm.Subject);
        Changed();
        scene.Happened("raised", AlarmKey.NameOf(alarm.Kind), alarm.Subject, alarm.Detail);
        Announce(alarm, scene);
    }

    private void Return(Alarm alarm, AlarmDefinition definition, Scene scene)
    {
        alarm.IsActive = false;
        // Nobody need be told that a matter of the shift has settled itself.
        if (definition.Priority == AlarmPriority.Low || alarm.SuppressedBy is not null) alarm.NeedsAcknowledgement = false;
        alarm.SuppressedBy = null;
        Changed();
        scene.Happened("cleared", AlarmKey.NameOf(alarm.Kind), alarm.Subject, alarm.Detail);
    }

    // A radio within a lost area is told by the area; when the area is over, by itself again.
    private void Cover(Alarm alarm, Scene scene)
    {
        if (!alarm.IsActive) return;
        var by = losses.Covering(alarm.Kind, alarm.Subject);
        if (by == alarm.SuppressedBy) return;
        alarm.SuppressedBy = by;
        Changed();
        if (by is null) Announce(alarm, scene);
    }

    private void Escalate(Alarm alarm, Scene scene)
    {
        if (!alarm.NeedsAcknowledgement || !alarm.IsAnnounced || definitions[alarm.Kind].EscalateAfter is not { } after) return;
        // Without a roster it is said once that there is nobody to call; who knows of it need not be followed by the next.
        if ((alarm.Escalated > 0 && NextFor(alarm) is null) || alarm.Calls.Any(call => call.Answer is not null) || scene.Now.SecondsSince(alarm.Raised) < after * (alarm.Escalated + 1)) return;
        CallNext(alarm, "", scene);
    }

    /// <summary>The first of the roster who was not called because of the alarm; null when all were.</summary>
    public OnCall? NextFor(Alarm alarm) => Roster.FirstOrDefault(one => alarm.Calls.All(call => call.Who.Name != one.Name));

    /// <summary>Calls the next of the roster; nobody when all were called.</summary>
    /// <param name="by">Who calls; "" for the time without an acknowledgement.</param>
    public void CallNext(Alarm alarm, string by, Scene scene)
    {
        var who = NextFor(alarm);
        alarm.Escalated++;
        if (who is not null) alarm.Calls = alarm.Calls.Add(new(who, scene.Now, by, null));
        Changed();
        scene.Happened("escalated", AlarmKey.NameOf(alarm.Kind), alarm.Subject,
            Phrase.Join(who is null ? Phrase.Of(PhraseCode.NobodyOnRoster) : who.Contact.Length > 0 ? $"{who.Name}, {who.Contact}" : who.Name, by));
    }

    /// <summary>Lets go those that neither stand nor need anybody.</summary>
    public void Leave()
    {
        foreach (var alarm in _done)
        {
            if (alarm.Stands || alarm.IsListed) continue;
            _alarms.Remove(new(alarm.Kind, alarm.Subject));
            _byNumber.Remove(alarm.Number);
        }
        _done.Clear();
    }

    public void Write(StateWriter to)
    {
        to.Write(Revision);
        to.Write(_numbers);
        to.Write((long)Roster.Length);
        foreach (var one in Roster)
        {
            to.Write(one.Name);
            to.Write(one.Contact);
        }
        to.Write((long)_alarms.Count);
        foreach (var alarm in _alarms.Values) alarm.Write(to);
    }

    public void Read(ref StateReader from)
    {
        Revision = from.ReadLong();
        _numbers = from.ReadLong();
        var roster = ImmutableArray.CreateBuilder<OnCall>();
        for (var i = from.ReadCount(); i > 0; i--) roster.Add(new(from.ReadText() ?? "", from.ReadText() ?? ""));
        Roster = roster.DrainToImmutable();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var alarm = Alarm.Read(ref from);
            if (!_alarms.TryAdd(new(alarm.Kind, alarm.Subject), alarm)) throw new FormatException($"The snapshot holds the alarm {alarm.Kind} of {alarm.Subject} twice.");
            if (alarm.Number != 0 && !_byNumber.TryAdd(alarm.Number, alarm)) throw new FormatException($"The snapshot holds alarm {alarm.Number} twice.");
        }
    }
}
