using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Shyraq.Storage.History;

/// <summary>A mine's history open to read, beside the server that writes it. Not thread-safe: one for each reader.</summary>
public sealed class HistoryReading : IDisposable
{
    private const int PageRows = 2000;

    private bool _isHeld;

    internal HistoryReading(DbConnection connection) => Connection = connection;

    internal DbConnection Connection { get; }

    /// <summary>Where everybody was.</summary>
    public TrackReading Tracks => new(Connection);

    /// <summary>What stood around them.</summary>
    public SceneReading Scene => new(Connection);

    /// <summary>From now on everything is told as it is at one moment, whatever is written meanwhile; for a question of several parts that must fit together, not for long.</summary>
    public void Hold()
    {
        if (!_isHeld) Connection.Run(Connection is SqliteConnection ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        _isHeld = true;
    }

    /// <summary>The events of blocks from a sequence on, in order; page by page, so that another question may be asked in between.</summary>
    /// <param name="kinds">Only of these kinds; all when it is left out. What is not asked for is not made texts of, which of a month is most.</param>
    public IEnumerable<HistoryEvent> Events(long from = 1, IReadOnlyCollection<string>? kinds = null)
    {
        var (sequence, position) = (from - 1, long.MaxValue);
        while (true)
        {
            var page = Page(sequence, position, kinds);
            foreach (var one in page) yield return one;
            if (page.Count < PageRows) yield break;
            (sequence, position) = (page[^1].Sequence, page[^1].Index);
        }
    }

    /// <summary>The events of all blocks up to this one are here; 0 when none is.</summary>
    public long RecordedUpTo() => Connection.Scalar("SELECT sequence FROM recorded") is { } mark ? Convert.ToInt64(mark, System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>Closes it.</summary>
    public void Dispose() => Connection.Dispose();

    private List<HistoryEvent> Page(long sequence, long position, IReadOnlyCollection<string>? kinds)
    {
        var among = kinds is null ? "" : $" AND kind IN ({string.Join(", ", Enumerable.Range(0, kinds.Count).Select(i => $"@kind{i}"))})";
        using var command = Connection.Statement($"SELECT sequence, position, time, kind, what, tag, detail FROM events WHERE (sequence, position) > (@sequence, @position){among} ORDER BY sequence, position LIMIT {PageRows}",
            ("@sequence", sequence), ("@position", position));
        foreach (var (kind, i) in (kinds ?? []).Select((kind, i) => (kind, i))) command.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@kind{i}"), kind);
        using var row = command.ExecuteReader();
        var events = new List<HistoryEvent>();
        while (row.Read()) events.Add(new(row.GetInt64(0), row.GetInt32(1), new(row.GetInt64(2)), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6)));
        return events;
    }
}
