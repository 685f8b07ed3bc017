using Shyraq.Storage.History;

namespace Shyraq.Storage.Postgres;

/// <summary>
/// The schema <c>open_v1</c>: the views of all mines as one set, with the mine's id before each row, for roles that may read these and nothing else.
/// </summary>
internal static class OpenSchema
{
    /// <summary>Its name.</summary>
    public const string Name = "open_v1";

    /// <summary>The role that may read it, unless others were named.</summary>
    public const string ReaderRole = "shyraq_reader";

    /// <summary>The step that makes it. A mine that is new, or whose history was put aside, has the views made again.</summary>
    public static string Step => $"""
        CREATE SCHEMA {Name};
        CREATE TABLE shyraq.readers (role name PRIMARY KEY);
        CREATE FUNCTION shyraq.open_views() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
          told   text;
          rows   text;
          reader name;
        BEGIN
          FOREACH told IN ARRAY ARRAY[{string.Join(", ", OpenViews.Names.Select(name => $"'{name}'"))}] LOOP
            SELECT string_agg(format('SELECT %L::text AS mine, * FROM %I.%I', m.id, shyraq.schema_of(m.number, 'history'), '{OpenViews.Prefix}' || told), ' UNION ALL ' ORDER BY m.number) INTO rows
              FROM shyraq.mines m WHERE to_regclass(format('%I.%I', shyraq.schema_of(m.number, 'history'), '{OpenViews.Prefix}' || told)) IS NOT NULL;
            CONTINUE WHEN rows IS NULL;
            EXECUTE format('CREATE OR REPLACE VIEW {Name}.%I AS %s', told, rows);
          END LOOP;
          SELECT string_agg(format('SELECT %L::text AS mine, sequence, timestamptz ''epoch'' + time * interval ''1 microsecond'' AS time, time AS time_us, inputs, sightings, length(body) AS bytes, encode(hash, ''hex'') AS hash FROM %I.blocks',
            m.id, shyraq.schema_of(m.number, 'journal')), ' UNION ALL ' ORDER BY m.number) INTO rows FROM shyraq.mines m WHERE to_regclass(format('%I.blocks', shyraq.schema_of(m.number, 'journal'))) IS NOT NULL;
          IF rows IS NOT NULL THEN EXECUTE 'CREATE OR REPLACE VIEW {Name}.blocks AS ' || rows; END IF;
          FOR reader IN SELECT r.role FROM shyraq.readers r JOIN pg_roles p ON p.rolname = r.role LOOP
            EXECUTE format('GRANT USAGE ON SCHEMA {Name} TO %I', reader);
            EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA {Name} TO %I', reader);
          END LOOP;
        END $$;
        {DatabaseSteps.MakeMine(opens: true)}
        {DatabaseSteps.PutAside(opens: true)}
        REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA shyraq FROM PUBLIC;
        """;
}
