using System.Globalization;
using Shyraq.Core.Evaluation;

namespace Shyraq.Oracle.Contest;

/// <summary>What both came to over some rounds, side by side.</summary>
/// <param name="Rounds">How many.</param>
public sealed record Tally(int Rounds, ErrorSummary? Production, ErrorSummary? Oracle, ErrorSummary? ProductionPlane, ErrorSummary? OraclePlane,
    double ProductionWrong, double OracleWrong, double ProductionInside, double OracleInside)
{
    public static Tally Of(IReadOnlyCollection<Round> rounds) => new(rounds.Count,
        Along(rounds, r => r.Production), Along(rounds, r => r.Oracle),
        ErrorSummary.Of([.. rounds.Select(r => r.Production.Horizontal)]), ErrorSummary.Of([.. rounds.Select(r => r.Oracle.Horizontal)]),
        Share(rounds, r => r.Production.Wrong), Share(rounds, r => r.Oracle.Wrong), Share(rounds, r => r.Production.IsInside), Share(rounds, r => r.Oracle.IsInside));

    private static ErrorSummary? Along(IEnumerable<Round> rounds, Func<Round, Score> score) => ErrorSummary.Of([.. rounds.Select(r => score(r).Along).Where(double.IsFinite)]);

    private static double Share(IReadOnlyCollection<Round> rounds, Func<Round, bool> holds) => rounds.Count == 0 ? double.NaN : (double)rounds.Count(holds) / rounds.Count;
}

/// <summary>Writes the outcome of a match.</summary>
public static class Table
{
    /// <summary>All, people and vehicles, each whole and by circumstance and by motion, and where the worst of the production's answers lie.</summary>
    public static void Write(TextWriter to, IReadOnlyList<Round> rounds)
    {
        foreach (var (name, some) in new (string, List<Round>)[] { ("people", [.. rounds.Where(r => !r.Tag.IsVehicle)]), ("vehicles", [.. rounds.Where(r => r.Tag.IsVehicle)]) })
        {
            if (some.Count == 0) continue;
            to.WriteLine();
            to.WriteLine($"{name,-20}{"",22}along the roadway, m: production / oracle");
            to.WriteLine($"{"",-20}{"fixes",8}{"p50",13}{"p90",15}{"p95",17}{"p95 ratio",11}{"wrong, %",13}{"in 95, %",13}{"plane p90, m",15}{"beyond p90, p95, %",21}");
            Row(to, "all", some, some);
            foreach (var by in some.GroupBy(r => r.Circumstance).OrderBy(g => g.Key)) Row(to, by.Key.ToString(), [.. by], some);
            foreach (var by in some.GroupBy(Motion).OrderBy(g => g.Key, StringComparer.Ordinal)) Row(to, by.Key, [.. by], some);
            Bound(to, [.. some.Where(r => r.Circumstance == Circumstance.TwoInSight && r.Bound is not null && double.IsFinite(r.Production.Along) && double.IsFinite(r.Oracle.Along))]);
        }
    }

    /// <summary>Errors against the bound: root mean squares, and the 90th percentile of the error in units of the bound (1.645 for a normal error that reaches it).</summary>
    private static void Bound(TextWriter to, List<Round> rounds)
    {
        foreach (var (name, some) in new (string, List<Round>)[]
        {
            ("two anchors in sight", rounds), ("and settled for 10 s", [.. rounds.Where(r => r.Settled >= 10)]), ("and settled, at rest", [.. rounds.Where(r => r.Settled >= 10 && r.Speed < 0.1)]),
        })
            Bound(to, name, some);
    }

    private static void Bound(TextWriter to, string name, List<Round> rounds)
    {
        if (rounds.Count == 0) return;
        double Rms(Func<Round, double> of) => Math.Sqrt(rounds.Average(r => of(r) * of(r)));
        double P90(Func<Round, double> of) => ErrorSummary.Of([.. rounds.Select(r => of(r) / r.Bound!.Value)])!.P90 / 1.645;
        var (bound, production, oracle) = (Rms(r => r.Bound!.Value), Rms(r => r.Production.Along), Rms(r => r.Oracle.Along));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {rounds.Count} fixes, bound {bound:0.000} m; RMSE production {production:0.000} m ({production / bound:0.00} x), oracle {oracle:0.000} m ({oracle / bound:0.00} x); p90 production {P90(r => r.Production.Along):0.00} x, oracle {P90(r => r.Oracle.Along):0.00} x"));
    }

    /// <summary>One line for each round.</summary>
    public static void WriteCsv(TextWriter to, IEnumerable<Round> rounds, Core.Plan.MinePlan plan)
    {
        to.WriteLine("time,tag,circumstance,speed,roadway,offset,bound,state,prodRoadway,prodOffset,prodAlong,prodHorizontal,prodRadius,prodWrong,oracleRoadway,oracleOffset,oracleAlong,oracleHorizontal,oracleRadius,oracleWrong");
        string Of(Core.Plan.NetworkPosition? p) => p is { } at ? string.Create(CultureInfo.InvariantCulture, $"{plan.Roadways[at.Roadway].Id.Value},{at.Offset:0.00}") : ",";
        string Told(Score s) => string.Create(CultureInfo.InvariantCulture, $"{Of(s.Fix.Position)},{s.Along:0.000},{s.Horizontal:0.000},{s.Fix.Radius95:0.00},{(s.Wrong ? 1 : 0)}");
        foreach (var r in rounds)
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{r.Time},{r.Tag.Tag.Value},{r.Circumstance},{r.Speed:0.00},{Of(r.Truth.Position)},{r.Bound:0.000},{r.Production.Fix.State},{Told(r.Production)},{Told(r.Oracle)}"));
    }

    private static string Motion(Round round) => round.Speed switch { < 0.1 => "standing", < 0.95 => "up to 0.95 m/s", < 1.7 => "up to 1.7 m/s", _ => "faster" };

    private static void Row(TextWriter to, string name, List<Round> some, List<Round> all)
    {
        var (t, whole) = (Tally.Of(some), Tally.Of(all));
        string Pair(double? a, double? b, string format = "0.00") => a is { } x && b is { } y && double.IsFinite(x) ? string.Create(CultureInfo.InvariantCulture, $"{x.ToString(format, CultureInfo.InvariantCulture)} / {y.ToString(format, CultureInfo.InvariantCulture)}") : "–";
        // Of all answers of the production filter worse than its own p90 and p95, those that fall here.
        string Beyond(double? limit)
        {
            double bad = all.Count(r => r.Production.Along > limit);
            return bad == 0 ? "–" : (100 * some.Count(r => r.Production.Along > limit) / bad).ToString("0", CultureInfo.InvariantCulture);
        }
        var ratio = t.Production is { } p && t.Oracle is { } o ? (p.P95 / o.P95).ToString("0.00", CultureInfo.InvariantCulture) : "–";
        to.WriteLine($"{name,-20}{some.Count,8}{Pair(t.Production?.P50, t.Oracle?.P50),13}{Pair(t.Production?.P90, t.Oracle?.P90),15}{Pair(t.Production?.P95, t.Oracle?.P95),17}{ratio,11}"
            + $"{Pair(100 * t.ProductionWrong, 100 * t.OracleWrong, "0.0"),13}{Pair(100 * t.ProductionInside, 100 * t.OracleInside, "0.0"),13}{Pair(t.ProductionPlane?.P90, t.OraclePlane?.P90),15}{Beyond(whole.Production?.P90) + ", " + Beyond(whole.Production?.P95),21}");
    }
}
