import { isUtf8 } from 'node:buffer'
import type { Client } from '../../service'
import { readAuth, readHello } from '../login'
import { bulk, fault, list, number, OK, simple, type Reply } from '../resp/reply'
import type { Rules, Ruling } from '../rules'
import { glob } from '../stand-in/glob'
import { KEY_PLACES, withPrefix, WRITES } from './key-places'
import { escapeGlob, type OwnKeys } from './own-keys'

const DATABASES = 16
const NO_TEXT = 'ERR on a Redis that others use too, a key must be text in UTF-8'
const FULL = "OOM command not allowed when used memory > 'maxmemory'."

/** For a Redis that others use too: a key space of the workspace's own, and nothing that concerns the server. */
export class SharedRules implements Rules {
  private readonly own: OwnKeys
  private readonly client: Client
  private database = 0
  private version: 2 | 3 = 2
  private user: string | null = null

  constructor(own: OwnKeys, client: Client) {
    this.own = own
    this.client = client
  }

  rule(args: readonly Buffer[]): Ruling {
    const verb = args[0]?.toString('latin1', 0, 40).toUpperCase() ?? ''
    const places = KEY_PLACES.get(verb)
    if (places) return this.keyed(verb, args, withPrefix(args, places, this.prefix()))
    return this.unkeyed(verb, args)
  }

  /** Databases of the shared one may be others'; ours are part of the prefix. */
  private prefix(): string {
    return `${this.own.prefix}${this.database}:`
  }

  private keyed(verb: string, args: readonly Buffer[], prefixed: readonly Buffer[]): Ruling {
    const inner = args[1]?.toString('latin1').toUpperCase()
    if ((verb === 'MEMORY' && inner !== 'USAGE') || (verb === 'OBJECT' && inner === 'HELP'))
      return this.refuse(verb)
    // Others would neither be counted nor removed: what lists the keys reads text.
    if (prefixed.some((arg, index) => arg !== args[index] && !isUtf8(arg))) return this.say(fault(NO_TEXT))
    const bytes = args.reduce((sum, arg) => sum + arg.length, 100)
    if (WRITES.has(verb) && !this.own.mayWrite(bytes)) return this.say(fault(FULL))
    return { type: 'forward', args: prefixed }
  }

  private unkeyed(verb: string, args: readonly Buffer[]): Ruling {
    switch (verb) {
      case 'SCAN':
        return this.scan(args)
      case 'HELLO':
        return this.hello(args)
      case 'KEYS':
      case 'RANDOMKEY':
      case 'DBSIZE':
      case 'FLUSHDB':
      case 'FLUSHALL':
      case 'INFO':
        return { type: 'later', reply: this.overAllKeys(verb, args), version: this.version }
      case 'ECHO':
      case 'TIME':
        return { type: 'forward' }
      default:
        return this.local(verb, args)
    }
  }

  private local(verb: string, args: readonly Buffer[]): Ruling {
    switch (verb) {
      case 'PING':
        return this.say(args[1] ? bulk(args[1]) : simple('PONG'))
      case 'AUTH': {
        const { user, reply } = readAuth(args)
        this.greet(user, null)
        return this.say(reply)
      }
      case 'SELECT':
        return this.select(args[1]?.toString('latin1') ?? '')
      case 'CLIENT':
        return ['SETINFO', 'SETNAME'].includes(args[1]?.toString('latin1').toUpperCase() ?? '')
          ? this.say(OK)
          : this.refuse('client')
      case 'COMMAND':
        return this.say(list([]))
      case 'QUIT':
        return { type: 'answer', reply: OK, last: true }
      default:
        return this.refuse(verb)
    }
  }

  private scan(args: readonly Buffer[]): Ruling {
    const option = args.findIndex((arg, index) => index > 1 && arg.toString('latin1').toUpperCase() === 'MATCH')
    const pattern = option === -1 ? '*' : (args[option + 1]?.toString('utf8') ?? '*')
    const rest = option === -1 ? args : [...args.slice(0, option), ...args.slice(option + 2)]
    const prefix = this.prefix()
    const match = [Buffer.from('MATCH'), Buffer.from(escapeGlob(prefix) + pattern)]
    const strip = (reply: Reply): Reply => {
      if (!('items' in reply) || !reply.items) return reply
      const [cursor, found] = reply.items
      if (!cursor || !found || !('items' in found)) return reply
      return list([cursor, list((found.items ?? []).flatMap((key) => withoutPrefix(key, prefix)))])
    }
    return { type: 'forward', args: [...rest, ...match], translate: strip }
  }

  private async overAllKeys(verb: string, args: readonly Buffer[]): Promise<Reply> {
    const prefix = this.prefix()
    if (verb === 'FLUSHDB' || verb === 'FLUSHALL') {
      await this.own.remove(verb === 'FLUSHDB' ? prefix : this.own.prefix)
      return OK
    }
    if (verb === 'INFO') return bulk(this.info(await this.own.all()))
    const keys = (await this.own.all(prefix)).map((key) => key.slice(prefix.length))
    if (verb === 'DBSIZE') return number(keys.length)
    if (verb === 'RANDOMKEY') return bulk(keys[Math.floor(Math.random() * keys.length)] ?? null)
    const fits = glob(args[1]?.toString('utf8') ?? '')
    return list(keys.filter(fits).map(bulk))
  }

  private info(keys: readonly string[]): string {
    const { used, most } = this.own.memory
    const memory = ['# Memory', `used_memory:${used}`, `maxmemory:${most}`]
    const sizes = new Map<number, number>()
    for (const key of keys) {
      const database = Number.parseInt(key.slice(this.own.prefix.length), 10)
      sizes.set(database, (sizes.get(database) ?? 0) + 1)
    }
    const keyspace = [...sizes]
      .toSorted(([a], [b]) => a - b)
      .map(([number, size]) => `db${number}:keys=${size}`)
    return [...memory, '', '# Keyspace', ...keyspace, ''].join('\r\n')
  }

  private hello(args: readonly Buffer[]): Ruling {
    const { user, rest } = readHello(args)
    if (args[1]) this.version = args[1].toString('latin1') === '3' ? 3 : 2
    this.greet(user, null)
    return { type: 'forward', args: rest }
  }

  private select(text: string): Ruling {
    if (!/^\d{1,2}$/.test(text) || Number(text) >= DATABASES)
      return this.say(fault('ERR DB index is out of range'))
    this.database = Number(text)
    this.greet(null, text)
    return this.say(OK)
  }

  private greet(user: string | null, database: string | null): void {
    this.user = user ?? this.user
    this.client.login(this.user, database)
  }

  private say(reply: Reply): Ruling {
    return { type: 'answer', reply, version: this.version }
  }

  private refuse(verb: string): Ruling {
    const shown = verb.replace(/[^\w|-]/g, '?').toLowerCase()
    return this.say(fault(`NOPERM this user has no permissions to run the '${shown}' command`))
  }
}

function withoutPrefix(key: Reply, prefix: string): Reply[] {
  if (!('body' in key) || !key.body) return []
  const text = key.body.toString('utf8')
  return text.startsWith(prefix) ? [bulk(text.slice(prefix.length))] : []
}
