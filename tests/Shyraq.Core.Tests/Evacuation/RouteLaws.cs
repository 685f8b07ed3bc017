using CsCheck;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Gas;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Evacuation;

/// <summary>The escape routes against a search that knows nothing of theirs: every pair by Floyd and Warshall, the self-rescuer by Bellman and Ford.</summary>
public sealed class RouteLaws
{
    private const double Full = 240;

    private static readonly Gen<Drill> AnyDrill =
        from roadways in Gen.Select(Gen.Int[0, 8], Gen.Int[0, 8], Gen.Enum<Air>(), Gen.Int[0, 2].Select(i => new[] { 3.0, 1.6, 1.0 }[i])).Where(r => r.Item1 != r.Item2).Array[3, 14]
        from heights in Gen.Double[-60, 60].Array[9]
        from closures in Gen.Select(Gen.Int[0, 13], Gen.Int[0, 16], Gen.Int[1, 8]).Array[0, 4]
        from landmarks in Gen.Select(Gen.Int[0, 13], Gen.Int[0, 20], Gen.Enum<LandmarkKind>()).Array[1, 7]
        from person in Gen.Select(Gen.Int[0, 13], Gen.Int[0, 60])
        from left in Gen.Double[0, Full]
        from gas in Gen.Select(Gen.Int[0, 13], Gen.Int[0, 60]).Array[0, 1]
        select new Drill(roadways, heights, closures, landmarks, person, left, gas);

    [Fact]
    public void Ways_out_are_those_that_an_independent_search_finds() => AnyDrill.Sample(drill =>
    {
        var plan = drill.Plan();
        var (closures, person) = (drill.Closures(plan), drill.Person(plan));
        var routes = new EscapeRoutes(plan, closures, Full);
        var check = new IndependentSearch(plan, closures, person, Full);

        var remaining = routes.Remaining(person, null, default);
        var expected = double.IsFinite(check.ToExit) ? check.ToExit : check.ToRefuge;
        if (double.IsFinite(expected)) Assert.Equal(expected, remaining!.Value, Math.Max(check.Tolerance, 1e-6 * expected));
        else Assert.Null(remaining);

        var way = routes.From(person, null, default, drill.Left);
        if (check.InFreshAir) Assert.Equal(EscapeOutcome.InFreshAir, way.Outcome);
        else if (check.Need < drill.Left - check.Tolerance) Assert.Equal(EscapeOutcome.ReachesFreshAir, way.Outcome);
        else if (check.Need > drill.Left + check.Tolerance) Assert.True(way.Outcome is EscapeOutcome.RefugeOnly or EscapeOutcome.OutOfReach, $"{way.Outcome} with {drill.Left} s left where {check.Need} s are needed");
        if (way.Outcome == EscapeOutcome.OutOfReach) Assert.True(check.ToRefuge > drill.Left - check.Tolerance, $"{way} though a refuge is {check.ToRefuge} s away and {drill.Left} s are left");
        if (way.Outcome == EscapeOutcome.ReachesFreshAir) Assert.InRange(way.MinutesLeft!.Value * 60, 0, Math.Max(Full, drill.Left) + 1e-9);
        check.Walk(way, person);
    }, iter: 3000);

    [Fact]
    public void With_one_more_closure_nobody_comes_out_sooner() => AnyDrill.Sample(drill =>
    {
        var plan = drill.Plan();
        var (closures, person) = (drill.Closures(plan), drill.Person(plan));
        // Whoever is within a section is let out of it on both sides, so a closure around them is another question.
        if (new EscapeGraph(plan, closures).IsClosed(person.Roadway, person.Offset)) return;
        var fewer = new EscapeRoutes(plan, closures.Skip(1), Full).Remaining(person, null, default) ?? double.PositiveInfinity;
        var routes = new EscapeRoutes(plan, closures, Full);
        var (before, after) = (new IndependentSearch(plan, closures.Skip(1), person, Full), new IndependentSearch(plan, closures, person, Full));
        if (double.IsFinite(before.ToExit) != double.IsFinite(after.ToExit)) return;
        Assert.True((routes.Remaining(person, null, default) ?? double.PositiveInfinity) >= fewer - after.Tolerance);
    }, iter: 1000);

    [Fact]
    public void Gas_closes_what_is_near_its_sensor_or_downwind_of_it_and_nothing_else() => AnyDrill.Where(drill => drill.Gas.Length > 0).Sample(drill =>
    {
        var plan = drill.Plan();
        var sensor = drill.Sensors(plan).Single();
        var air = new Airflow(plan);
        var (spread, wind) = (GasSpread.Of(plan, air, sensor), air.DownwindOf(sensor));
        for (var roadway = 0; roadway < plan.Roadways.Length; roadway++)
        {
            var length = plan.Roadways[roadway].Line.Length;
            for (var i = 0; i < 40; i++)
            {
                var at = new NetworkPosition(roadway, (i + 0.41) / 40 * length);
                var metres = plan.Network.Distance(sensor, at);
                // On the very border either is right.
                if (Math.Abs(metres - DangerRanking.Section) < 1e-3) continue;
                Assert.Equal(
                    metres < DangerRanking.Section || wind.Any(w => w.Stretch.Roadway == roadway && at.Offset > w.Stretch.From && at.Offset < w.Stretch.To),
                    spread.Any(s => s.Roadway == roadway && at.Offset > s.From && at.Offset < s.To));
            }
        }
    }, iter: 500);

    /// <summary>Straight roadways between nine points; closures and landmarks at twentieths of them, one person in between.</summary>
    private sealed record Drill((int A, int B, Air Air, double Height)[] Roadways, double[] Heights, (int Roadway, int From, int Length)[] Closed, (int Roadway, int At, LandmarkKind Kind)[] Landmarks, (int Roadway, int At) Who, double Left, (int Roadway, int At)[] Gas)
    {
        public MinePlan Plan()
        {
            // No three on a line: roadways that only cross do not meet.
            Point3 At(int i) => new(i % 3 * 120 + 7.3 * (i * i % 5), i / 3 * 90 + 5.9 * (i * i * i % 7), Heights[i]);
            var roadways = Roadways.DistinctBy(r => (Math.Min(r.A, r.B), Math.Max(r.A, r.B))).Select((r, i) =>
                new Roadway(new($"R{i}"), "", "", "travel", r.Air, new(4), new(r.Height), new([At(r.A), At(r.B)]))).ToArray();
            var landmarks = Landmarks.Select((l, i) => new Landmark(l.Kind, $"L{i}", "", roadways[l.Roadway % roadways.Length].Line.PointAt(l.At / 20.0 * roadways[l.Roadway % roadways.Length].Line.Length)));
            return new(new("m"), "M", "local", "UTC", 1, new([.. roadways], [], [], [], [.. landmarks], []));
        }

        public List<Closure> Closures(MinePlan plan) => [.. Gassed(plan), .. Closed.Select(c =>
        {
            var roadway = plan.Roadways[c.Roadway % plan.Roadways.Length];
            var length = roadway.Line.Length;
            return new Closure(roadway.Id, c.From / 20.0 * length, Math.Min(20, c.From + c.Length) / 20.0 * length, ClosureCause.Smoke, "", "", default);
        })];

        public NetworkPosition Person(MinePlan plan) => On(plan, Who);

        /// <summary>Where gas sensors are beyond their limit.</summary>
        public IEnumerable<NetworkPosition> Sensors(MinePlan plan) => Gas.Select(at => On(plan, at));

        private IEnumerable<Closure> Gassed(MinePlan plan) => Sensors(plan).SelectMany(on => GasSpread.Of(plan, new(plan), on))
            .Select(part => new Closure(plan.Roadways[part.Roadway].Id, part.From, part.To, ClosureCause.Gas, "", "", default, "S"));

        private static NetworkPosition On(MinePlan plan, (int Roadway, int At) at) => new(at.Roadway % plan.Roadways.Length, (at.At + 0.37) / 61 * plan.Roadways[at.Roadway % plan.Roadways.Length].Line.Length);
    }
}
