using System.Data.Common;
using Npgsql;
using Shyraq.Core.History;
using Shyraq.Storage.Postgres;

namespace Shyraq.Storage.History;

/// <summary>Puts rows into the history. What is there already stays as it is: the journal gave it, and gives it the same again.</summary>
internal static class HistoryInsert
{
    public static void Into(DbConnection connection, HistoryRows rows)
    {
        Each(connection, rows.Events, "events", "sequence, position, time, kind, what, tag, detail",
            one => [one.Sequence, (long)one.Index, one.Time.UnixMicroseconds, one.Kind, one.What, one.Tag, one.Detail]);
        Each(connection, rows.Tracks, "tracks", "version, start, tag, plan, fixes, body",
            one => [one.Version, one.Start.UnixMicroseconds, one.Tag.Value, (long)one.Plan, (long)TrackCodec.Count(one.Body), one.Body]);
        Each(connection, rows.Visits, "visits", "version, roadway, start, plan, body",
            one => [one.Version, one.Roadway.Value, one.Start.UnixMicroseconds, (long)one.Plan, one.Body]);
        Each(connection, rows.Pictures, "boards", "board, time, base, body",
            one => [one.Board, one.Time.UnixMicroseconds, one.Base is { } from ? from.UnixMicroseconds : DBNull.Value, one.Body]);
        Each(connection, rows.Plans, "plans", "plan, since, body",
            one => [(long)one.Plan, one.From.UnixMicroseconds, PictureCodec.Whole(one.Source)]);
        Each(connection, rows.Gaps, "gaps", "since, until", one => [one.From.UnixMicroseconds, one.To.UnixMicroseconds]);
        Each(connection, rows.Carriers, "carriers", "tag, since, kind, person, name, number, crew, role",
            one => [one.Tag.Value, one.From.UnixMicroseconds, one.Kind, one.Person, one.Name, one.Number, one.Crew, one.Role]);
        Each(connection, rows.Retold, "version_events", "version, sequence, position, time, kind, what, tag, detail",
            one => [one.Version, one.Event.Sequence, (long)one.Event.Index, one.Event.Time.UnixMicroseconds, one.Event.Kind, one.Event.What, one.Event.Tag, one.Event.Detail]);
        Each(connection, rows.Versions, "versions", "name, since, until, made, made_by, what",
            one => [one.Name, one.From.UnixMicroseconds, one.To.UnixMicroseconds, one.Made.UnixMicroseconds, one.By, one.What]);
        foreach (var (version, start) in rows.Tracks.Select(row => (row.Version, row.Start)).Distinct()) Sum(connection, version, start.UnixMicroseconds);
    }

    // Counted anew: of chunks that came twice only one is there.
    private static void Sum(DbConnection connection, string version, long start) => connection.Run("""
        INSERT INTO track_sums (version, start, fixes, bytes)
        SELECT version, start, SUM(fixes), SUM(LENGTH(body)) FROM tracks WHERE version = @version AND start = @start GROUP BY version, start
        ON CONFLICT (version, start) DO UPDATE SET fixes = excluded.fixes, bytes = excluded.bytes
        """, ("@version", version), ("@start", start));

    private static void Each<T>(DbConnection connection, IReadOnlyList<T> rows, string table, string columns, Func<T, object[]> values)
    {
        if (rows.Count == 0 || connection is NpgsqlConnection postgres && RowCopy.Try(postgres, table, columns, rows, values)) return;
        var names = columns.Split(", ").Select(column => "@" + column).ToArray();
        using var insert = connection.Statement($"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", names)}) ON CONFLICT DO NOTHING");
        foreach (var name in names) insert.Add(name, DBNull.Value);
        foreach (var row in rows)
        {
            var told = values(row);
            for (var i = 0; i < told.Length; i++) insert.Parameters[i].Value = told[i];
            insert.ExecuteNonQuery();
        }
    }
}
