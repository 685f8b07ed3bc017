using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>Tells what the tags themselves give reason for: a call for help, a low battery, a person who does not move, a vehicle that stands in a roadway, a tag that is heard no more.</summary>
internal sealed class TagWatch(MinePlan plan)
{
    /// <summary>A battery below the first is low, above the second it is well again, volts (one lithium cell).</summary>
    private const double LowBattery = 3.4, GoodBattery = 3.6;

    /// <summary>Whoever is so far from where the rest began has ridden, or walked while nobody heard, metres; beyond twice the doubt of the place.</summary>
    private const double Ridden = 30;

    /// <summary>A tag is not heard any more after this, seconds; the alarm waits longer.</summary>
    private const double Unheard = 10;

    /// <summary>An anchor with at least this chance within a second or two would hear a tag that is there.</summary>
    private const double Certain = 0.5;

    private readonly SortedSet<string> _sos = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (Instant Began, Instant Since, Point3 Place)> _resting = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _silent = new(StringComparer.Ordinal);
    private Surface _surface = new(plan);

    /// <summary>Tags with a standing SOS, in order of id.</summary>
    public IReadOnlyCollection<string> Sos => _sos;

    /// <summary>The plan changed.</summary>
    public void Change(MinePlan changed) => _surface = new(changed);

    /// <summary>Looks at the tags that an input spoke of; at a tick, at what time has made of all of them.</summary>
    public void Judge(Scene scene)
    {
        if (!scene.IsTick)
        {
            foreach (var tag in scene.Touched)
                if (scene.TrackOf(tag) is { } track) Report(track, scene);
            return;
        }
        var fix = 0;
        foreach (var track in scene.Tracks)
        {
            Report(track, scene);
            // The fixes of a tick are those of all placed tags, in the same order.
            while (fix < scene.Fixes.Length && string.CompareOrdinal(scene.Fixes[fix].Tag.Value, track.Tag.Value) < 0) fix++;
            if (fix == scene.Fixes.Length || scene.Fixes[fix].Tag != track.Tag) continue;
            var isBelow = !_surface.Holds(scene.Fixes[fix]);
            var isPerson = track.Carrier == CarrierKind.Person;
            // A vehicle in a hall stands in nobody's way.
            Rest(track, scene.Fixes[fix], isPerson ? AlarmKind.Motionless : AlarmKind.Stuck, isBelow && (isPerson || scene.Fixes[fix].Position is not null), scene);
            Silence(track, scene.Fixes[fix], isBelow && isPerson, scene);
        }
    }

    private void Report(TagTrack track, Scene scene)
    {
        // Pressed and taken back between two judgements is still a call for help: raised, then returned.
        if ((track.Sos || track.SosPressed) && _sos.Add(track.Tag.Value)) scene.Tell(new(AlarmKind.Sos, track.Tag.Value, true, "", scene.FixOf(track.Tag)?.Place));
        track.SosPressed = false;
        if (!track.Sos && _sos.Remove(track.Tag.Value)) scene.Tell(new(AlarmKind.Sos, track.Tag.Value, false));
        if (track.Battery is not { } battery) return;
        var isLow = battery < LowBattery || (track.LowBatteryRaised && battery <= GoodBattery);
        if (isLow == track.LowBatteryRaised) return;
        track.LowBatteryRaised = isLow;
        scene.Tell(new(AlarmKind.LowBattery, track.Tag.Value, isLow, FormattableString.Invariant($"{battery:0.0#} V"), scene.FixOf(track.Tag)?.Place));
    }

    private void Rest(TagTrack track, Fix fix, AlarmKind kind, bool counts, Scene scene)
    {
        var tag = track.Tag.Value;
        var known = _resting.TryGetValue(tag, out var told);
        var rests = counts && track.Rest.Since != default;
        // Who moved and rests anew, or was carried a long way, begins a new rest.
        var isOver = known && (!rests || track.Rest.Since != told.Began || Point3.HorizontalDistance(fix.Place, told.Place) > Ridden + 2 * fix.Radius95);
        if (isOver)
        {
            _resting.Remove(tag);
            foreach (var one in (ReadOnlySpan<AlarmKind>)[AlarmKind.Motionless, AlarmKind.Stuck]) scene.Tell(new(one, tag, false));
        }
        if (!rests || (known && !isOver)) return;
        var isNew = !known || track.Rest.Since != told.Began;
        var since = isNew ? Instant.Min(track.Rest.Since, scene.Now) : scene.Now;
        _resting[tag] = (track.Rest.Since, since, fix.Place);
        scene.Tell(new(kind, tag, true, "", fix.Place, since));
    }

    private void Silence(TagTrack track, Fix fix, bool isBelow, Scene scene)
    {
        var tag = track.Tag.Value;
        var heard = track.LastArrival ?? track.LastEvidence;
        var isQuiet = isBelow && scene.Now.SecondsSince(heard) > Unheard;
        if (_silent.Contains(tag))
        {
            if (isQuiet || !_silent.Remove(tag)) return;
            scene.Tell(new(AlarmKind.TagSilent, tag, false));
        }
        else if (isQuiet && IsCovered(fix, scene) && _silent.Add(tag))
        {
            scene.Tell(new(AlarmKind.TagSilent, tag, true, "", fix.Place, heard));
        }
    }

    /// <summary>An anchor would hear the tag where it is believed to be; one that is known to be deaf would not.</summary>
    private static bool IsCovered(Fix fix, Scene scene)
    {
        if (fix.Position is { } position)
        {
            foreach (var (anchor, chance) in scene.HearersAt(position))
                if (chance >= Certain && !scene.IsDeaf(anchor)) return true;
            return false;
        }
        for (var i = 0; i < scene.Plan.Anchors.Length; i++)
            if (scene.Plan.Views[i].Area == fix.Area && !scene.IsDeaf(i)) return true;
        return false;
    }

    public void Write(StateWriter to)
    {
        to.Write((long)_sos.Count);
        foreach (var tag in _sos) to.Write(tag);
        to.Write((long)_resting.Count);
        foreach (var (tag, (rest, since, place)) in _resting)
        {
            to.Write(tag);
            to.Write(rest);
            to.Write(since);
            to.Write(place);
        }
        to.Write((long)_silent.Count);
        foreach (var tag in _silent) to.Write(tag);
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--) _sos.Add(from.ReadText() ?? "");
        for (var i = from.ReadCount(); i > 0; i--) _resting[from.ReadText() ?? ""] = (from.ReadInstant(), from.ReadInstant(), from.ReadPoint());
        for (var i = from.ReadCount(); i > 0; i--) _silent.Add(from.ReadText() ?? "");
    }
}
