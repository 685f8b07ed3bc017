using Shyraq.Core.Evaluation;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Protocols.Lines;

namespace Shyraq.Protocols.Truth;

/// <summary>Reads <c>truth.csv</c>: where tags really were. Never throws on bad bytes.</summary>
public static class TruthReader
{
    /// <summary>The rows of the file in order, and every fault with its line and column.</summary>
    /// <param name="plan">Names the roadways.</param>
    public static IEnumerable<LineReading<TruthPoint>> Read(Stream stream, MinePlan plan)
    {
        var (opened, fault) = CsvTable.Open(stream, "time", "tag", "x", "y", "z");
        if (opened is not { } table)
        {
            yield return new LineReading<TruthPoint>.Fault(fault!);
            yield break;
        }
        while (table.Next())
        {
            var point = table.Fault is null ? Row(table, plan) : default;
            yield return table.Fault is { } wrong ? new LineReading<TruthPoint>.Fault(wrong) : new LineReading<TruthPoint>.Row(point);
        }
    }

    private static TruthPoint Row(CsvTable table, MinePlan plan)
    {
        var (time, tag) = (table.Time("time"), table.Id("tag"));
        var place = new Point3(table.Number("x"), table.Number("y"), table.Number("z"));
        return new TruthPoint(time, new TagId(tag), place, table.IsEmpty("roadway") ? null : Position(table, plan));
    }

    private static NetworkPosition? Position(CsvTable table, MinePlan plan)
    {
        var roadway = PositionReading.Roadway(plan, table.Id("roadway"));
        if (roadway < 0) return table.Fail("roadway", PositionReading.RoadwayExpected, (NetworkPosition?)null);
        var offset = table.Number("offset");
        return PositionReading.At(plan, roadway, offset) ?? table.Fail("offset", PositionReading.OffsetExpected(plan, roadway), (NetworkPosition?)null);
    }
}
