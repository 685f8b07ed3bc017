using CsCheck;
using Shyraq.Core.Acts;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Xunit;
using static Shyraq.Core.Tests.Zones.RuledMine;

namespace Shyraq.Core.Tests.Zones;

/// <summary>What holds however people act and walk.</summary>
public sealed class ReplayLaws
{
    private static readonly Gen<ZoneRule> AnyRule = Gen.OneOf(
        Gen.Const<ZoneRule>(new KeyRule()), Gen.Const<ZoneRule>(new RestrictedRule(["Electrician"], [], [], [new(0, 600, 300)])), Gen.Const<ZoneRule>(new PermittedRule(["T1"])),
        Gen.Int[0, 2].Select(max => (ZoneRule)new CapacityRule(max)), Gen.Double[0.05, 1].Select(minutes => (ZoneRule)new OvertimeRule(minutes)),
        Gen.Double[0, 0.5].Select(minutes => (ZoneRule)new TooFewRule(2, minutes)), Gen.Double[2, 20].Select(kmh => (ZoneRule)new SpeedRule(kmh)), Gen.Double[10, 60].Select(metres => (ZoneRule)new ProximityRule(metres)));

    private static readonly Gen<Act> AnyAct = Gen.OneOf(
        Gen.Select(Gen.Int[0, 1], Gen.Double[0, 60], Gen.Double[5, 60], AnyRule.Array[0, 3]).Select((zone, from, length, rules) =>
            (Act)new PutZone(new("Z" + zone), "Z", new([On(zone == 0 ? "R" : "S", from, from + length)], [], []), [.. rules.DistinctBy(r => r.GetType())])),
        Gen.Int[0, 1].Select(zone => (Act)new RemoveZone(new("Z" + zone))), Gen.Long[1, 12].Select(draft => (Act)new ActivateZones(draft, "so", Untried: true)),
        Gen.Int[0, 3].Select(version => (Act)new DraftVersion(version)), AnyRule.Select(rule => (Act)new PutRules(new("Store"), [rule])),
        Gen.Select(Gen.Int[0, 2], Gen.Double[1, 100]).Select((tag, seconds) => (Act)new GrantPermit(new("Store"), "T" + tag, Drawn.Start.PlusSeconds(seconds))),
        Gen.Int[0, 2].Select(tag => (Act)new RevokePermit(new("Store"), "T" + tag)), Gen.Const<Act>(new RequestClearance(new("Store"), "shots")), Gen.Const<Act>(new ReleaseClearance(new("Store"))),
        Gen.Int[0, 2].Select(tag => (Act)new VouchForZone(new("Store"), [new("T" + tag)], tag == 0, "seen")));

    // Half a minute of three tags, each somewhere along the gallery at a speed of its own, and now and then an act.
    private static readonly Gen<MineInput[]> Day =
        from starts in Gen.Double[20, 280].Array[3]
        from speeds in Gen.Double[-6, 6].Array[3]
        from acts in Gen.Select(Gen.Int[0, 59], AnyAct).Array[4, 14]
        select Inputs(starts, speeds, acts.ToLookup(a => a.Item1, a => a.Item2)).ToArray();

    [Fact]
    public void Going_on_from_any_snapshot_gives_equal_crossings_conditions_and_bytes() => Gen.Select(Day, Gen.Int[0, 200]).Sample((day, cut) =>
    {
        var (whole, restored) = (new Mine(Gallery), new Mine(Gallery));
        for (var i = 0; i < day.Length; i++)
        {
            if (i == cut % day.Length) restored = Mine.Restore(restored.Snapshot(), Gallery, restored.Carriers);
            var (expected, found) = (whole.Take(day[i]), restored.Take(day[i]));
            // Looking at the board changes nothing.
            if (i % 7 == 0) ZonesBoard.Of(restored);
            Assert.Equal(expected.Placed.Crossings, found.Placed.Crossings);
            Assert.Equal(expected.Conditions, found.Conditions);
            Assert.Equal(expected.Occurrences, found.Occurrences);
            Assert.Equal(expected.Refusal, found.Refusal);
        }
        Assert.Equal(whole.Snapshot(), restored.Snapshot());
    }, iter: 60);

    [Fact]
    public void What_stands_is_what_was_told_and_figures_are_sums_over_the_rows() => Day.Sample(day =>
    {
        var mine = new Mine(Gallery);
        var standing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var input in day)
        {
            foreach (var condition in mine.Take(input).Conditions)
            {
                var key = $"{condition.Kind} {condition.Subject}";
                if (condition.Stands) standing.Add(key);
                else Assert.True(standing.Remove(key), $"{key} ended without a beginning");
            }
            var board = ZonesBoard.Of(mine);
            Assert.Equal(standing, board.Breaches.Select(b => $"{b.Kind} {b.Subject}").Order(StringComparer.Ordinal));
            Assert.All(board.Zones, zone => Assert.Equal(zone.Inside.Length, zone.People + zone.Vehicles));
            Assert.All(board.Zones.SelectMany(z => z.Inside), one => Assert.InRange(one.Probability, 0, 1 + 1e-9));
        }
    }, iter: 40);

    private static IEnumerable<MineInput> Inputs(double[] starts, double[] speeds, ILookup<int, Act> acts)
    {
        yield return new CarriersInput(Drawn.Start, System.Collections.Immutable.ImmutableSortedDictionary<string, Core.Presence.Carrier>.Empty.Add("T2", new(Core.Presence.CarrierKind.Vehicle)));
        for (var half = 0; half < 60; half++)
        {
            var now = Drawn.Start.PlusSeconds(half * 0.5);
            // Each falls silent for a part of the time.
            var heard = Enumerable.Range(0, 3).Where(t => (half + 17 * t) % 50 < 35).SelectMany(t => Ranges(t, Math.Clamp(starts[t] + speeds[t] * half * 0.5, 0, 300), now)).ToArray();
            if (heard.Length > 0) yield return new SightingsInput(now, [.. heard]);
            foreach (var act in acts[half]) yield return new ActInput(now, "Aigul", act);
            if (half % 2 == 0) yield return new TickInput(now);
        }
    }

    private static IEnumerable<Sighting> Ranges(int tag, double x, Instant now) =>
        Gallery.Anchors.Where(a => a.Place.Y == 0 && Math.Abs(a.Place.X - x) < 80).Select(a => new RangeSighting(now, now, new("T" + tag), a.Id, new(Math.Abs(a.Place.X - x)), null, null, null));
}
