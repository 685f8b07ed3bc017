using System.Data.Common;
using Shyraq.Core.History;
using Shyraq.Core.Units;

namespace Shyraq.Storage.History;

/// <summary>Takes out of a history what is older than it is kept, piece by piece, so that nobody waits long for one.</summary>
internal static class HistoryTrim
{
    /// <summary>What can be trimmed on its own: fixes with the visits that follow from them, boards, events.</summary>
    public static readonly string[] Kinds = ["tracks", "boards", "events"];

    /// <summary>The oldest of a kind; null when there is nothing.</summary>
    public static Instant? Oldest(DbConnection connection, string kind) => kind switch
    {
        "tracks" => Time(connection.Scalar("SELECT MIN(start) FROM track_sums")),
        "boards" => Time(connection.Scalar("SELECT MIN(time) FROM boards")),
        "events" => Time(connection.Scalar("SELECT MIN(time) FROM events")),
        _ => throw new ArgumentException($"'{kind}' is none of {string.Join(", ", Kinds)}", nameof(kind)),
    };

    /// <summary>Deletes one piece of what is older than a time: ten minutes of fixes, a day of the others.</summary>
    /// <returns>Whether there is more.</returns>
    public static bool Piece(DbConnection connection, string kind, Instant before)
    {
        // Whole ten minutes: a picture may be told from the first of its ten minutes.
        var until = TrackGrid.ChunkOf(before);
        if (Oldest(connection, kind) is not { } oldest || oldest >= until) return false;
        var end = Instant.Min(until, TrackGrid.ChunkOf(oldest).PlusSeconds(kind == "tracks" ? TrackGrid.ChunkSeconds : 86_400));
        if (kind != "tracks")
        {
            connection.Run($"DELETE FROM {kind} WHERE time < @end", ("@end", end.UnixMicroseconds));
            return true;
        }
        foreach (var version in Versions(connection, end))
        {
            connection.Run("DELETE FROM tracks WHERE version = @version AND start < @end", ("@version", version), ("@end", end.UnixMicroseconds));
            // Roadway after roadway: visits stand in their order.
            for (var roadway = Next(""); roadway is not null; roadway = Next(roadway))
                connection.Run("DELETE FROM visits WHERE version = @version AND roadway = @roadway AND start < @end", ("@version", version), ("@roadway", roadway), ("@end", end.UnixMicroseconds));
            connection.Run("DELETE FROM track_sums WHERE version = @version AND start < @end", ("@version", version), ("@end", end.UnixMicroseconds));

            string? Next(string after) => connection.Scalar("SELECT MIN(roadway) FROM visits WHERE version = @version AND roadway > @after", ("@version", version), ("@after", after)) as string;
        }
        return true;
    }

    private static List<string> Versions(DbConnection connection, Instant end)
    {
        using var command = connection.Statement("SELECT DISTINCT version FROM track_sums WHERE start < @end", ("@end", end.UnixMicroseconds));
        using var row = command.ExecuteReader();
        var versions = new List<string>();
        while (row.Read()) versions.Add(row.GetString(0));
        return versions;
    }

    private static Instant? Time(object? value) => value is long time ? new Instant(time) : null;
}
