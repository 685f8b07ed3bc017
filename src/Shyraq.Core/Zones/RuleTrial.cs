using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>An alarm that the draft would have raised.</summary>
/// <param name="Name">The carrier's name; "" when unknown or when it is about no tag.</param>
/// <param name="Ended">Null: it stood at the end of the period.</param>
public sealed record WouldBe(Instant Time, AlarmKind Kind, string Subject, string Name, string Detail, Instant? Ended);

/// <summary>What a draft was tried with: it, and who may be where and who carries what now.</summary>
public sealed record TrialSetting(long Draft, MinePlan Plan, ImmutableSortedDictionary<string, Carrier> Carriers, RuleSet Set, ImmutableArray<Permit> Permits);

/// <summary>
/// What a draft would have done in a past time. The beliefs are worked out anew from what the radios said then, on the plan and with the carriers of now,
/// beginning a quarter of an hour before the period; so whoever was in a zone before that is taken to have come in then.
/// </summary>
public sealed class RuleTrial
{
    /// <summary>The walk begins so long before the period, seconds.</summary>
    public const double RunUp = 900;

    /// <summary>Alarms kept in full; more are counted.</summary>
    public const int MostListed = 1000;

    private readonly Instant _from;
    private readonly Mine _mine;
    private readonly List<WouldBe> _listed = [];
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal); // where in the list; −1: not listed
    private readonly SortedDictionary<AlarmKind, int> _counts = [];

    /// <param name="from">What comes before is walked through and not told.</param>
    public RuleTrial(TrialSetting setting, Instant from, TrackingOptions options)
    {
        _from = from;
        _mine = new(setting.Plan, options);
        _mine.Follow(new CarriersInput(default, setting.Carriers));
        _mine.Safety.Zones.Try(setting.Set, setting.Permits);
    }

    /// <summary>Alarms that would have been raised.</summary>
    public int Alarms => _counts.Values.Sum();

    /// <summary>The same by kind.</summary>
    public ImmutableSortedDictionary<AlarmKind, int> Counts => _counts.ToImmutableSortedDictionary();

    /// <summary>Borders of zones that would have been crossed.</summary>
    public int Crossings { get; private set; }

    /// <summary>The first of them.</summary>
    public ImmutableArray<WouldBe> Listed => [.. _listed];

    /// <summary>Takes an input as it was journalled. Plans, carriers and acts of then are left out: those of now stand.</summary>
    public void Take(MineInput input)
    {
        if (input is PlanInput or CarriersInput or ActInput or RefusalsInput) return;
        var judged = _mine.Judge(_mine.Place(_mine.Follow(input)));
        var told = input.Arrived >= _from;
        if (told) Crossings += judged.Placed.Crossings.Length;
        foreach (var condition in judged.Conditions)
            if (IsOfZones(condition.Kind)) Note(condition, told);
    }

    private static bool IsOfZones(AlarmKind kind) => kind is AlarmKind.Restricted or AlarmKind.OverCapacity or AlarmKind.Overtime or AlarmKind.TooFew or AlarmKind.Speeding or AlarmKind.Proximity;

    private void Note(Condition condition, bool told)
    {
        var key = $"{condition.Kind} {condition.Subject}";
        if (!condition.Stands)
        {
            if (_open.Remove(key, out var at) && at >= 0) _listed[at] = _listed[at] with { Ended = _mine.Clock };
            return;
        }
        // A figure that changes while it stands is no new alarm.
        if (!_open.TryAdd(key, told && _listed.Count < MostListed ? _listed.Count : -1) || !told) return;
        _counts[condition.Kind] = _counts.GetValueOrDefault(condition.Kind) + 1;
        if (_listed.Count < MostListed) _listed.Add(new(_mine.Clock, condition.Kind, condition.Subject, NameOf(condition.Subject), condition.Detail, null));
    }

    private string NameOf(string subject) => subject.LastIndexOf('/') is >= 0 and var slash && _mine.Carriers.TryGetValue(subject[(slash + 1)..], out var carrier) ? carrier.Name : "";
}
