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

        // The mark goes: what older blocks give of these is derived from the journal again.
        with => $"""
            CREATE TABLE tracks (
              version TEXT NOT NULL,
              start   {with.Int64} NOT NULL,
              tag     TEXT NOT NULL,
              plan    {with.Int64} NOT NULL,
              fixes   {with.Int64} NOT NULL,
              body    {with.Blob} NOT NULL,
              PRIMARY KEY (version, start, tag, plan)
            );
            CREATE TABLE track_sums (
              version TEXT NOT NULL,
              start   {with.Int64} NOT NULL,
              fixes   {with.Int64} NOT NULL,
              bytes   {with.Int64} NOT NULL,
              PRIMARY KEY (version, start)
            ){with.ByKey};
            CREATE TABLE visits (
              version TEXT NOT NULL,
              roadway TEXT NOT NULL,
              start   {with.Int64} NOT NULL,
              plan    {with.Int64} NOT NULL,
              body    {with.Blob} NOT NULL,
              PRIMARY KEY (version, roadway, start, plan)
            ){with.ByKey};
            CREATE TABLE boards (
              board TEXT NOT NULL,
              time  {with.Int64} NOT NULL,
              base  {with.Int64},
              body  {with.Blob} NOT NULL,
              PRIMARY KEY (board, time)
            );
            CREATE TABLE plans (
              plan  {with.Int64} PRIMARY KEY,
              since {with.Int64} NOT NULL,
              body  {with.Blob} NOT NULL
            );
            CREATE TABLE gaps (
              since {with.Int64} PRIMARY KEY,
              until {with.Int64} NOT NULL
            );
            CREATE TABLE carriers (
              tag    TEXT NOT NULL,
              since  {with.Int64} NOT NULL,
              kind   TEXT NOT NULL,
              person TEXT NOT NULL,
              name   TEXT NOT NULL,
              number TEXT NOT NULL,
              crew   TEXT NOT NULL,
              role   TEXT NOT NULL,
              PRIMARY KEY (tag, since)
            ){with.ByKey};
            CREATE INDEX carriers_by_person ON carriers (person);
            CREATE INDEX carriers_by_number ON carriers (number);
            CREATE TABLE versions (
              name    TEXT PRIMARY KEY,
              since   {with.Int64} NOT NULL,
              until   {with.Int64} NOT NULL,
              made    {with.Int64} NOT NULL,
              made_by TEXT NOT NULL,
              what    TEXT NOT NULL
            );
            DELETE FROM recorded
            """,

        with => $"""
            CREATE TABLE version_events (
              version  TEXT NOT NULL,
              sequence {with.Int64} NOT NULL,
              position {with.Int64} NOT NULL,
              time     {with.Int64} NOT NULL,
              kind     TEXT NOT NULL,
              what     TEXT NOT NULL,
              tag      TEXT NOT NULL,
              detail   TEXT NOT NULL,
              PRIMARY KEY (version, sequence, position)
            ){with.ByKey}
            """,

        OpenViews.Create,
    ]);
}
