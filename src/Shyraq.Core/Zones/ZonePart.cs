using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.State;

namespace Shyraq.Core.Zones;

/// <summary>
/// Zones and their rules. <see cref="ZoneWatch"/> decides who is in which zone; here is decided what that means. Entering and leaving where one may not be is
/// told at once, all else at each tick.
/// </summary>
internal sealed class ZonePart : ISafetyPart
{
    private readonly ZoneBook _book = new();
    private readonly Permits _permits = new();
    private readonly Clearances _clearances = new();
    private readonly Crowd _crowd = new();
    private readonly SpeedWatch _speed = new();
    private readonly ProximityWatch _proximity = new();
    private readonly List<Breach> _breaches = [];
    private readonly Standing _standing = new();
    private Occupancy _occupancy;
    private MinePlan _plan;
    private bool _looksAtVehicles;
    private RuleSet? _instead;

    public ZonePart(MinePlan plan)
    {
        _plan = plan;
        (InForce, _occupancy) = Renewed();
    }

    public string Name => "zones";

    public long Revision { get; private set; }

    /// <summary>The zones that are watched now.</summary>
    public ZonesInForce InForce { get; private set; }

    /// <summary>The rules of the console.</summary>
    public ZoneBook Book => _book;

    public Permits Permits => _permits;

    public Clearances Clearances => _clearances;

    public Standing Standing => _standing;

    /// <summary>Judges by other rules from now on: for a trial beside the living mine.</summary>
    public void Try(RuleSet set, IEnumerable<Permit> permits)
    {
        _book.Try(set);
        _permits.Take(permits);
        Renew();
    }

    /// <summary>Judges by other rules than those that people set, whatever they set from now on; otherwise says why not. Nothing of it is kept in a snapshot.</summary>
    public ActRefusal? JudgeBy(ImmutableSortedDictionary<string, RuledZone> zones)
    {
        foreach (var zone in zones.Values)
        {
            if (zone.Shape is null && _plan.Zones.All(drawn => drawn.Id != zone.Id)) return new("unknownZone", $"neither the plan nor the draft has a zone {zone.Id}");
            if ((zone.Shape is null ? null : RuleFaults.Of(zone.Shape, _plan)) is { } amiss) return amiss with { Detail = $"zone {zone.Id}: {amiss.Detail}" };
            if (RuleFaults.Of(zone.Rules) is { } fault) return fault with { Detail = $"zone {zone.Id}: {fault.Detail}" };
        }
        _instead = RuleSet.Base with { Zones = zones };
        Renew();
        return null;
    }

    public bool Take(ActInput act, Scene scene, out ActRefusal? refusal)
    {
        refusal = _book.Take(act, scene, out var isMine);
        if (!isMine) refusal = _permits.Take(act, scene, InForce, out isMine);
        if (!isMine) refusal = _clearances.Take(act, scene, InForce, out isMine);
        if (!isMine || refusal is not null) return isMine;
        Revision++;
        if (act.Act is ActivateZones) Renew();
        return true;
    }

    public void Judge(Scene scene)
    {
        foreach (var crossing in scene.Crossings) Judge(scene, crossing);
        if (scene.IsTick || scene.Input is ActInput or PlanInput or CarriersInput) Sweep(scene);
    }

    public void Change(MinePlan plan)
    {
        _plan = plan;
        _speed.Clear();
        _proximity.Clear();
        Renew();
    }

    public void Write(StateWriter to)
    {
        _book.Write(to);
        _permits.Write(to);
        _clearances.Write(to);
        _standing.Write(to);
        _crowd.Write(to);
        _speed.Write(to);
        _proximity.Write(to);
    }

    public void Read(ref StateReader from)
    {
        _book.Read(ref from);
        _permits.Read(ref from);
        _clearances.Read(ref from);
        _standing.Read(ref from);
        _crowd.Read(ref from);
        _speed.Read(ref from, _plan);
        _proximity.Read(ref from);
        Renew();
    }

    private void Judge(Scene scene, Crossing crossing)
    {
        Revision++;
        if (InForce.Of(crossing.Zone.Value) is not { } zone) return;
        if (crossing.Kind == CrossingKind.Left)
        {
            _standing.End(scene, Breach.Of(AlarmKind.Restricted, zone.Id, crossing.Tag, ""), InForce);
            return;
        }
        if (Admission.Against(zone, crossing.Tag, scene.CarrierOf(crossing.Tag), _permits, scene.Now) is not { } why) return;
        var breach = Breach.Of(AlarmKind.Restricted, zone.Id, crossing.Tag, why);
        if (crossing.Kind == CrossingKind.Passed) _standing.Pass(scene, breach, InForce);
        else _standing.Begin(scene, breach, InForce);
    }

    private void Sweep(Scene scene)
    {
        if (scene.IsTick) _permits.Forget(scene.Now);
        _breaches.Clear();
        _occupancy.Count(scene.Tracks);
        for (var i = 0; i < InForce.All.Length; i++)
            foreach (var (track, _) in _occupancy.In(i))
                if (Admission.Against(InForce.All[i], track.Tag, scene.CarrierOf(track.Tag), _permits, scene.Now) is { } why)
                    _breaches.Add(Breach.Of(AlarmKind.Restricted, InForce.All[i].Id, track.Tag, why));
        _crowd.Judge(_occupancy, scene.Now, _breaches);
        if (_looksAtVehicles)
        {
            // Speeds and ways are measured from tick to tick; between them they stand as they were.
            var fixes = scene.IsTick ? scene.Fixes.ToDictionary(fix => fix.Tag.Value, StringComparer.Ordinal) : null;
            _speed.Judge(_occupancy, _plan, fixes, _breaches);
            _proximity.Judge(_occupancy, _plan, fixes, scene.Now, tag => scene.TrackOf(tag) is { Carrier: CarrierKind.Person }, _breaches);
        }
        if (_clearances.Judge(scene, InForce, _breaches)) Revision++;
        if (_standing.Settle(scene, _breaches, InForce)) Revision++;
    }

    private void Renew() => (InForce, _occupancy) = Renewed();

    private (ZonesInForce, Occupancy) Renewed()
    {
        var zones = new ZonesInForce(_plan, _instead ?? _book.Live);
        _looksAtVehicles = zones.All.Any(zone => zone.Rules.Any(rule => rule is SpeedRule or ProximityRule));
        if (!_looksAtVehicles)
        {
            _speed.Clear();
            _proximity.Clear();
        }
        return (zones, new(zones));
    }
}
