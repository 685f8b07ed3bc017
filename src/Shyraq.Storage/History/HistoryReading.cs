using System.Data.Common;

namespace Shyraq.Storage.History;

/// <summary>A mine's history open to read, beside the server that writes it. Not thread-safe: one for each reader.</summary>
public sealed class HistoryReading : IDisposable
{
    internal HistoryReading(DbConnection connection) => Connection = connection;

    internal DbConnection Connection { get; }

    /// <summary>Where everybody was.</summary>
    public TrackReading Tracks => new(Connection);

    /// <summary>What stood around them.</summary>
    public SceneReading Scene => new(Connection);

    /// <summary>The events of blocks from a sequence on, in order.</summary>
    /// <param name="kinds">Only of these kinds; all when it is left out. What is not asked for is not made texts of, which of a month is most.</param>
    public IEnumerable<HistoryEvent> Events(long from = 1, IReadOnlyCollection<string>? kinds = null)
    {
        var among = kinds is null ? "" : $" AND kind IN ({string.Join(", ", Enumerable.Range(0, kinds.Count).Select(i => $"@kind{i}"))})";
        using var command = Connection.Statement($"SELECT sequence, position, time, kind, what, tag, detail FROM events WHERE sequence >= @from{among} ORDER BY sequence, position", ("@from", from));
        foreach (var (kind, i) in (kinds ?? []).Select((kind, i) => (kind, i))) command.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@kind{i}"), kind);
        using var row = command.ExecuteReader();
        while (row.Read())
            yield return new(row.GetInt64(0), row.GetInt32(1), new(row.GetInt64(2)), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6));
    }

    /// <summary>The events of all blocks up to this one are here; 0 when none is.</summary>
    public long RecordedUpTo() => Connection.Scalar("SELECT sequence FROM recorded") is { } mark ? Convert.ToInt64(mark, System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>Closes it.</summary>
    public void Dispose() => Connection.Dispose();
}
