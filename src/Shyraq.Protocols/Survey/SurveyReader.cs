using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Protocols.Lines;

namespace Shyraq.Protocols.Survey;

/// <summary>Reads <c>survey.csv</c>: stationary measurements of signal strength. Never throws on bad bytes.</summary>
public static class SurveyReader
{
    /// <summary>The rows of the file in order, and every fault with its line and column.</summary>
    public static IEnumerable<LineReading<SurveyPoint>> Read(Stream stream)
    {
        var (opened, fault) = CsvTable.Open(stream, "anchor", "x", "y", "z", "dbmMean", "dbmSd", "samples");
        if (opened is not { } table)
        {
            yield return new LineReading<SurveyPoint>.Fault(fault!);
            yield break;
        }
        while (table.Next())
        {
            var point = table.Fault is null ? Row(table) : null;
            yield return table.Fault is { } wrong ? new LineReading<SurveyPoint>.Fault(wrong) : new LineReading<SurveyPoint>.Row(point!);
        }
    }

    private static SurveyPoint Row(CsvTable table)
    {
        var samples = table.Number("samples", least: 1);
        if (samples != Math.Floor(samples) || samples > int.MaxValue) samples = table.Fail("samples", "a whole number, 1 or more", 1.0);
        return new SurveyPoint(new AnchorId(table.Id("anchor")), new Point3(table.Number("x"), table.Number("y"), table.Number("z")),
            new Dbm(table.Number("dbmMean")), table.Number("dbmSd", least: 0), (int)samples);
    }
}
