import type { Client } from '../../service'
import { bytesOf, fault, OK, list, simple, type Reply } from '../resp/reply'
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
/** Commands of one transaction, and what they hold until it is run. */
const QUEUED = 30
const QUEUED_BYTES = 4 * 1024 * 1024
/** Of all its commands, which are done without a pause: each word is one, and what goes through many keys is as many. */
const QUEUED_WORK = 30_000
const WORK: ReadonlyMap<string, number> = new Map([
  ['KEYS', 10_000],
  ['SCAN', 10_000],
  ['INFO', 5000],
  ['DBSIZE', 1000],
  ['RANDOMKEY', 1000],
])
/** Of one command, or of one transaction as a whole; the real one keeps as much for a client that does not read. */
const ANSWER_BYTES = 8 * 1024 * 1024

interface Queue {
  commands: (readonly Buffer[])[]
  bytes: number
  work: number
}

let connections = 0

/** Answers every command itself, from a key space. */
export class StandInRules implements Rules {
  private readonly space: KeySpace
  private readonly session: Session
  private queue: Queue | null = null

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
      if (queue) return fault('ERR MULTI calls can not be nested')
      this.queue = { commands: [], bytes: 0, work: 0 }
      return OK
    }
    if (name === 'EXEC' || name === 'DISCARD') {
      this.queue = null
      if (!queue) return fault(`ERR ${name} without MULTI`)
      if (name === 'DISCARD') return OK
      const room = { bytes: ANSWER_BYTES }
      return list(queue.commands.map((queued) => this.run(queued, room)))
    }
    if (name === 'WATCH' || name === 'UNWATCH') return OK
    return queue ? queueUp(queue, name, args) : this.run(args)
  }

  /** What finds no room in the answer is done all the same; an error tells of it. */
  private run(args: readonly Buffer[], room = { bytes: ANSWER_BYTES }): Reply {
    const reply = this.outcome(args)
    const bytes = bytesOf(reply)
    if (bytes > room.bytes) return fault('ERR the answer would be too large')
    room.bytes -= bytes
    return reply
  }

  private outcome([first, ...args]: readonly Buffer[]): Reply {
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

function queueUp(queue: Queue, name: string, args: readonly Buffer[]): Reply {
  queue.bytes += args.reduce((sum, arg) => sum + arg.length, 0)
  queue.work += args.length + (WORK.get(name) ?? 0)
  if (queue.commands.length >= QUEUED || queue.bytes > QUEUED_BYTES || queue.work > QUEUED_WORK)
    return fault('ERR too many commands in one transaction')
  queue.commands.push(args)
  return simple('QUEUED')
}

function unknownCommand(name: string): Reply {
  const shown = name.replace(/[^\w|-]/g, '?').toLowerCase()
  if (REFUSED.has(name)) return fault(`NOPERM this user has no permissions to run the '${shown}' command`)
  return fault(`ERR unknown command '${shown}' for this stand-in; a real Redis may know it`)
}
