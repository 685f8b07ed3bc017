using Shyraq.Core.Alarms;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>
/// Vehicles that are too fast, beyond doubt: over some seconds the way along the roadways, less what both its ends do not know, is longer than
/// the limit allows, and at every second of it the filter's own speed was over the limit too. A place that leaps satisfies neither twice.
/// </summary>
internal sealed class SpeedWatch
{
    /// <summary>The way is measured over this long, seconds, and never over less than the other.</summary>
    private const double Window = 6, Least = 4;

    /// <summary>Nothing underground is faster: a longer way is a leap of the place, metres a second.</summary>
    private const double Fastest = 25;

    private readonly SortedDictionary<string, Trail> _trails = new(StringComparer.Ordinal);

    /// <summary>Looks at the vehicles in zones with a limit; at a tick it goes on, else it tells what stands.</summary>
    public void Judge(Occupancy occupancy, MinePlan plan, IReadOnlyDictionary<string, Fix>? fixes, List<Breach> breaches)
    {
        foreach (var trail in _trails.Values) trail.IsWatched = false;
        var zones = occupancy.Zones.All;
        for (var i = 0; i < zones.Length; i++)
        {
            if (zones[i].Rule<SpeedRule>() is not { KilometresPerHour: var limit }) continue;
            foreach (var (track, _) in occupancy.In(i))
            {
                if (track.Carrier != CarrierKind.Vehicle) continue;
                var key = $"{zones[i].Id}/{track.Tag}";
                if (!_trails.TryGetValue(key, out var trail)) _trails[key] = trail = new();
                trail.IsWatched = true;
                if (fixes is not null) trail.Go(fixes.GetValueOrDefault(track.Tag.Value), plan.Network, limit / 3.6);
                if (trail.IsTooFast) breaches.Add(Breach.Of(AlarmKind.Speeding, zones[i].Id, track.Tag, Phrase.Of(PhraseCode.FasterThan, limit)));
            }
        }
        foreach (var gone in _trails.Where(t => !t.Value.IsWatched).Select(t => t.Key).ToList()) _trails.Remove(gone);
    }

    /// <summary>Positions name roadways by index: on a new plan trails begin anew.</summary>
    public void Clear() => _trails.Clear();

    public void Write(StateWriter to)
    {
        to.Write((long)_trails.Count);
        foreach (var (key, trail) in _trails)
        {
            to.Write(key);
            trail.Write(to);
        }
    }

    public void Read(ref StateReader from, MinePlan plan)
    {
        _trails.Clear();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var trail = new Trail();
            _trails[RuleState.Text(ref from)] = trail;
            trail.Read(ref from, plan);
        }
    }

    private readonly record struct Point(Instant Time, NetworkPosition At, double Radius, double Speed);

    private sealed class Trail
    {
        private readonly List<Point> _points = [];

        public bool IsWatched { get; set; }

        public bool IsTooFast { get; private set; }

        /// <param name="limit">Metres a second.</param>
        public void Go(Fix? fix, Network network, double limit)
        {
            // Where it may be in several places, or is not heard, nothing is measured.
            if (fix is not { State: FixState.Live, Position: { } at } || !fix.Alternatives.IsEmpty)
            {
                _points.Clear();
                IsTooFast = false;
                return;
            }
            if (_points.Count > 0 && network.Distance(_points[^1].At, at, Fastest * Window) > Fastest * fix.Time.SecondsSince(_points[^1].Time) + fix.Radius95) _points.Clear();
            _points.Add(new(fix.Time, at, fix.Radius95, fix.Speed));
            while (fix.Time.SecondsSince(_points[0].Time) > Window) _points.RemoveAt(0);
            var seconds = fix.Time.SecondsSince(_points[0].Time);
            if (seconds < Least) return;
            var way = network.Distance(_points[0].At, at, Fastest * Window);
            var unsure = Math.Sqrt(_points[0].Radius * _points[0].Radius + fix.Radius95 * fix.Radius95);
            if (way / seconds < limit) IsTooFast = false;
            else if ((way - unsure) / seconds > limit && _points.TrueForAll(p => p.Speed > limit)) IsTooFast = true;
        }

        public void Write(StateWriter to)
        {
            to.Write(IsTooFast);
            to.Write((long)_points.Count);
            foreach (var (time, at, radius, speed) in _points)
            {
                to.Write(time);
                to.Write((long)at.Roadway);
                to.Write(at.Offset);
                to.Write(radius);
                to.Write(speed);
            }
        }

        public void Read(ref StateReader from, MinePlan plan)
        {
            IsTooFast = from.ReadBool();
            for (var i = from.ReadCount(); i > 0; i--)
            {
                var (time, roadway) = (from.ReadInstant(), from.ReadLong());
                if (roadway < 0 || roadway >= plan.Roadways.Length) throw new FormatException($"The snapshot names roadway {roadway} of {plan.Roadways.Length}.");
                _points.Add(new(time, new((int)roadway, from.ReadDouble()), from.ReadDouble(), from.ReadDouble()));
            }
        }
    }
}
