using Shyraq.Core.Alarms;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>Too many people in a zone, too few, and those who stay too long.</summary>
internal sealed class Crowd
{
    private readonly SortedDictionary<string, Instant> _fewSince = new(StringComparer.Ordinal);

    /// <summary>Adds what is broken now.</summary>
    public void Judge(Occupancy occupancy, Instant now, List<Breach> breaches)
    {
        var zones = occupancy.Zones.All;
        for (var i = 0; i < zones.Length; i++)
        {
            var zone = zones[i];
            foreach (var rule in zone.Rules)
            {
                switch (rule)
                {
                    case CapacityRule { Max: var max } when occupancy.People(i) is var people && people > max:
                        breaches.Add(Breach.Of(AlarmKind.OverCapacity, zone.Id, $"{people} > {max}"));
                        break;
                    case OvertimeRule { Minutes: var minutes }:
                        foreach (var (track, stay) in occupancy.In(i).Where(one => one.IsPerson))
                            if (now.SecondsSince(stay.Since) > minutes * 60)
                                breaches.Add(Breach.Of(AlarmKind.Overtime, zone.Id, track.Tag, Phrase.Of(PhraseCode.LongerThan, minutes)));
                        break;
                    case TooFewRule few:
                        Few(zone.Id, few, occupancy.People(i), now, breaches);
                        break;
                }
            }
        }
        foreach (var gone in _fewSince.Keys.Where(id => occupancy.Zones.Of(id)?.Rule<TooFewRule>() is null).ToList()) _fewSince.Remove(gone);
    }

    public void Write(StateWriter to)
    {
        to.Write((long)_fewSince.Count);
        foreach (var (zone, since) in _fewSince)
        {
            to.Write(zone);
            to.Write(since);
        }
    }

    public void Read(ref StateReader from)
    {
        _fewSince.Clear();
        for (var i = from.ReadCount(); i > 0; i--) _fewSince[RuleState.Text(ref from)] = from.ReadInstant();
    }

    private void Few(ZoneId zone, TooFewRule rule, int people, Instant now, List<Breach> breaches)
    {
        if (people == 0 || people >= rule.Min)
        {
            _fewSince.Remove(zone.Value);
            return;
        }
        _fewSince.TryAdd(zone.Value, now);
        if (now.SecondsSince(_fewSince[zone.Value]) >= rule.Minutes * 60) breaches.Add(Breach.Of(AlarmKind.TooFew, zone, Phrase.Of(PhraseCode.FewerThan, people, rule.Min, rule.Minutes)));
    }
}
