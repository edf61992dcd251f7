import type { PostgresEngine } from '../engine'

/** A table with these columns is one that connect-pg-simple could use; every other one is the learner's own. */
const DROP = `DO $$
DECLARE place text;
BEGIN
  FOR place IN
    SELECT format('%I.%I', n.nspname, c.relname)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      AND (
        SELECT count(*) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND NOT a.attisdropped AND a.attname IN ('sid', 'sess', 'expire')
      ) = 3
  LOOP
    BEGIN
      EXECUTE 'DROP TABLE ' || place;
    EXCEPTION WHEN dependent_objects_still_exist THEN
      EXECUTE 'DELETE FROM ' || place;
    END;
  END LOOP;
END $$`

/** The workspace's database as it was before the first session: without session tables. One that others need is emptied. */
export async function dropSessionTables(engine: PostgresEngine): Promise<void> {
  await engine.query(DROP, [], { start: true })
}
