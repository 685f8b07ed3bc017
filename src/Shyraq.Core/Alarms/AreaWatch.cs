using System.Collections.Immutable;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>
/// Tells when an area is lost: four radios or more that fell silent within a minute of each other and hang within 200 m of the next, and they are at
/// least half of the radios and sensors around them that were heard before. How often that is wrong is measured in <c>docs/alarms.md</c>.
/// </summary>
internal sealed class AreaWatch(AreaLosses losses, AlarmDefinitions definitions)
{
    /// <summary>The fewest radios that make an area.</summary>
    public const int Fewest = 4;

    /// <summary>They fell silent within this of each other, seconds; and the next is not further than <see cref="Near"/>, metres.</summary>
    public const double Together = 60;

    private const double Near = 200;

    /// <summary>Their share of the active radios around them; from the second on of all the mine's, it is the whole mine.</summary>
    private const double Share = 0.5, WholeMine = 0.8;

    /// <summary>People and radios within this of a lost radio are in the area, metres.</summary>
    private const double Around = 150;

    /// <summary>A group is judged when nothing has joined it for the first, and at the latest after the second, seconds: what was lost in one blow is noticed within a few ticks.</summary>
    private const double Settled = 3, AtLatest = 15;

    private int _count;

    /// <summary>Compares the radios that are lost now with the areas that are known; at ticks.</summary>
    public void Judge(Scene scene, IReadOnlyList<LostRadio> lost)
    {
        foreach (var loss in losses.All.Where(one => one.Ended is null).ToArray()) Follow(loss, lost, scene);
        var free = lost.Where(one => losses.Covering(AlarmKind.AnchorDead, one.Id) is null).OrderBy(one => one.Since).ThenBy(one => one.Id, StringComparer.Ordinal).ToList();
        if (free.Count >= Fewest && free.Count >= WholeMine * Active(scene, free, double.PositiveInfinity))
        {
            if (IsSettled(free, scene.Now)) Lose(free, isWhole: true, scene);
            return;
        }
        while (free.Count >= Fewest)
        {
            var group = TakeGroup(free);
            if (group.Count >= Fewest && IsSettled(group, scene.Now) && group.Count >= Share * Active(scene, group, Around)) Lose(group, isWhole: false, scene);
        }
    }

    public void Write(StateWriter to) => to.Write((long)_count);

    public void Read(ref StateReader from) => _count = (int)from.ReadLong();

    // A known area grows by what falls silent beside it, and ends when more than half of it is heard again.
    private void Follow(AreaLoss loss, IReadOnlyList<LostRadio> lost, Scene scene)
    {
        var still = lost.Where(one => loss.Radios.Contains(one.Id)).ToList();
        var beside = lost.Where(one => losses.Covering(AlarmKind.AnchorDead, one.Id) is null && still.Any(other => AreTogether(one, other))).Select(one => one.Id).ToArray();
        var grown = beside.Length == 0 ? loss : loss with { Radios = [.. loss.Radios, .. beside] };
        if (2 * (still.Count + beside.Length) < grown.Radios.Length)
        {
            // What was over before it was an alarm was a gateway that kept back for a moment.
            var wasNone = scene.SilenceSince(loss.Since) < definitions[AlarmKind.AreaLost].DelayOn;
            if (wasNone && loss == losses.All[^1]) _count--;
            losses.Replace(loss, wasNone ? null : grown with { Ended = scene.Now });
            scene.Tell(new(AlarmKind.AreaLost, loss.Area, false));
            return;
        }
        if (grown == loss) return;
        losses.Replace(loss, grown);
        scene.Tell(Told(grown, scene));
    }

    private static List<LostRadio> TakeGroup(List<LostRadio> free)
    {
        List<LostRadio> group = [free[0]];
        free.RemoveAt(0);
        for (var i = 0; i < group.Count; i++)
            for (var k = free.Count - 1; k >= 0; k--)
                if (AreTogether(group[i], free[k]))
                {
                    group.Add(free[k]);
                    free.RemoveAt(k);
                }
        return group;
    }

    private static bool AreTogether(in LostRadio a, in LostRadio b) => Math.Abs(a.Since.SecondsSince(b.Since)) <= Together && Point3.Distance(a.Place, b.Place) <= Near;

    private static bool IsSettled(List<LostRadio> group, Instant now) =>
        now.SecondsSince(group.Max(one => one.Noticed)) >= Settled || now.SecondsSince(group.Min(one => one.Noticed)) >= AtLatest;

    /// <summary>Anchors and sensors around a group that were heard within the minute before the first of it fell silent, or since.</summary>
    private static int Active(Scene scene, List<LostRadio> group, double around)
    {
        var (count, first) = (0, group.Min(one => one.Since));
        for (var i = 0; i < scene.Anchors.Length; i++)
            if (scene.Anchors[i].Heard is { } heard) Count(scene.Plan.Anchors[i].Place, heard);
        foreach (var (place, heard) in scene.Parts.Gas.Heard) Count(place, heard);
        return count;

        void Count(Point3 place, Instant heard)
        {
            if (heard.SecondsSince(first) >= -Together && group.Any(one => Point3.Distance(one.Place, place) <= around)) count++;
        }
    }

    private void Lose(List<LostRadio> group, bool isWhole, Scene scene)
    {
        var level = isWhole ? "" : group.GroupBy(one => one.Level, StringComparer.Ordinal).OrderByDescending(one => one.Count()).ThenBy(one => one.Key, StringComparer.Ordinal).First().Key;
        var loss = new AreaLoss(FormattableString.Invariant($"{(level.Length > 0 ? level : scene.Plan.Name)} #{++_count}"), level, Middle(group), group.Min(one => one.Since), scene.Now, null,
            [.. group.Select(one => one.Roadway).Where(road => road.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. group.Select(one => one.Id).Order(StringComparer.Ordinal)], group.Count, Active(scene, group, isWhole ? double.PositiveInfinity : Around), Picture(group, isWhole, scene));
        losses.Add(loss);
        scene.Tell(Told(loss, scene));
    }

    private static ImmutableArray<LastSeen> Picture(List<LostRadio> group, bool whole, Scene scene)
    {
        var picture = ImmutableArray.CreateBuilder<LastSeen>();
        foreach (var fix in scene.Fixes)
            if (whole || group.Any(one => Point3.Distance(one.Place, fix.Place) <= Around))
                picture.Add(new(fix.Tag, fix.Place, fix.Position is { } on ? scene.Plan.Roadways[on.Roadway].Id.Value : null, fix.Position?.Offset, fix.Radius95, fix.State, fix.Heard));
        return picture.DrainToImmutable();
    }

    private static Condition Told(AreaLoss loss, Scene scene) => new(AlarmKind.AreaLost, loss.Area, true,
        FormattableString.Invariant($"{loss.Radios.Length}/{Math.Max(loss.ActiveThen, loss.Radios.Length)}: {string.Join(", ", loss.Roadways.Take(4))}{(loss.Roadways.Length > 4 ? "…" : "")}"), loss.Place, scene.SilentSince(loss.Since));

    private static Point3 Middle(List<LostRadio> group)
    {
        var sum = group.Aggregate(default(Point3), (total, one) => total + one.Place);
        return sum * (1.0 / group.Count);
    }
}
