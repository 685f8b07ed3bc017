using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Gas;
using Shyraq.Core.Plan;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation;

/// <summary>Opens what a gas sensor has closed, though it may still be beyond its limit: a person answers for it. It closes anew once it was below its limit and is beyond it again.</summary>
public sealed record OpenGassed(string Sensor, string Why) : Act;

/// <summary>
/// What gas closes: a fixed sensor beyond its limit closes the roadways around it and everything downwind. It stays closed until a person opens it, or
/// until the sensor has been below its limit for <see cref="ClearFor"/> while no emergency lasts.
/// </summary>
internal sealed class GasClosures
{
    /// <summary>Seconds.</summary>
    public const double ClearFor = 30 * 60;

    private readonly SortedDictionary<string, Closing> _closings = new(StringComparer.Ordinal);

    /// <param name="Below">Since when the sensor is below its limit; null while it is beyond.</param>
    /// <param name="IsOpened">A person has opened it: it is remembered only until the sensor is below.</param>
    private readonly record struct Closing(Instant Since, Instant? Below, bool IsOpened);

    /// <summary>What is closed, by the sensors that did it.</summary>
    public IEnumerable<Closure> Of(MinePlan plan, GasPart gas) =>
        from one in _closings
        where !one.Value.IsOpened
        from part in gas.SpreadOf(one.Key)
        select new Closure(plan.Roadways[part.Roadway].Id, part.From, part.To, ClosureCause.Gas, "", "", one.Value.Since, one.Key);

    /// <summary>Looks at the sensors; true when something was closed or opened.</summary>
    /// <param name="emergency">An emergency lasts: nothing is opened but by a person.</param>
    public bool Watch(Scene scene, bool emergency)
    {
        var beyond = scene.Parts.Gas.Beyond.ToHashSet(StringComparer.Ordinal);
        var changed = false;
        foreach (var sensor in beyond.Order(StringComparer.Ordinal))
        {
            if (_closings.TryGetValue(sensor, out var known))
            {
                if (known.Below is not null) _closings[sensor] = known with { Below = null };
                continue;
            }
            _closings[sensor] = new(scene.Now, null, false);
            scene.Happened("gasClosed", sensor, "");
            changed = true;
        }
        foreach (var (sensor, closing) in _closings.ToArray())
        {
            if (beyond.Contains(sensor)) continue;
            if (closing.IsOpened) _closings.Remove(sensor);
            else if (closing.Below is not { } below) _closings[sensor] = closing with { Below = scene.Now };
            else if (!emergency && scene.Now.SecondsSince(below) >= ClearFor)
            {
                _closings.Remove(sensor);
                scene.Happened("gasOpened", sensor, "");
                changed = true;
            }
        }
        return changed;
    }

    public ActRefusal? Open(OpenGassed act, string by, Scene scene)
    {
        if (string.IsNullOrWhiteSpace(act.Why) || act.Why.Length > 500) return new("noReason", "why it may be opened has to be said, in at most 500 characters");
        if (!_closings.TryGetValue(act.Sensor, out var closing) || closing.IsOpened) return new("notClosed", $"sensor '{act.Sensor}' keeps nothing closed");
        if (closing.Below is null) _closings[act.Sensor] = closing with { IsOpened = true };
        else _closings.Remove(act.Sensor);
        scene.Happened("gasOpened", act.Sensor, "", Phrase.Join(act.Why, by));
        return null;
    }

    public void Write(StateWriter to)
    {
        to.Write((long)_closings.Count);
        foreach (var (sensor, (since, below, isOpened)) in _closings)
        {
            to.Write(sensor);
            to.Write(since);
            to.Write(below);
            to.Write(isOpened);
        }
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--) _closings.Add(from.ReadWord(), new(from.ReadInstant(), from.ReadInstantOrNull(), from.ReadBool()));
    }
}
