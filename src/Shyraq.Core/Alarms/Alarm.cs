using System.Collections.Immutable;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>The state of an alarm (ISA-18.2 §5.2.3, IEC 62682 §5.6).</summary>
public enum AlarmState
{
    /// <summary>Its cause stands, and nobody has said that they act.</summary>
    Unacknowledged,

    /// <summary>Its cause stands, and somebody acts.</summary>
    Acknowledged,

    /// <summary>Its cause is gone before anybody acknowledged it.</summary>
    Returned,

    /// <summary>Put aside by a person for a time.</summary>
    Shelved,

    /// <summary>A greater alarm stands for it: a radio within a lost area.</summary>
    SuppressedByDesign,

    /// <summary>Taken out of service for a repair or a test.</summary>
    OutOfService,
}

/// <summary>Who acknowledged, when, and what they said.</summary>
public sealed record Acknowledgement(string By, Instant Time, string Note);

/// <summary>Somebody of the roster was called because of an alarm.</summary>
/// <param name="By">Who called them; "" when it was the time without an acknowledgement.</param>
/// <param name="Answer">That they know of it: <see cref="Acknowledgement.By"/> is who noted it, themselves or the desk; null while they have not answered.</param>
public sealed record EscalationCall(OnCall Who, Instant Time, string By, Acknowledgement? Answer);

/// <summary>Why, by whom and until when an alarm is put aside.</summary>
public sealed record Shelf(string By, string Reason, Instant Until);

/// <summary>Why, by whom and since when an alarm is out of service.</summary>
/// <param name="ConfirmedBy">The second person; "" where none was needed.</param>
public sealed record Service(string By, string ConfirmedBy, string Reason, Instant Since);

/// <summary>One condition as the alarm book keeps it, from the moment it is told until neither it nor a person needs the alarm any more.</summary>
internal sealed class Alarm(AlarmKind kind, string subject)
{
    public AlarmKind Kind { get; } = kind;
    public string Subject { get; } = subject;

    /// <summary>Counted through the life of the mine; 0 before it was raised for the first time.</summary>
    public long Number { get; set; }

    /// <summary>The condition stands, and since when it does or does not.</summary>
    public bool Stands { get; set; }
    public Instant Since { get; set; }

    /// <summary>Raised and not returned.</summary>
    public bool IsActive { get; set; }
    public Instant Raised { get; set; }

    /// <summary>How often it was raised since it came on the list.</summary>
    public int Times { get; set; }

    /// <summary>Somebody has to say that they have seen it.</summary>
    public bool NeedsAcknowledgement { get; set; }

    public Acknowledgement? Acknowledged { get; set; }
    public Shelf? Shelf { get; set; }
    public Service? Service { get; set; }

    /// <summary>The greater alarm's subject that stands for this one; null when none does.</summary>
    public string? SuppressedBy { get; set; }

    /// <summary>How often it was time to call somebody or somebody was called; with an empty roster nobody is.</summary>
    public int Escalated { get; set; }

    /// <summary>Who was called since it was announced, in order.</summary>
    public ImmutableArray<EscalationCall> Calls { get; set; } = [];
    public string Detail { get; set; } = "";
    public Point3? Place { get; set; }

    /// <summary>It is, or may soon be again, a matter for somebody: it stands on the board.</summary>
    public bool IsListed => IsActive || NeedsAcknowledgement || Shelf is not null || Service is not null;

    /// <summary>Nothing keeps it from being announced.</summary>
    public bool IsAnnounced => Shelf is null && Service is null && SuppressedBy is null;

    public AlarmState State =>
        Service is not null ? AlarmState.OutOfService
        : Shelf is not null ? AlarmState.Shelved
        : SuppressedBy is not null ? AlarmState.SuppressedByDesign
        : !IsActive ? AlarmState.Returned
        : NeedsAcknowledgement ? AlarmState.Unacknowledged : AlarmState.Acknowledged;

    public void Write(StateWriter to)
    {
        to.Write((byte)Kind);
        to.Write(Subject);
        to.Write(Number);
        to.Write(Stands);
        to.Write(Since);
        to.Write(IsActive);
        to.Write(Raised);
        to.Write((long)Times);
        to.Write(NeedsAcknowledgement);
        to.Write(Acknowledged?.By);
        if (Acknowledged is { } seen)
        {
            to.Write(seen.Time);
            to.Write(seen.Note);
        }
        to.Write(Shelf?.By);
        if (Shelf is { } shelf)
        {
            to.Write(shelf.Reason);
            to.Write(shelf.Until);
        }
        to.Write(Service?.By);
        if (Service is { } service)
        {
            to.Write(service.ConfirmedBy);
            to.Write(service.Reason);
            to.Write(service.Since);
        }
        to.Write(SuppressedBy);
        to.Write((long)Escalated);
        to.Write((long)Calls.Length);
        foreach (var call in Calls)
        {
            to.Write(call.Who.Name);
            to.Write(call.Who.Contact);
            to.Write(call.Time);
            to.Write(call.By);
            to.Write(call.Answer?.By);
            if (call.Answer is not { } answer) continue;
            to.Write(answer.Time);
            to.Write(answer.Note);
        }
        to.Write(Detail);
        to.Write(Place is not null);
        to.Write(Place ?? default);
    }

    public static Alarm Read(ref StateReader from)
    {
        var alarm = new Alarm(from.ReadEnum<AlarmKind>(), from.ReadText() ?? "")
        {
            Number = from.ReadLong(),
            Stands = from.ReadBool(),
            Since = from.ReadInstant(),
            IsActive = from.ReadBool(),
            Raised = from.ReadInstant(),
            Times = (int)from.ReadLong(),
            NeedsAcknowledgement = from.ReadBool(),
        };
        if (from.ReadText() is { } seen) alarm.Acknowledged = new(seen, from.ReadInstant(), from.ReadText() ?? "");
        if (from.ReadText() is { } aside) alarm.Shelf = new(aside, from.ReadText() ?? "", from.ReadInstant());
        if (from.ReadText() is { } by) alarm.Service = new(by, from.ReadText() ?? "", from.ReadText() ?? "", from.ReadInstant());
        alarm.SuppressedBy = from.ReadText();
        alarm.Escalated = (int)from.ReadLong();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var call = new EscalationCall(new(from.ReadText() ?? "", from.ReadText() ?? ""), from.ReadInstant(), from.ReadText() ?? "", null);
            alarm.Calls = alarm.Calls.Add(from.ReadText() is { } answered ? call with { Answer = new(answered, from.ReadInstant(), from.ReadText() ?? "") } : call);
        }
        alarm.Detail = from.ReadText() ?? "";
        var placed = from.ReadBool();
        var place = from.ReadPoint();
        alarm.Place = placed ? place : null;
        return alarm;
    }
}
