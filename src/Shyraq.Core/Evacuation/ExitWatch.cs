using System.Globalization;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation;

/// <summary>
/// Who was heard at an exit or above ground, which is the evidence that somebody is out: live, in one place only, that place within <see cref="Near"/> of the
/// exit or on the level above ground, with a radius of at most <see cref="SureRadius"/>, for <see cref="Dwell"/>. It holds until the tag is heard below and
/// away from every exit again.
/// </summary>
internal sealed class ExitWatch(MinePlan drawn)
{
    /// <summary>Metres, height included.</summary>
    private const double Near = 15, SureRadius = 15;

    /// <summary>Seconds.</summary>
    private const double Dwell = 5;

    /// <summary>Heard this far beyond the radius from every exit the tag is back in the mine, metres.</summary>
    private const double Away = 25;

    private readonly SortedDictionary<string, Stay> _stays = new(StringComparer.Ordinal);
    private MinePlan _plan = drawn;
    private Daylight _daylight = new(drawn);

    /// <summary>At which exit, since when, and the newest evidence for it. Out once it lasted.</summary>
    private sealed record Stay(string Exit, Instant Since, Instant Heard, double Radius, double Metres)
    {
        public bool IsOut => Heard.SecondsSince(Since) >= Dwell;
    }

    /// <summary>The plan changed.</summary>
    public void Change(MinePlan plan) => (_plan, _daylight) = (plan, new(plan));

    /// <summary>Looks at a new fix; says whether the tag went out by it (true), came back (false), or neither.</summary>
    public bool? Watch(Fix fix)
    {
        if (fix.State != FixState.Live || !fix.Alternatives.IsEmpty) return null;
        var known = _stays.GetValueOrDefault(fix.Tag.Value);
        if (known?.Heard >= fix.Heard) return null;
        var (exit, metres) = _daylight.Of(fix) == Whereabouts.Surface ? (_plan.Surface, 0) : NearestExit(fix.Place, _plan);
        if (exit is not null && metres <= Near && fix.Radius95 <= SureRadius)
        {
            var stay = _stays[fix.Tag.Value] = known is not null ? known with { Exit = exit, Heard = fix.Heard, Radius = fix.Radius95, Metres = metres } : new(exit, fix.Heard, fix.Heard, fix.Radius95, metres);
            return stay.IsOut && known?.IsOut != true ? true : null;
        }
        // Whoever is out by evidence is so until there is evidence against it; a stay that did not last yet begins anew.
        if (known is null || known.IsOut && metres - fix.Radius95 <= Away) return null;
        _stays.Remove(fix.Tag.Value);
        return known.IsOut ? false : null;
    }

    /// <summary>Since when a tag is out, and the evidence in words; null when it is not.</summary>
    public (Instant Since, string Evidence)? Of(string tag) =>
        _stays.TryGetValue(tag, out var stay) && stay.IsOut
            ? (stay.Since, string.Create(CultureInfo.InvariantCulture, $"{stay.Exit}: {stay.Metres:0} m ± {stay.Radius:0} m"))
            : null;

    private static (string? Exit, double Metres) NearestExit(Point3 place, MinePlan plan)
    {
        var (exit, metres) = (default(string), double.PositiveInfinity);
        foreach (var landmark in plan.Landmarks)
            if (landmark.Kind == LandmarkKind.Exit && Point3.Distance(landmark.Place, place) is var away && away < metres) (exit, metres) = (landmark.Id, away);
        return (exit, metres);
    }

    public void Write(StateWriter to)
    {
        to.Write((long)_stays.Count);
        foreach (var (tag, stay) in _stays)
        {
            to.Write(tag);
            to.Write(stay.Exit);
            to.Write(stay.Since);
            to.Write(stay.Heard);
            to.Write(stay.Radius);
            to.Write(stay.Metres);
        }
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--) _stays.Add(from.ReadWord(), new(from.ReadWord(), from.ReadInstant(), from.ReadInstant(), from.ReadDouble(), from.ReadDouble()));
    }
}
