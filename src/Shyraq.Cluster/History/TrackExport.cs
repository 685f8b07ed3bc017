using Shyraq.Core.Units;
using Shyraq.Protocols.Tracks;
using Shyraq.Storage;

namespace Shyraq.Cluster.History;

/// <summary>What of the past is given out.</summary>
/// <param name="Tag">One tag; null for all.</param>
/// <param name="Among">Only these tags, when none is named by <paramref name="Tag"/>; null for all.</param>
public sealed record TrackQuestion(Instant From, Instant To, string? Tag = null, string Version = MineHistory.Live, IReadOnlyList<string>? Among = null);

/// <summary>Gives tracks out as files.</summary>
public static class TrackExport
{
    private static readonly string[] States = ["live", "inferred", "lastKnown"];

    // The longest part of one tag in memory, seconds.
    private const double PartSeconds = 86_400;

    /// <summary>Writes tracks of a record, which is only read, beside a running server if need be. The newest minutes are not in it yet while a server runs.</summary>
    /// <returns>How many fixes were written.</returns>
    /// <exception cref="HistoryQuestionException">There is no such version.</exception>
    /// <exception cref="IOException">There is no history, or it cannot be read.</exception>
    public static async Task<long> Write(IMineRecord record, TrackQuestion question, string form, Stream to, CancellationToken stop = default)
    {
        if (record.OpenHistory() is not { } reading) throw new IOException($"{record.Name} has no history yet");
        using (reading)
        {
            MineHistory.KnowsVersion(reading, question.Version);
            return await Write(new PastOfAMine(record.Mine.Value, question.Version, reading, [], new()), question, form, to, stop);
        }
    }

    /// <summary>From when to when a record has tracks of a version; null when it has none.</summary>
    /// <exception cref="HistoryQuestionException">There is no such version.</exception>
    /// <exception cref="IOException">There is no history, or it cannot be read.</exception>
    public static (Instant From, Instant To)? Span(IMineRecord record, string version)
    {
        using var reading = record.OpenHistory() ?? throw new IOException($"{record.Name} has no history yet");
        MineHistory.KnowsVersion(reading, version);
        return reading.Tracks.Span(version);
    }

    internal static async Task<long> Write(PastOfAMine past, TrackQuestion question, string form, Stream to, CancellationToken stop)
    {
        var fixes = 0L;
        await using var writer = await TrackForms.Begin(form, to, past.Mine, past.Crs);
        foreach (var tag in question.Tag is { } one ? [one] : question.Among ?? past.Tags(question.From, question.To))
        {
            var carriers = past.Reading.Scene.CarriersOfTag(new(tag), question.To);
            for (var begun = question.From; begun < question.To;)
            {
                stop.ThrowIfCancellationRequested();
                // A part ends where the tag goes into other hands.
                var next = carriers.Where(row => row.From > begun).Select(row => (Instant?)row.From).FirstOrDefault() ?? question.To;
                var ended = Instant.Min(Instant.Min(next, begun.PlusSeconds(PartSeconds)), question.To);
                var carrier = carriers.LastOrDefault(row => row.From <= begun) is { Kind.Length: > 0 } known ? known : null;
                var lines = past.Track(new(tag), begun, ended, 0, int.MaxValue).ConvertAll(Line);
                if (lines.Count > 0) await writer.Write(new(tag, carrier?.Kind ?? "", carrier is null ? "" : carrier.Person.Length > 0 ? carrier.Person : carrier.Number, carrier?.Name ?? "", lines));
                fixes += lines.Count;
                begun = ended;
            }
        }
        return fixes;
    }

    private static TrackLine Line(PastFix fix) => new(fix.Time, fix.X, fix.Y, fix.Z, fix.Roadway, fix.Offset, fix.Level, fix.Speed, fix.Radius95, States[fix.State], fix.Late);
}
