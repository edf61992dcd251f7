import type { Client } from '../../service'
import { fault, OK, list, simple, type Reply } from '../resp/reply'
import type { Rules, Ruling } from '../rules'
import { CommandFault, wrongCount, type Commands, type Session } from './command'
import { CONNECTION_COMMANDS } from './connection-commands'
import { KEY_COMMANDS } from './key-commands'
import type { KeySpace } from './key-space'
import { STRING_COMMANDS } from './string-commands'

const COMMANDS: Commands = { ...CONNECTION_COMMANDS, ...KEY_COMMANDS, ...STRING_COMMANDS }
/** What a learner may not do with the real one either. */
const REFUSED = new Set(
  `ACL BGREWRITEAOF BGSAVE CLUSTER CONFIG DEBUG EVAL EVALSHA EVAL_RO EVALSHA_RO FAILOVER FCALL FCALL_RO FUNCTION
   LASTSAVE LATENCY MIGRATE MODULE MONITOR PFDEBUG PSYNC REPLCONF REPLICAOF RESTORE SAVE SCRIPT SHUTDOWN SLAVEOF
   SLOWLOG SYNC`.split(/\s+/),
)
const FULL = "OOM command not allowed when used memory > 'maxmemory'."
/** Commands of one transaction; each may answer with a megabyte. */
const QUEUED = 30

let connections = 0

/** Answers every command itself, from a key space. */
export class StandInRules implements Rules {
  private readonly space: KeySpace
  private readonly session: Session
  private queue: (readonly Buffer[])[] | null = null

  constructor(space: KeySpace, client: Client) {
    this.space = space
    connections += 1
    const login = (user: string | null, database: string | null): void => {
      client.login(user, database)
    }
    this.session = { id: connections, database: 0, version: 2, name: '', user: null, login }
  }

  rule(args: readonly Buffer[]): Ruling {
    const name = args[0]?.toString('latin1', 0, 40).toUpperCase() ?? ''
    const reply = name === 'QUIT' ? OK : this.transaction(name, args)
    return { type: 'answer', reply, last: name === 'QUIT', version: this.session.version }
  }

  private transaction(name: string, args: readonly Buffer[]): Reply {
    const { queue } = this
    if (name === 'MULTI') {
      this.queue = queue ?? []
      return queue ? fault('ERR MULTI calls can not be nested') : OK
    }
    if (name === 'EXEC' || name === 'DISCARD') {
      this.queue = null
      if (!queue) return fault(`ERR ${name} without MULTI`)
      return name === 'DISCARD' ? OK : list(queue.map((queued) => this.run(queued)))
    }
    if (name === 'WATCH' || name === 'UNWATCH') return OK
    if (!queue) return this.run(args)
    if (queue.length >= QUEUED) return fault('ERR too many commands in one transaction')
    queue.push(args)
    return simple('QUEUED')
  }

  private run([first, ...args]: readonly Buffer[]): Reply {
    const name = first?.toString('latin1', 0, 40).toUpperCase() ?? ''
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (!command) return unknownCommand(name)
    if (args.length < command.min || args.length > (command.max ?? args.length)) return wrongCount(name)
    if (command.writes && this.space.isFull) return fault(FULL)
    const { space, session } = this
    try {
      return command.run({ space, session, args, text: (index) => args[index]?.toString('latin1') ?? '' })
    } catch (error) {
      if (error instanceof CommandFault) return fault(error.message)
      throw error
    }
  }
}

function unknownCommand(name: string): Reply {
  const shown = name.replace(/[^\w|-]/g, '?').toLowerCase()
  if (REFUSED.has(name)) return fault(`NOPERM this user has no permissions to run the '${shown}' command`)
  return fault(`ERR unknown command '${shown}' for this stand-in; a real Redis may know it`)
}
