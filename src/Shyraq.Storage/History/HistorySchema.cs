namespace Shyraq.Storage.History;

/// <summary>The tables of a mine's history, on either engine.</summary>
internal static class HistorySchema
{
    public static readonly TableSteps Tables = new("history",
    [
        with => $"""
            CREATE TABLE events (
              sequence {with.Int64} NOT NULL,
              position {with.Int64} NOT NULL,
              time     {with.Int64} NOT NULL,
              kind     TEXT NOT NULL,
              what     TEXT NOT NULL,
              tag      TEXT NOT NULL,
              detail   TEXT NOT NULL,
              PRIMARY KEY (sequence, position)
            ){with.ByKey};
            CREATE INDEX events_by_time ON events (time);
            CREATE INDEX events_by_tag ON events (tag, time);
            CREATE TABLE recorded (
              id       {with.Int64} PRIMARY KEY CHECK (id = 1),
              sequence {with.Int64} NOT NULL,
              hash     {with.Blob} NOT NULL
            )
            """,
    ]);
}
