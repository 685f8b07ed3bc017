using System.Collections.Immutable;
using Shyraq.Core.Evaluation;
using Shyraq.Core.History;
using Shyraq.Core.Plan;
using Shyraq.Core.Reports;
using Shyraq.Protocols.Lines;
using Shyraq.Protocols.Truth;
using Shyraq.Storage;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.Reports;

/// <summary>
/// Walk tests of a mine: files of the form of <c>truth.csv</c> in its folder <c>walks</c>, each a way that somebody walked with a tag and whose places are known. They are
/// compared with what was shown at the time, as the history keeps it.
/// </summary>
internal static class WalkTests
{
    /// <summary>Its name in the mine's folder.</summary>
    public const string FolderName = "walks";

    /// <summary>The walks that began within a period, in order of name.</summary>
    public static ImmutableArray<WalkTest> Of(string folder, IMineRecord record, MinePlan plan, ReportPeriod period)
    {
        var at = Path.Combine(folder, FolderName);
        return Directory.Exists(at) ? [.. Directory.GetFiles(at, "*.csv").Order(StringComparer.Ordinal).Select(path => One(path, record, plan)).Where(walk => walk.Why == "walkFault" || period.Holds(walk.From))] : [];
    }

    private static WalkTest One(string path, IMineRecord record, MinePlan plan)
    {
        var name = Path.GetFileName(path);
        var points = new List<TruthPoint>();
        try
        {
            using var file = File.OpenRead(path);
            foreach (var line in TruthReader.Read(file, plan))
            {
                if (line is LineReading<TruthPoint>.Fault fault) return new(name, default, default, 0, null, "walkFault", fault.What.ToString());
                if (line is LineReading<TruthPoint>.Row row) points.Add(row.Value);
            }
        }
        catch (IOException why)
        {
            return new(name, default, default, 0, null, "walkFault", why.Message);
        }
        if (points.Count == 0) return new(name, default, default, 0, null, "walkFault", "");
        var (from, to) = (points.Min(p => p.Time), points.Max(p => p.Time));
        var tags = points.Select(p => p.Tag).Distinct().ToList();
        using var history = record.OpenHistory();
        // The newest minutes are not in the history yet: they would count as not covered.
        if (history?.Tracks.Span(HistoryVersion.Live) is not { } span || to > span.To) return new(name, from, to, tags.Count, null, "walkTooFresh");
        var scorer = new Scorer(plan, points);
        foreach (var tag in tags)
        {
            foreach (var chunk in history.Tracks.Of(HistoryVersion.Live, tag, from, to))
            {
                // Roadways are numbers there, which another plan has otherwise.
                if (chunk.Plan != plan.Version) return new(name, from, to, tags.Count, null, "walkOtherPlan");
                foreach (var fix in TrackCodec.Decode(chunk.Body))
                {
                    var point = TrackGrid.Tell(fix, chunk.Start, plan);
                    if (point.Time >= from && point.Time <= to) scorer.Add(new PublishedFix(point.Time, tag, point.Place, point.Position, point.Speed, point.Radius95, point.State));
                }
            }
        }
        return new(name, from, to, tags.Count, scorer.Report().All);
    }
}
