/** What tells of other databases, roles and connections of the same server. Clients for sessions need none of it. */
const VIEWS = [
  ...['pg_database', 'pg_roles', 'pg_user', 'pg_group', 'pg_auth_members', 'pg_db_role_setting', 'pg_shdepend'],
  ...[
    'pg_shdescription',
    'pg_shseclabel',
    'pg_stat_activity',
    'pg_stat_database',
    'pg_stat_database_conflicts',
  ],
  ...['pg_locks', 'pg_prepared_xacts', 'pg_stat_ssl', 'pg_stat_gssapi', 'pg_stat_replication', 'pg_tablespace'],
  ...[
    'pg_stat_progress_analyze',
    'pg_stat_progress_vacuum',
    'pg_stat_progress_cluster',
    'pg_stat_progress_copy',
  ],
  ...['pg_stat_progress_create_index', 'pg_stat_progress_basebackup', 'pg_replication_slots'],
]

/** Their functions, and what lets one learner fill a table that all share: the one of locks. */
const FUNCTIONS = [
  ...['pg_stat_get_activity', 'pg_lock_status', 'pg_prepared_xact', 'pg_stat_get_backend_idset'],
  ...['pg_stat_get_progress_info', 'pg_database_size', 'pg_tablespace_databases', 'pg_blocking_pids'],
  ...['pg_advisory_lock', 'pg_advisory_lock_shared', 'pg_advisory_xact_lock', 'pg_advisory_xact_lock_shared'],
  ...['pg_try_advisory_lock', 'pg_try_advisory_lock_shared', 'pg_try_advisory_xact_lock'],
  ...['pg_try_advisory_xact_lock_shared', 'pg_logical_emit_message', 'pg_export_snapshot'],
]

const list = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ')

/** Takes from everybody, in the template of all databases, what would show one learner that there are others. */
export const HIDE_OTHERS = `
DO $$
DECLARE it record;
BEGIN
  FOR it IN SELECT relname FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND relname IN (${list(VIEWS)}) LOOP
    EXECUTE format('REVOKE ALL ON pg_catalog.%I FROM PUBLIC', it.relname);
  END LOOP;
  FOR it IN SELECT oid::regprocedure AS signature FROM pg_proc
    WHERE pronamespace = 'pg_catalog'::regnamespace AND (proname IN (${list(FUNCTIONS)}) OR proname LIKE 'pg_stat_get_backend_%') LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', it.signature);
  END LOOP;
END $$`
