using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Plan;
using Shyraq.Core.Safety;
using Shyraq.Core.Sightings;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Gas;

/// <summary>The gas and the air: takes readings, compares them with the limits, tells what rises, what is broken, and who is in danger.</summary>
internal sealed class GasPart(MinePlan plan) : ISafetyPart
{
    /// <summary>What rises is told when it would be beyond its limit within this, minutes.</summary>
    private const double Ahead = 10;

    /// <summary>And only from this share of the limit on, when nearly all pairs of values rise: noise near zero is no danger.</summary>
    private const double FromShare = 0.3, Steady = 0.75;

    /// <summary>A value that was beyond its limit is so until it is back by this share of it.</summary>
    private const double Hysteresis = 0.05;

    private readonly GasIntake _intake = new();
    private readonly GasLimits _limits = new();
    private SensorPlaces _places = new(plan);
    private Airflow? _air;
    private MinePlan _plan = plan;
    private readonly List<GasSensor> _gone = [];

    public string Name => "gas";

    public long Revision { get; private set; }

    /// <summary>Takes readings in; they are judged with the input.</summary>
    public (int Accepted, ImmutableArray<Refusal> Refusals) Follow(ReadingsInput input) => _intake.Follow(input, _plan);

    public bool Take(ActInput act, Scene scene, out ActRefusal? refusal)
    {
        refusal = null;
        if (act.Act is not SetGasLimit set) return false;
        refusal = _limits.Do(set, act.By, _plan, scene);
        if (refusal is not null) return true;
        Revision++;
        foreach (var sensor in _intake.All) Values(sensor, scene);
        return true;
    }

    public void Judge(Scene scene)
    {
        foreach (var sensor in _gone) Forget(sensor, scene);
        _gone.Clear();
        if (scene.Input is ReadingsInput)
        {
            foreach (var sensor in _intake.Touched)
            {
                Values(sensor, scene);
                Fault(sensor, scene);
            }
            if (_intake.Touched.Count > 0) Revision++;
            _intake.Rest();
        }
        if (!scene.IsTick) return;
        foreach (var sensor in _intake.All) Fault(sensor, scene);
    }

    /// <summary>Fixed sensors that were heard and are quiet: they may be lost with the radios around them.</summary>
    public IEnumerable<LostRadio> Lost(Scene scene)
    {
        foreach (var sensor in _intake.All)
            if (!sensor.IsWorn && sensor.IsQuiet(scene.SilenceSince(sensor.Arrived)) && _places.Find(sensor.Id) is { } at)
                yield return new(sensor.Id, at.Place, at.Roadway is { } road ? _plan.Roadways[road].Level : "", at.Roadway is { } on ? _plan.Roadways[on].Name : "", sensor.Arrived, sensor.Arrived.PlusSeconds(15));
    }

    /// <summary>Where every fixed sensor that was ever heard hangs, and when it was heard last.</summary>
    public IEnumerable<(Point3 Place, Instant Heard)> Heard => _intake.All.Where(one => !one.IsWorn).Select(one => (_places.Find(one.Id)!.Place, one.Arrived));

    /// <summary>The fixed sensors that measure gas beyond their limit, by id and once each. One that fails while its air is bad stays here until it measures good air.</summary>
    public IEnumerable<string> Beyond => _intake.All.Where(one => one is { IsWorn: false, ToldBeyond: true } && one.Quantity is not (Quantity.AirSpeed or Quantity.Dust)).Select(one => one.Id).Distinct();

    /// <summary>Where the gas of a fixed sensor is or comes to; nothing when it hangs in no roadway.</summary>
    public ImmutableArray<Section> SpreadOf(string sensor) => _places.Find(sensor)?.On is { } on ? GasSpread.Of(_plan, _air ??= new(_plan), on) : [];

    public void Change(MinePlan changed)
    {
        (_plan, _places, _air) = (changed, new(changed), null);
        _gone.AddRange(_intake.Change(changed));
        Revision++;
    }

    /// <summary>What the gas desk shows.</summary>
    public GasBoard Board(Mine mine, Instant now)
    {
        var rows = ImmutableArray.CreateBuilder<GasRow>();
        var hazards = new List<(string Sensor, Point3 Place, NetworkPosition? On)>();
        _air ??= new(_plan);
        foreach (var sensor in _intake.All)
        {
            var fix = sensor.IsWorn ? mine.FixOf(new(sensor.Id), now) : null;
            var (place, on) = sensor.IsWorn ? (fix?.Place, fix?.Position) : _places.Find(sensor.Id) is { } hung ? (hung.Place, hung.On) : ((Point3?)null, null);
            if (sensor.ToldBeyond && place is { } at) hazards.Add((sensor.Subject, at, on));
            rows.Add(Row(sensor, now, place, on));
        }
        foreach (var planned in _plan.Sensors)
            if (Quantities.Of(planned.Measures) is { } quantity && _intake.Find(planned.Id, quantity) is null) rows.Add(NeverHeard(planned, quantity));
        return new(now, [.. rows.OrderBy(row => Rank(row.State)).ThenBy(row => row.Subject, StringComparer.Ordinal)],
            DangerRanking.Of(_plan, _air, hazards, mine.Fixes(now), tag => mine.KnownTrack(tag)?.Carrier ?? Presence.CarrierKind.Person),
            [.. hazards.Where(hazard => hazard.On is not { } on || !_air.IsKnownAt(on)).Select(hazard => hazard.Sensor)], _limits.Set);
    }

    private void Values(GasSensor sensor, Scene scene)
    {
        var limit = LimitOf(sensor);
        var (isHigh, isLow) = (false, false);
        if (sensor.IsMeasuring)
        {
            var slack = sensor.ToldBeyond ? Hysteresis : 0;
            isHigh = sensor.Status == ReadingStatus.OverRange || sensor.Value > limit.High * (1 - slack);
            isLow = !isHigh && sensor.Value < limit.Low * (1 + slack * (sensor.Quantity == Quantity.O2 ? 0.1 : 1));
        }
        // A sensor that fails while its air was bad has not made it good: that stays until it measures again, or is set aside.
        else if (!sensor.IsAside && sensor.ToldBeyond) return;
        var isBeyond = isHigh || isLow;
        if (isBeyond || sensor.ToldBeyond) scene.Tell(new(AlarmKind.GasLimit, sensor.Subject, isBeyond, isBeyond ? Words(sensor, limit, isHigh) : "", PlaceOf(sensor, scene), isBeyond ? sensor.Time : null));
        sensor.ToldBeyond = isBeyond;
        Rise(sensor, limit, isBeyond, scene);
    }

    private void Rise(GasSensor sensor, GasLimit limit, bool isBeyond, Scene scene)
    {
        var rises = false;
        if (!isBeyond && sensor is { IsMeasuring: true, Value: { } value, Trend.PerMinute: { } slope } && sensor.Trend.Steadiness >= Steady)
            rises = (limit.High is { } high && slope > 0 && value >= FromShare * high && value + Ahead * slope >= high)
                || (limit.Low is { } low && slope < 0 && value + Ahead * slope <= low);
        if (rises || sensor.ToldRising)
            scene.Tell(new(AlarmKind.GasRise, sensor.Subject, rises, rises ? Phrase.Of(PhraseCode.Rises, Quantities.NameOf(sensor.Quantity), Figure(sensor.Value), Unit(sensor), FormattableString.Invariant($"{sensor.Trend.PerMinute:+0.###;-0.###}")) : "", PlaceOf(sensor, scene)));
        sensor.ToldRising = rises;
    }

    private void Fault(GasSensor sensor, Scene scene)
    {
        // Who wears a sensor may go out of reach: the tag is missed, not the sensor.
        var isSilent = scene.SilenceSince(sensor.Arrived) > sensor.Patience;
        var fault = sensor.IsWorn && isSilent ? ""
            : isSilent ? "silent"
            : sensor.IsAside ? ""
            : !sensor.IsMeasuring ? "noValue"
            : sensor.IsFrozen ? "frozen" : "";
        if (fault == sensor.ToldFault) return;
        sensor.ToldFault = fault;
        Revision++;
        scene.Tell(new(AlarmKind.GasSensorFault, sensor.Subject, fault.Length > 0, fault, PlaceOf(sensor, scene), fault == "silent" ? scene.SilentSince(sensor.Arrived) : null));
        if (fault == "silent") sensor.Trend.Clear();
    }

    // A sensor that the plan does not have any more gives no reason for anything.
    private static void Forget(GasSensor sensor, Scene scene)
    {
        foreach (var kind in (AlarmKind[])[AlarmKind.GasLimit, AlarmKind.GasRise, AlarmKind.GasSensorFault]) scene.Tell(new(kind, sensor.Subject, false));
    }

    private GasLimit LimitOf(GasSensor sensor) => _limits.Of(sensor.Quantity, sensor.IsWorn ? null : sensor.Id, _places.Find(sensor.Id)?.Air ?? Air.Unknown);

    private Point3? PlaceOf(GasSensor sensor, Scene scene) => sensor.IsWorn ? scene.FixOf(new(sensor.Id))?.Place : _places.Find(sensor.Id)?.Place;

    private GasRow Row(GasSensor sensor, Instant now, Point3? place, NetworkPosition? on)
    {
        var state = sensor.IsSilent(now) ? GasState.Silent : sensor.IsAside ? GasState.NotMeasuring : sensor.ToldBeyond ? GasState.Beyond
            : sensor.ToldFault.Length > 0 ? GasState.Faulty : sensor.ToldRising ? GasState.Rising : GasState.Good;
        return new(sensor.Subject, sensor.IsWorn ? null : sensor.Id, sensor.IsWorn ? new TagId(sensor.Id) : null, sensor.Quantity, Unit(sensor), state, sensor.Value,
            sensor.Value is null ? null : sensor.ValueTime, sensor.Arrived, sensor.Status, sensor.Trend.PerMinute, LimitOf(sensor), place,
            on is { } at ? _plan.Roadways[at.Roadway].Id.Value : null, on is { } hung ? _plan.Roadways[hung.Roadway].Air : Air.Unknown);
    }

    private GasRow NeverHeard(Sensor planned, Quantity quantity)
    {
        var at = _places.Find(planned.Id);
        return new(planned.Id, planned.Id, null, quantity, Quantities.NameOf(Quantities.UnitOf(quantity)), GasState.NeverHeard, null, null, null, null, null,
            _limits.Of(quantity, planned.Id, at?.Air ?? Air.Unknown), planned.Place, at?.Roadway is { } road ? _plan.Roadways[road].Id.Value : null, at?.Air ?? Air.Unknown);
    }

    private static int Rank(GasState state) => state switch
    {
        GasState.Beyond => 0,
        GasState.Rising => 1,
        GasState.Faulty => 2,
        GasState.Silent => 3,
        GasState.NotMeasuring => 4,
        GasState.NeverHeard => 6,
        _ => 5,
    };

    private static string Words(GasSensor sensor, GasLimit limit, bool isHigh)
    {
        var (name, unit) = (Quantities.NameOf(sensor.Quantity), Unit(sensor));
        if (sensor.Status == ReadingStatus.OverRange) return $"{name} > max";
        return FormattableString.Invariant($"{name} {Figure(sensor.Value)} {unit} {(isHigh ? ">" : "<")} {Figure(isHigh ? limit.High : limit.Low)} {unit}");
    }

    private static string Unit(GasSensor sensor) => Quantities.NameOf(Quantities.UnitOf(sensor.Quantity));

    private static string Figure(double? value) => FormattableString.Invariant($"{value:0.##}");

    public void Write(StateWriter to)
    {
        to.Write(Revision);
        _limits.Write(to);
        _intake.Write(to);
    }

    public void Read(ref StateReader from)
    {
        Revision = from.ReadLong();
        _limits.Read(ref from);
        _intake.Read(ref from);
    }
}
