using System.Collections.Immutable;

namespace Shyraq.Storage.Postgres;

/// <summary>The tables of a mine's journal, in a schema of their own: months of blocks, who wrote them, the pictures that they name. <c>{mine}</c> stands for the mine's number.</summary>
internal static class JournalSteps
{
    public const string Part = "journal";

    public static readonly ImmutableArray<string> All =
    [
        $$"""
        CREATE TABLE blocks (
          sequence  bigint NOT NULL,
          time      bigint NOT NULL,
          inputs    bigint NOT NULL,
          sightings bigint NOT NULL,
          body      bytea NOT NULL,
          hash      bytea NOT NULL,
          PRIMARY KEY (time, sequence)
        ) PARTITION BY RANGE (time);
        CREATE INDEX blocks_by_sequence ON blocks (sequence);
        CREATE TABLE written (
          number         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          first_sequence bigint NOT NULL,
          mine           text NOT NULL,
          writer         text NOT NULL,
          schema         bigint NOT NULL
        );
        CREATE TABLE photos (name text COLLATE "C" PRIMARY KEY, bytes bytea NOT NULL);

        -- One writer at a time even among those who do not ask for the lock: the head cannot move between the look and the insert.
        CREATE FUNCTION blocks_in_order() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
        DECLARE
          head record;
        BEGIN
          IF NOT pg_try_advisory_xact_lock({{DatabaseSteps.LockClass}}, {mine}) THEN
            RAISE EXCEPTION 'another server writes this journal' USING ERRCODE = 'lock_not_available';
          END IF;
          SELECT sequence, time INTO head FROM blocks ORDER BY time DESC, sequence DESC LIMIT 1;
          IF NEW.sequence <> coalesce(head.sequence, 0) + 1 OR NEW.time < head.time THEN
            RAISE EXCEPTION 'the journal grows by one block at its end' USING ERRCODE = 'integrity_constraint_violation';
          END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER blocks_in_order BEFORE INSERT ON blocks FOR EACH ROW EXECUTE FUNCTION blocks_in_order();
        CREATE TRIGGER blocks_unchanged BEFORE UPDATE OR DELETE ON blocks FOR EACH ROW EXECUTE FUNCTION shyraq.append_only();
        CREATE TRIGGER blocks_uncut BEFORE TRUNCATE ON blocks FOR EACH STATEMENT EXECUTE FUNCTION shyraq.append_only();
        CREATE TRIGGER written_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON written FOR EACH STATEMENT EXECUTE FUNCTION shyraq.append_only();
        CREATE TRIGGER photos_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON photos FOR EACH STATEMENT EXECUTE FUNCTION shyraq.append_only()
        """,
    ];
}
