using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation;

/// <summary>
/// Who gets nearer to the way out: what remains of it (<see cref="EscapeRoutes.Remaining"/>) now against <see cref="Span"/> ago. A second of walking
/// the right way takes a second or more off it.
/// </summary>
internal sealed class MoveWatch
{
    /// <summary>Seconds over which is compared.</summary>
    public const double Span = 20;

    /// <summary>Seconds of way for a second of time: above it is moving.</summary>
    private const double Moving = 0.3;

    private readonly SortedDictionary<string, (Instant At, double Remaining, MusterStatus Way)> _seen = new(StringComparer.Ordinal);

    /// <summary>Standing, moving the right way, or the wrong one, as last compared; unknown until that was possible.</summary>
    public MusterStatus Of(string tag) => _seen.TryGetValue(tag, out var seen) ? seen.Way : MusterStatus.MovingUnknown;

    /// <summary>Looks where a tag is now. Only live fixes tell of moving.</summary>
    public void Watch(Fix fix, EscapeRoutes routes)
    {
        if (fix.State != FixState.Live || routes.Remaining(fix.Position, fix.Area, fix.Place) is not { } remaining)
        {
            _seen.Remove(fix.Tag.Value);
            return;
        }
        if (!_seen.TryGetValue(fix.Tag.Value, out var seen)) _seen[fix.Tag.Value] = (fix.Time, remaining, MusterStatus.MovingUnknown);
        else if (fix.Time.SecondsSince(seen.At) is >= Span and var seconds)
        {
            var pace = (seen.Remaining - remaining) / seconds;
            _seen[fix.Tag.Value] = (fix.Time, remaining, pace >= Moving ? MusterStatus.MovingRight : pace <= -Moving ? MusterStatus.MovingWrong : MusterStatus.Standing);
        }
    }

    /// <summary>The ways have changed: what was compared so far tells nothing of the new ones.</summary>
    public void Forget() => _seen.Clear();

    public void Write(StateWriter to)
    {
        to.Write((long)_seen.Count);
        foreach (var (tag, seen) in _seen)
        {
            to.Write(tag);
            to.Write(seen.At);
            to.Write(seen.Remaining);
            to.Write((byte)seen.Way);
        }
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--) _seen.Add(from.ReadWord(), (from.ReadInstant(), from.ReadDouble(), (MusterStatus)from.ReadByte()));
    }
}
