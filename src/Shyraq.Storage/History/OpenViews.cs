namespace Shyraq.Storage.History;

/// <summary>
/// The views by which other programs read a mine's history: names and columns that stay, whatever becomes of the tables behind them. Described column by
/// column in <c>docs/open-data.md</c>. What is packed (fixes, visits, boards) is told by its extent alone; the whole of it is exported.
/// </summary>
internal static class OpenViews
{
    /// <summary>Before the name of each view. A column that means something else makes a new set, with the next number.</summary>
    public const string Prefix = "open_v1_";

    /// <summary>The views of a mine's history, without the prefix.</summary>
    public static readonly string[] Names = ["events", "version_events", "carriers", "people", "gaps", "plans", "versions", "tracks", "track_sums", "boards"];

    /// <summary>The statements that make them.</summary>
    public static string Create(Dialect with)
    {
        return string.Concat(Names.Select(name => $"DROP VIEW IF EXISTS {Prefix}{name}; ")) + $"""
            CREATE VIEW {Prefix}events AS SELECT sequence, position, {Both("time")}, kind, what, tag, detail FROM events;
            CREATE VIEW {Prefix}version_events AS SELECT version, sequence, position, {Both("time")}, kind, what, tag, detail FROM version_events;
            CREATE VIEW {Prefix}carriers AS SELECT tag, {Both("since")}, {Both("until")}, kind, person, name, number, crew, role
              FROM (SELECT *, LEAD(since) OVER (PARTITION BY tag ORDER BY since) AS until FROM carriers) one WHERE kind <> '';
            CREATE VIEW {Prefix}people AS SELECT person, number, name, {Both("first")}, {Both("newest")}, tags
              FROM (SELECT person, number, name, MIN(since) AS first, MAX(since) AS newest, COUNT(DISTINCT tag) AS tags FROM carriers WHERE kind = 'person' GROUP BY person, number, name) one;
            CREATE VIEW {Prefix}gaps AS SELECT {Both("since")}, {Both("until")}, (until - since) / 1000000.0 AS seconds FROM gaps;
            CREATE VIEW {Prefix}plans AS SELECT plan, {Both("since")}, {Both("until")} FROM (SELECT plan, since, LEAD(since) OVER (ORDER BY since, plan) AS until FROM plans) one;
            CREATE VIEW {Prefix}versions AS SELECT name, {Both("since")}, {Both("until")}, {Both("made")}, made_by, what FROM versions;
            CREATE VIEW {Prefix}tracks AS SELECT version, {Both("start")}, tag, plan, fixes, LENGTH(body) AS bytes FROM tracks;
            CREATE VIEW {Prefix}track_sums AS SELECT version, {Both("start")}, fixes, bytes FROM track_sums;
            CREATE VIEW {Prefix}boards AS SELECT board, {Both("time")}, base IS NULL AS whole, LENGTH(body) AS bytes FROM boards
            """;

        // For people and programs, and as it is kept: a condition on the second finds its rows by the index.
        string Both(string column) => $"{with.Time(column)} AS {column}, {column} AS {column}_us";
    }
}
