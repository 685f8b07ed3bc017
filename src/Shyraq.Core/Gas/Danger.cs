using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Gas;

/// <summary>A person whom the gas has reached or reaches next.</summary>
/// <param name="Sensor">The sensor beyond its limit that endangers them most.</param>
/// <param name="IsInSection">Within <see cref="DangerRanking.Section"/> of it, either way; otherwise downwind of it.</param>
/// <param name="Metres">From the sensor: along the roadways in the section, along the air downwind of it.</param>
/// <param name="IsPossible">The likeliest place is elsewhere, but it is one of those where they may be.</param>
/// <param name="State">How the place is known.</param>
/// <param name="Heard">When the newest evidence of it was measured.</param>
public sealed record InDanger(TagId Tag, string Sensor, bool IsInSection, double Metres, bool IsPossible, FixState State, Instant Heard, Point3 Place);

/// <summary>Ranks people by danger: those in the affected section first, the nearest before the others; then those downwind, whom the gas reaches in that order.</summary>
internal static class DangerRanking
{
    /// <summary>Around a sensor beyond its limit, metres along the roadways.</summary>
    public const double Section = 100;

    /// <param name="hazards">Sensors beyond their limit, where they are.</param>
    public static ImmutableArray<InDanger> Of(MinePlan plan, Airflow air, IReadOnlyList<(string Sensor, Point3 Place, NetworkPosition? On)> hazards, ImmutableArray<Fix> fixes, Func<TagId, CarrierKind> carrier)
    {
        if (hazards.Count == 0) return [];
        var reaches = hazards.Select(hazard => new Reach(plan, air, hazard.Place, hazard.On)).ToArray();
        var ranked = ImmutableArray.CreateBuilder<InDanger>();
        foreach (var fix in fixes.Where(fix => carrier(fix.Tag) == CarrierKind.Person))
        {
            InDanger? worst = null;
            for (var i = 0; i < reaches.Length; i++)
                if (reaches[i].Of(fix) is var (section, metres, possible) && (worst is null || Compare(section, metres, worst) < 0))
                    worst = new(fix.Tag, hazards[i].Sensor, section, metres, possible, fix.State, fix.Heard, fix.Place);
            if (worst is not null) ranked.Add(worst);
        }
        ranked.Sort((a, b) => Compare(a.IsInSection, a.Metres, b) is var order and not 0 ? order : string.CompareOrdinal(a.Tag.Value, b.Tag.Value));
        return ranked.DrainToImmutable();
    }

    private static int Compare(bool section, double metres, InDanger other) => section != other.IsInSection ? (section ? -1 : 1) : metres.CompareTo(other.Metres);

    /// <summary>Where the gas of one sensor is, and where it goes.</summary>
    private sealed class Reach
    {
        private readonly MinePlan _plan;
        private readonly Point3 _place;
        private readonly NetworkPosition? _on;
        private readonly double[] _near;
        private readonly ILookup<int, Downwind> _downwind;

        public Reach(MinePlan plan, Airflow air, Point3 place, NetworkPosition? on)
        {
            (_plan, _place, _on) = (plan, place, on);
            _near = on is { } start ? plan.Network.DistancesFrom(start, Section) : [];
            _downwind = (on is { } at ? air.DownwindOf(at) : []).ToLookup(wind => wind.Stretch.Roadway);
        }

        /// <summary>The worst place where a tag may be; null when it is in danger at none.</summary>
        public (bool IsInSection, double Metres, bool IsPossible)? Of(Fix fix)
        {
            if (At(fix.Position, fix.Place) is var (section, metres)) return (section, metres, false);
            (bool IsInSection, double Metres, bool IsPossible)? worst = null;
            foreach (var one in fix.Alternatives)
                if (At(one.Position, one.Place) is var (into, far) && (worst is not { } before || (into, -far).CompareTo((before.IsInSection, -before.Metres)) > 0)) worst = (into, far, true);
            return worst;
        }

        private (bool IsInSection, double Metres)? At(NetworkPosition? position, Point3 place)
        {
            if (position is not { } at) return Point3.Distance(place, _place) is var straight and <= Section ? (true, straight) : null;
            if (_on is { } on && Near(on, at) is var way and <= Section) return (true, way);
            double? best = null;
            foreach (var (stretch, metres, forward) in _downwind[at.Roadway])
            {
                if (at.Offset < stretch.From || at.Offset > stretch.To) continue;
                var far = metres + (forward ? at.Offset - stretch.From : stretch.To - at.Offset);
                if (best is null || far < best) best = far;
            }
            return best is { } downwind ? (false, downwind) : null;
        }

        private double Near(NetworkPosition on, NetworkPosition at)
        {
            var edge = _plan.Network.Edges[_plan.Network.EdgeAt(at)];
            var direct = on.Roadway == at.Roadway ? Math.Abs(on.Offset - at.Offset) : double.PositiveInfinity;
            return Math.Min(direct, Math.Min(_near[edge.JunctionFrom] + at.Offset - edge.From, _near[edge.JunctionTo] + edge.To - at.Offset));
        }
    }
}
