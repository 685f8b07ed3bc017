using Shyraq.Core.Plan;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>A radio or sensor that gave no sign of life any more, though it should have.</summary>
/// <param name="Since">When it was heard last.</param>
/// <param name="Noticed">When it was found to be lost.</param>
internal readonly record struct LostRadio(string Id, Point3 Place, string Level, string Roadway, Instant Since, Instant Noticed);

/// <summary>
/// Tells which anchors are dead and which are lost. An anchor only hears tags, so silence alone says nothing of it. It is dead when tags pass it
/// unheard (the survey of the anchors finds that). It is <em>lost</em>, within seconds, when it was busy, is quiet, and a tag that it heard
/// to the end either vanished with it (not where people leave radio reach or switch their lamps off: at a shaft, an exit, above ground) or still is beside it, heard by others.
/// </summary>
internal sealed class RadioWatch
{
    /// <summary>Readings a minute of an anchor that is busy.</summary>
    private const double BusyFrom = 6;

    /// <summary>Quiet from the first on; looked at until the second, seconds.</summary>
    private const double QuietFrom = 10, QuietUpTo = 60;

    /// <summary>A tag was heard to the end when the anchor's last reading of it is not older than this before its last of all, seconds.</summary>
    private const double ToTheEnd = 10;

    /// <summary>A tag vanished with an anchor when nobody heard it for longer than this after, seconds.</summary>
    private const double With = 5;

    /// <summary>A tag is beside an anchor within this; its place must be known as well as the second, metres; and be heard by others while the anchor is quiet for so long, seconds.</summary>
    private const double Beside = 30, WellPlaced = 15, BesideFor = 30;

    /// <summary>Nearer than this to a shaft or an exit a tag may leave radio reach, metres.</summary>
    private const double WayOut = 60;

    private readonly SortedSet<string> _dead = new(StringComparer.Ordinal);

    // By the id of the anchor, and at its index in the plan as far as it was looked for.
    private readonly OrderedTable<string, Quiet> _quiet = new(StringComparer.Ordinal);
    private Quiet?[] _byIndex = [];

    // Where those stand of which tags are asked at this tick.
    private readonly Surroundings _around = new(Beside);

    // Whether tags are asked at this tick if the anchor is lost, at its index.
    private bool[] _isAsked = [];

    /// <summary>Looks at all anchors; at ticks only.</summary>
    public void Judge(Scene scene)
    {
        var plan = scene.Plan;
        if (_byIndex.Length != plan.Anchors.Length) (_byIndex, _isAsked) = ([.. plan.Anchors.Select(anchor => _quiet.GetValueOrDefault(anchor.Id.Value))], new bool[plan.Anchors.Length]);
        var (any, anyForLong) = (false, false);
        for (var i = 0; i < _byIndex.Length; i++)
        {
            Dead(scene, i);
            ref var quiet = ref _byIndex[i];
            _isAsked[i] = false;
            if (scene.HeardBy(i) is not { } heard || scene.SilenceSince(heard) is var silence && silence < QuietFrom)
            {
                if (quiet is not null) _quiet.Remove(plan.Anchors[i].Id.Value);
                quiet = null;
                continue;
            }
            if (quiet is null || quiet.Heard != heard) _quiet[plan.Anchors[i].Id.Value] = quiet = new(heard, scene.RateWhenHeard(i) >= BusyFrom && silence < QuietUpTo);
            if (!quiet.IsBusy || quiet.Lost != default || silence > QuietUpTo) continue;
            if (!any) _around.Clear();
            _isAsked[i] = any = true;
            _around.Add(plan.Anchors[i].Place);
            anyForLong |= silence >= BesideFor;
        }
        if (any) Witness(scene, anyForLong);
        // One that was taken out of the plan, for good or for another in its place.
        foreach (var gone in _dead.Where(id => plan.AnchorIndex(new(id)) < 0).ToArray())
        {
            _dead.Remove(gone);
            scene.Tell(new(AlarmKind.AnchorDead, gone, false));
        }
    }

    /// <summary>The anchors that are lost now, in order of id.</summary>
    public IEnumerable<LostRadio> Lost(MinePlan plan)
    {
        foreach (var (id, quiet) in _quiet)
            if (quiet.Lost != default && plan.AnchorIndex(new(id)) is >= 0 and var index)
                yield return new(id, plan.Anchors[index].Place, LevelOf(plan, index), RoadwayOf(plan, index), quiet.Heard, quiet.Lost);
    }

    /// <summary>The plan changed: what it does not have any more is forgotten.</summary>
    public void Change(MinePlan changed)
    {
        foreach (var id in _quiet.Keys.Where(id => changed.AnchorIndex(new(id)) < 0).ToArray()) _quiet.Remove(id);
        _byIndex = [];
    }

    private void Dead(Scene scene, int index)
    {
        var id = scene.Plan.Anchors[index].Id.Value;
        var isDeaf = scene.IsDeaf(index);
        if (isDeaf == (_dead.Count > 0 && _dead.Contains(id))) return;
        if (isDeaf) _dead.Add(id);
        else _dead.Remove(id);
        scene.Tell(new(AlarmKind.AnchorDead, id, isDeaf, "", scene.Plan.Anchors[index].Place));
    }

    /// <param name="forLong">Some anchor is quiet for long enough that a tag beside it tells of it, and not only one that vanished.</param>
    private void Witness(Scene scene, bool forLong)
    {
        var plan = scene.Plan;
        for (var t = 0; t < scene.Fixes.Length; t++)
        {
            // The fixes of a tick are those of all placed tags, in the same order.
            var (track, fix) = (scene.Placed[t], scene.Fixes[t]);
            var mayBeBeside = forLong && scene.Now.SecondsSince(fix.Heard) <= With && fix.Radius95 <= WellPlaced && _around.Holds(fix.Place);
            if (!mayBeBeside && scene.SilenceSince(fix.Heard) < QuietFrom) continue;
            for (var i = 0; i < track.Times.Count; i++)
            {
                var (key, time) = track.Times[i];
                var anchor = ReadingTimes.AnchorOf(key);
                if (anchor < 0 || !_isAsked[anchor]) continue;
                var quiet = _byIndex[anchor]!;
                if (quiet.Lost != default || quiet.Heard.SecondsSince(new(time)) > ToTheEnd) continue;
                var vanished = track.LastEvidence.SecondsSince(quiet.Heard) <= With && scene.SilenceSince(track.LastEvidence) >= QuietFrom && !IsWayOut(scene, fix);
                var beside = mayBeBeside && scene.SilenceSince(quiet.Heard) >= BesideFor
                    && Point3.Distance(fix.Place, plan.Anchors[anchor].Place) <= Beside;
                if (vanished || beside) quiet.Lost = scene.Now;
            }
        }
    }

    private static bool IsWayOut(Scene scene, Fix fix)
    {
        if (scene.Parts.Presence.IsAbove(fix.Tag)) return true;
        foreach (var mark in scene.Plan.Landmarks)
            if (mark.Kind == LandmarkKind.Exit && Point3.Distance(mark.Place, fix.Place) <= WayOut) return true;
        foreach (var road in scene.Plan.Roadways)
            if (road.Use == "shaft" && road.Line.Nearest(fix.Place).Distance <= WayOut) return true;
        return false;
    }

    private static string LevelOf(MinePlan plan, int anchor) =>
        plan.Views[anchor].Foot is { } foot ? plan.Roadways[foot.Roadway].Level : plan.Views[anchor].Area is { } area ? plan.Areas[area].Level : "";

    private static string RoadwayOf(MinePlan plan, int anchor) =>
        plan.Views[anchor].Foot is { } foot ? plan.Roadways[foot.Roadway].Name : plan.Views[anchor].Area is { } area ? plan.Areas[area].Name : "";

    public void Write(StateWriter to)
    {
        to.Write((long)_dead.Count);
        foreach (var id in _dead) to.Write(id);
        to.Write((long)_quiet.Count);
        foreach (var (id, quiet) in _quiet)
        {
            to.Write(id);
            to.Write(quiet.Heard);
            to.Write(quiet.IsBusy);
            to.Write(quiet.Lost);
        }
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--) _dead.Add(from.ReadText() ?? "");
        for (var i = from.ReadCount(); i > 0; i--) _quiet[from.ReadText() ?? ""] = new(from.ReadInstant(), from.ReadBool()) { Lost = from.ReadInstant() };
    }

    /// <summary>An anchor that is not heard.</summary>
    /// <param name="heard">Its last reading, which tells this silence from others.</param>
    /// <param name="isBusy">It was busy when it fell quiet.</param>
    private sealed class Quiet(Instant heard, bool isBusy)
    {
        public Instant Heard => heard;
        public bool IsBusy => isBusy;

        /// <summary>Since when it is found to be lost; <c>default</c>: it is not.</summary>
        public Instant Lost { get; set; }
    }
}
