import { LIMITS } from '../../../protocol/limits'

/** Connections that ended count with the server until it has noticed. */
const SPARE = 480
const CLIENT_BUFFER = '8mb'

/**
 * What a learner's Redis may not do: change or read the machine, end itself, listen to others, run scripts. What is
 * dangerous only in production, such as KEYS and FLUSHALL, is here to be tried.
 */
const LEARNER = [
  ...['+@all', '-@admin', '-@dangerous', '-@scripting'],
  ...['+keys', '+flushdb', '+flushall', '+info', '+sort', '+swapdb', '+role'],
  // Version 6 forbids CLIENT as a whole with the admin commands, version 7 only what is dangerous of it.
  ...['+client|id', '+client|getname', '+client|setname', '+client|reply'],
]

/** The configuration of a private Redis or Valkey; paths are relative to its folder, so that it never names ours. */
export function configuration(socket: string, inspectorSecret: string, version: number): string {
  const channels = version >= 7 ? ['&*'] : []
  const everything = ['~*', ...channels].join(' ')
  return [
    'port 0',
    `unixsocket ${socket}`,
    'unixsocketperm 700',
    'daemonize no',
    'dir .',
    'dbfilename dump.rdb',
    'save ""',
    'appendonly no',
    'databases 16',
    `maxmemory ${LIMITS.engine.redisMemoryMb}mb`,
    'maxmemory-policy noeviction',
    // The longest string: SETRANGE would make half a gigabyte in one command.
    'proto-max-bulk-len 1mb',
    'client-query-buffer-limit 4mb',
    `client-output-buffer-limit normal ${CLIENT_BUFFER} 0 0`,
    `client-output-buffer-limit pubsub ${CLIENT_BUFFER} 0 0`,
    `maxclients ${LIMITS.engine.connections + SPARE}`,
    'loglevel warning',
    'always-show-logo no',
    `user default on nopass ${everything} ${LEARNER.join(' ')}`,
    `user inspector on >${inspectorSecret} ${everything} +@all`,
    '',
  ].join('\n')
}
