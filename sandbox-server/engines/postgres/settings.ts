import { LIMITS } from '../../../protocol/limits'

const MB = 1024 * 1024

/** Of all workspaces together; what one may take is in LIMITS.engine. */
export const CONNECTIONS = 400
/** Of these, for apps. The others are for inspectors, the administrator, and what is just ending. */
export const APP_CONNECTIONS = 350

/** What the server's processes may take each. One file is one table, or 16 MB of its log. */
export const PROCESS_LIMITS = { dataBytes: 128 * MB, fileBytes: LIMITS.engine.databaseBytes, openFiles: 4096 }

/**
 * postgresql.conf. A commit waits for the disk (fsync, synchronous_commit): what a learner stored outlives the end of any
 * process and of the machine, and a server shared by all must never be left unreadable.
 */
export const serverSettings = (sockets: string): string =>
  Object.entries({
    // Reached by a socket in a folder of ours, by nobody else.
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: CONNECTIONS,
    superuser_reserved_connections: 6,
    password_encryption: 'scram-sha-256',
    // Passwords here are random and long; repeated hashing would only make each connection slower.
    scram_iterations: 1,
    // Small: sessions are few and short.
    shared_buffers: '16MB',
    wal_buffers: '256kB',
    max_wal_size: '64MB',
    min_wal_size: '32MB',
    maintenance_work_mem: '8MB',
    work_mem: '2MB',
    io_method: 'sync',
    jit: 'off',
    // No process that is not needed, and none more for one learner's query.
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_worker_processes: 0,
    max_logical_replication_workers: 0,
    max_prepared_transactions: 0,
    // Rare wake-ups: one worker, about every ten minutes per database.
    autovacuum_max_workers: 1,
    autovacuum_worker_slots: 1,
    autovacuum_naptime: '10min',
    bgwriter_lru_maxpages: 0,
    bgwriter_delay: '10s',
    checkpoint_timeout: '15min',
    // Bounds. Those that a learner may lift by SET are watched from outside as well.
    statement_timeout: `${String(LIMITS.engine.statementMs)}ms`,
    idle_in_transaction_session_timeout: '60s',
    // Nobody waits for a statement whose client has gone.
    client_connection_check_interval: '500ms',
    temp_file_limit: '16MB',
    max_notify_queue_pages: 1024,
    max_locks_per_transaction: 64,
    authentication_timeout: '10s',
    // No extension can be found, trusted or not.
    extension_control_path: '/nonexistent',
    // The same everywhere, whatever the machine is set to.
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_min_messages: 'log',
    log_checkpoints: 'off',
    logging_collector: 'off',
  })
    .map(([name, value]) => `${name} = '${String(value)}'`)
    .join('\n')

/** pg_hba.conf: a password on the socket, whoever asks. */
export const LOG_IN_RULES = 'local all all scram-sha-256\n'
