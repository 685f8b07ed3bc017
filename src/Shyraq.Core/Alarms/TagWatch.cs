using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>Tells what the tags themselves give reason for: a call for help, a low battery, a person who does not move, a vehicle that stands in a roadway, a tag that is heard no more.</summary>
internal sealed class TagWatch
{
    /// <summary>A battery below the first is low, above the second it is well again, volts (one lithium cell).</summary>
    private const double LowBattery = 3.4, GoodBattery = 3.6;

    /// <summary>Whoever is so far from where the rest began has ridden, or walked while nobody heard, metres; beyond twice the doubt of the place.</summary>
    private const double Ridden = 30;

    /// <summary>A tag is not heard any more after this, seconds; the alarm waits longer.</summary>
    private const double Unheard = 10;

    /// <summary>Of a tag that was not heard for this long it is not known whether it moves, seconds: zonal readers hear one as seldom.</summary>
    private const double Missed = 120;

    /// <summary>An anchor with at least this chance within a second or two would hear a tag that is there.</summary>
    private const double Certain = 0.5;

    private readonly SortedSet<string> _sos = new(StringComparer.Ordinal);
    private readonly OrderedTable<string, Resting> _resting = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _silent = new(StringComparer.Ordinal);

    /// <summary>Tags with a standing SOS, in order of id.</summary>
    public IReadOnlyCollection<string> Sos => _sos;

    /// <summary>Whether there is anything to judge of a tag that an input spoke of, or of what time has made of it; it may say so of one of which there is nothing.</summary>
    public bool Look(TagTrack track, Fix? fix, in Moment moment)
    {
        var tag = track.Tag.Value;
        if (track.Sos || track.SosPressed || (track.Battery is { } battery && IsLow(track, battery) != track.LowBatteryRaised) || (_sos.Count > 0 && _sos.Contains(tag))) return true;
        if (!moment.IsTick || fix is null) return false;
        return track.Rest.Since != default || (_resting.Count > 0 && _resting.TryGetValue(tag, out _))
            || moment.Now.SecondsSince(track.LastArrival ?? track.LastEvidence) > Unheard || (_silent.Count > 0 && _silent.Contains(tag));
    }

    /// <summary>Judges the tags that an input spoke of; at a tick, what time has made of all of them.</summary>
    /// <param name="looker">Who has looked at them.</param>
    public void Judge(Scene scene, ITagLooker looker)
    {
        foreach (var (track, placed) in scene.TagsFor(looker))
        {
            Report(track, scene);
            if (!scene.IsTick || placed is not { } fix) continue;
            var isBelow = !scene.Parts.Presence.IsAbove(track);
            var isPerson = track.Carrier == CarrierKind.Person;
            // A vehicle in a hall stands in nobody's way.
            Rest(track, fix, isPerson ? AlarmKind.Motionless : AlarmKind.Stuck, isBelow && (isPerson || fix.Position is not null), scene);
            Silence(track, fix, isBelow && isPerson, scene);
        }
    }

    private void Report(TagTrack track, Scene scene)
    {
        // Pressed and taken back between two judgements is still a call for help: raised, then returned.
        if ((track.Sos || track.SosPressed) && _sos.Add(track.Tag.Value)) scene.Tell(new(AlarmKind.Sos, track.Tag.Value, true, "", scene.FixOf(track.Tag)?.Place));
        track.SosPressed = false;
        if (!track.Sos && _sos.Remove(track.Tag.Value)) scene.Tell(new(AlarmKind.Sos, track.Tag.Value, false));
        if (track.Battery is not { } battery) return;
        var isLow = IsLow(track, battery);
        if (isLow == track.LowBatteryRaised) return;
        track.LowBatteryRaised = isLow;
        scene.Tell(new(AlarmKind.LowBattery, track.Tag.Value, isLow, FormattableString.Invariant($"{battery:0.0#} V"), scene.FixOf(track.Tag)?.Place));
    }

    private static bool IsLow(TagTrack track, double battery) => battery < LowBattery || (track.LowBatteryRaised && battery <= GoodBattery);

    private void Rest(TagTrack track, Fix fix, AlarmKind kind, bool counts, Scene scene)
    {
        var tag = track.Tag.Value;
        var rests = counts && track.Rest.Since != default;
        // Who moved and rests anew, or was carried a long way, begins a new rest.
        var before = default(Resting);
        var isKnown = _resting.Count > 0 && _resting.TryGetValue(tag, out before);
        var known = before;
        if (isKnown && (!rests || known.Kind != kind || track.Rest.Since != known.Began || Point3.HorizontalDistance(fix.Place, known.Place) > Ridden + 2 * fix.Radius95))
        {
            _resting.Remove(tag);
            before = default;
            scene.Tell(new(known.Kind, tag, false));
            if (rests && track.Rest.Since == known.Began) known = known with { Since = scene.Now, IsTold = false };
            else known = default;
        }
        if (!rests) return;
        if (known.Began == default) known = new(kind, track.Rest.Since, Instant.Min(track.Rest.Since, scene.Now), fix.Place, false);
        var goesOn = known with { Kind = kind, Place = known.IsTold ? known.Place : fix.Place };
        // Of who is not heard nobody knows whether they move: that is the alarm of a silent tag. One that was raised before stands.
        var isHeard = scene.SilenceSince(track.LastArrival ?? track.LastEvidence) <= Missed;
        if (isHeard != known.IsTold && (isHeard || scene.Parts.Alarms.Book.Find(kind, tag) is not { IsActive: true }))
        {
            goesOn = goesOn with { IsTold = isHeard };
            scene.Tell(isHeard ? new(kind, tag, true, "", fix.Place, known.Since) : new(kind, tag, false));
        }
        if (goesOn != before) _resting[tag] = goesOn;
    }

    private void Silence(TagTrack track, Fix fix, bool isBelow, Scene scene)
    {
        var tag = track.Tag.Value;
        var heard = track.LastArrival ?? track.LastEvidence;
        var isQuiet = isBelow && scene.SilenceSince(heard) > Unheard && !scene.Parts.Presence.IsOut(track.Tag, scene.Mine);
        if (_silent.Count > 0 && _silent.Contains(tag))
        {
            if (isQuiet || !_silent.Remove(tag)) return;
            scene.Tell(new(AlarmKind.TagSilent, tag, false));
        }
        else if (isQuiet && IsCovered(fix, scene) && _silent.Add(tag))
        {
            scene.Tell(new(AlarmKind.TagSilent, tag, true, "", fix.Place, scene.SilentSince(heard)));
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
        foreach (var (tag, rest) in _resting)
        {
            to.Write(tag);
            to.Write((byte)rest.Kind);
            to.Write(rest.Began);
            to.Write(rest.Since);
            to.Write(rest.Place);
            to.Write(rest.IsTold);
        }
        to.Write((long)_silent.Count);
        foreach (var tag in _silent) to.Write(tag);
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--) _sos.Add(from.ReadText() ?? "");
        for (var i = from.ReadCount(); i > 0; i--) _resting[from.ReadText() ?? ""] = new(from.ReadEnum<AlarmKind>(), from.ReadInstant(), from.ReadInstant(), from.ReadPoint(), from.ReadBool());
        for (var i = from.ReadCount(); i > 0; i--) _silent.Add(from.ReadText() ?? "");
    }

    /// <summary>A rest that goes on.</summary>
    /// <param name="Began">By which the rest of the tag's own sensors is known again.</param>
    /// <param name="Since">Since when it counts: from a place to which one was carried it begins anew.</param>
    /// <param name="IsTold">The condition stands; not while the tag is not heard.</param>
    private readonly record struct Resting(AlarmKind Kind, Instant Began, Instant Since, Point3 Place, bool IsTold);
}
