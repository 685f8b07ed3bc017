using System.Collections.Immutable;

namespace Shyraq.Storage.Postgres;

/// <summary>
/// What stands in the schema <c>shyraq</c> of a database, in numbered steps: the list of mines, and the functions by which a server that may not
/// make tables gets them made. A step that was published is never changed; a new one is added.
/// </summary>
internal static class DatabaseSteps
{
    /// <summary>The role that servers use, unless the database was made for another.</summary>
    public const string ServerRole = "shyraq_server";

    /// <summary>First number of the advisory lock that who writes a mine's journal holds; the second is the mine's number.</summary>
    public const int LockClass = 0x53485951; // "SHYQ"

    public static readonly ImmutableArray<string> All = [Lists + MakeTables + MakeMine(opens: false) + MakeRoom + PutAside(opens: false) + Rights, OpenSchema.Step];

    private const string Lists = """
        CREATE SCHEMA shyraq;
        CREATE TABLE shyraq.migrations (step bigint PRIMARY KEY, made timestamptz NOT NULL DEFAULT now(), writer text NOT NULL);
        CREATE TABLE shyraq.servers (role name PRIMARY KEY);
        CREATE TABLE shyraq.mines (
          number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          id     text COLLATE "C" NOT NULL UNIQUE,
          made   timestamptz NOT NULL DEFAULT now()
        );
        CREATE TABLE shyraq.steps (part text NOT NULL, step bigint NOT NULL, statements text NOT NULL, PRIMARY KEY (part, step));
        CREATE TABLE shyraq.grown (mine bigint NOT NULL REFERENCES shyraq.mines, part text NOT NULL, step bigint NOT NULL, PRIMARY KEY (mine, part));
        CREATE FUNCTION shyraq.schema_of(mine bigint, part text) RETURNS text LANGUAGE sql IMMUTABLE AS
          $$ SELECT 'mine_' || mine || CASE part WHEN 'journal' THEN '' ELSE '_' || part END $$;
        CREATE FUNCTION shyraq.append_only() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$;

        """;

    // The tables of one part of a mine: the steps that it lacks, then what the servers may do with them.
    private const string MakeTables = """
        CREATE FUNCTION shyraq.grow(of_mine bigint, of_part text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
          home   text := shyraq.schema_of(of_mine, of_part);
          next   record;
          server name;
        BEGIN
          EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', home);
          PERFORM set_config('search_path', format('%I, pg_catalog, pg_temp', home), true);
          FOR next IN SELECT s.step, s.statements FROM shyraq.steps s WHERE s.part = of_part
              AND s.step > coalesce((SELECT g.step FROM shyraq.grown g WHERE g.mine = of_mine AND g.part = of_part), 0) ORDER BY s.step LOOP
            EXECUTE replace(next.statements, '{mine}', of_mine::text);
            INSERT INTO shyraq.grown (mine, part, step) VALUES (of_mine, of_part, next.step) ON CONFLICT (mine, part) DO UPDATE SET step = excluded.step;
          END LOOP;
          FOR server IN SELECT role FROM shyraq.servers LOOP
            EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', home, server);
            EXECUTE format('GRANT %s ON ALL TABLES IN SCHEMA %I TO %I', CASE of_part WHEN 'journal' THEN 'SELECT, INSERT' ELSE 'SELECT, INSERT, UPDATE, DELETE' END, home, server);
          END LOOP;
        END $$;

        """;

    /// <summary>Makes room for a mine.</summary>
    /// <param name="opens">Whether other programs are shown it too (<see cref="OpenSchema"/>): since the second step.</param>
    public static string MakeMine(bool opens) => $"""
        CREATE {Again(opens)}FUNCTION shyraq.make_mine(of_id text) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
          made bigint;
        BEGIN
          LOCK TABLE shyraq.mines IN SHARE ROW EXCLUSIVE MODE;
          SELECT number INTO made FROM shyraq.mines WHERE id = of_id;
          IF made IS NULL THEN
            INSERT INTO shyraq.mines (id) VALUES (of_id) RETURNING number INTO made;
            PERFORM shyraq.grow(made, parts.part) FROM (SELECT DISTINCT part FROM shyraq.steps) parts;{Open(opens)}
          END IF;
          RETURN made;
        END $$;

        """;

    // A month of blocks is a table of its own. It is attached, not created in place, which would wait for every reader of the journal.
    private const string MakeRoom = """
        CREATE FUNCTION shyraq.make_room(of_mine bigint, at bigint, OUT since bigint, OUT until bigint) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
          home  text := shyraq.schema_of(of_mine, 'journal');
          month timestamp := date_trunc('month', to_timestamp(at / 1000000) AT TIME ZONE 'UTC');
          start timestamp;
          piece text;
          lower_bound bigint;
          upper_bound bigint;
        BEGIN
          PERFORM pg_advisory_xact_lock(1397250385, -of_mine::int);
          since := extract(epoch FROM month)::bigint * 1000000;
          FOR ahead IN 0..1 LOOP
            start := month + make_interval(months => ahead);
            piece := 'blocks_' || to_char(start, 'YYYY_MM');
            lower_bound := extract(epoch FROM start)::bigint * 1000000;
            upper_bound := extract(epoch FROM start + interval '1 month')::bigint * 1000000;
            until := upper_bound;
            CONTINUE WHEN to_regclass(format('%I.%I', home, piece)) IS NOT NULL;
            EXECUTE format('CREATE TABLE %I.%I (LIKE %I.blocks INCLUDING DEFAULTS INCLUDING STORAGE)', home, piece, home);
            EXECUTE format('ALTER TABLE %I.blocks ATTACH PARTITION %I.%I FOR VALUES FROM (%s) TO (%s)', home, home, piece, lower_bound, upper_bound);
            EXECUTE format('CREATE TRIGGER blocks_uncut BEFORE TRUNCATE ON %I.%I FOR EACH STATEMENT EXECUTE FUNCTION shyraq.append_only()', home, piece);
          END LOOP;
        END $$;

        """;

    /// <summary>Puts aside a part of a mine's record that follows from the journal.</summary>
    /// <param name="opens">As of <see cref="MakeMine"/>.</param>
    public static string PutAside(bool opens) => $"""
        CREATE {Again(opens)}FUNCTION shyraq.put_aside(of_mine bigint, of_part text, why text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
          home  text := shyraq.schema_of(of_mine, of_part);
          aside text;
          n     int := 0;
        BEGIN
          IF of_part NOT IN ('history', 'snapshots') OR why !~ '^[a-z]+$' THEN RAISE EXCEPTION 'only what follows from the journal is put aside'; END IF;
          IF of_part = 'snapshots' THEN
            EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', home);
          ELSE
            LOOP
              n := n + 1;
              aside := format('%s_%s_%s', home, why, n);
              EXIT WHEN to_regnamespace(aside) IS NULL;
            END LOOP;
            EXECUTE format('ALTER SCHEMA %I RENAME TO %I', home, aside);
          END IF;
          DELETE FROM shyraq.grown WHERE mine = of_mine AND part = of_part;
          PERFORM shyraq.grow(of_mine, of_part);{Open(opens)}
          RETURN aside;
        END $$;

        """;

    private const string Rights = """
        REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA shyraq FROM PUBLIC;
        """;

    private static string Again(bool opens) => opens ? "OR REPLACE " : "";

    private static string Open(bool opens) => opens ? "\n    PERFORM shyraq.open_views();" : "";

    /// <summary>What a role that servers use may do: read the lists and have tables made, no more.</summary>
    /// <param name="role">Quoted.</param>
    public static string Allow(string role) => $"""
        GRANT USAGE ON SCHEMA shyraq TO {role};
        GRANT SELECT ON ALL TABLES IN SCHEMA shyraq TO {role};
        GRANT EXECUTE ON FUNCTION shyraq.schema_of(bigint, text), shyraq.make_mine(text), shyraq.make_room(bigint, bigint), shyraq.put_aside(bigint, text, text) TO {role};
        """;
}
