using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>Everything that the alarm desk shows.</summary>
/// <param name="Time">As of when.</param>
/// <param name="Alarms">What needs a person first: by state, priority, then the newest first.</param>
/// <param name="Flood">Null while one person can follow.</param>
/// <param name="Losses">Lost areas with the last picture of who was there; the newest first.</param>
public sealed record AlarmBoard(
    Instant Time, ImmutableArray<AlarmRow> Alarms, AlarmFlood? Flood, ImmutableArray<AreaLoss> Losses, ImmutableArray<OnCall> Roster,
    ImmutableArray<AlarmDefinition> Definitions, AlarmReport Report);

/// <summary>One alarm.</summary>
/// <param name="Number">By which acts name it.</param>
/// <param name="Since">Since when its condition stands, or no longer does.</param>
/// <param name="Raised">When it was raised last; null for one that is out of service and was not.</param>
/// <param name="Times">How often it was raised since it came on the list.</param>
/// <param name="SuppressedBy">The lost area that stands for it.</param>
/// <param name="Escalated">Who was called last because nobody acknowledged; null when nobody was.</param>
/// <param name="Calls">Everybody who was called, in order, and who of them has answered.</param>
public sealed record AlarmRow(
    long Number, AlarmKind Kind, string Subject, AlarmPriority Priority, AlarmState State, bool Stands, Instant Since, Instant? Raised, int Times,
    string Detail, Point3? Place, Acknowledgement? Acknowledged, Shelf? Shelf, Service? Service, string? SuppressedBy, OnCall? Escalated, ImmutableArray<EscalationCall> Calls);

/// <summary>More alarms than one person can follow, by what causes them.</summary>
/// <param name="InTenMinutes">How many were announced within ten minutes.</param>
/// <param name="Groups">The gravest first.</param>
public sealed record AlarmFlood(Instant Since, int InTenMinutes, ImmutableArray<AlarmGroup> Groups);

/// <summary>Alarms of one cause.</summary>
/// <param name="Kind">What they have in common; for a lost area <see cref="AlarmKind.AreaLost"/>.</param>
/// <param name="Cause">The lost area that they belong to; "" when they only have the kind in common.</param>
/// <param name="Unacknowledged">How many of them nobody has acknowledged; those that the area stands for not counted.</param>
public sealed record AlarmGroup(AlarmKind Kind, string Cause, AlarmPriority Priority, int Unacknowledged, ImmutableArray<long> Alarms);

/// <summary>How good the alarms are as a tool: what a rationalisation has to look at (ISA-18.2 §16, EEMUA 191).</summary>
/// <param name="Standing">How many causes stand now, acknowledged or not.</param>
/// <param name="Stale">Raised more than a day ago and standing ever since, by number.</param>
public sealed record AlarmReport(AlarmRates Rates, ImmutableArray<Chattering> Chattering, int Standing, ImmutableArray<long> Stale);

/// <summary>How many alarms were announced.</summary>
/// <param name="TenMinutes">Within the last ten minutes.</param>
/// <param name="PerTenMinutes">On average over the last day, or since the first alarm. Up to 1 is acceptable, up to 2 manageable.</param>
/// <param name="Peak">Most in one window of ten minutes of the last day.</param>
/// <param name="FloodShare">Share of these windows with more than ten, 0..1; below 0.01 is the aim.</param>
/// <param name="ThirtyDays">Within thirty days; the shares and kinds are of these.</param>
public sealed record AlarmRates(
    int TenMinutes, int Hour, int Day, double PerTenMinutes, int Peak, double FloodShare, int ThirtyDays,
    ImmutableArray<PriorityShare> Shares, ImmutableArray<KindCount> Kinds)
{
    /// <summary>The aim by priority: 80 % low and medium, 15 % high, 5 % critical.</summary>
    internal static readonly double[] Aim = [0.05, 0.15, 0.4, 0.4];
}

/// <summary>The share of a priority, 0..1, and what it should be about (medium and low together 0.8).</summary>
public sealed record PriorityShare(AlarmPriority Priority, int Count, double Share, double Aim);

/// <summary>How often alarms of a kind were announced.</summary>
public sealed record KindCount(AlarmKind Kind, int Count);

/// <summary>An alarm that came three times or more within a minute.</summary>
/// <param name="Count">How often it did within a week.</param>
public sealed record Chattering(AlarmKind Kind, string Subject, int Count, Instant Last);
