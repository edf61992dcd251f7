import type { Client } from '../service'
import { readAuth, readHello } from './login'
import type { Rules, Ruling } from './rules'

/** After these a server speaks unasked, or not at all. */
const STREAMS = new Set(['SUBSCRIBE', 'PSUBSCRIBE', 'SSUBSCRIBE'])

/** For a server of the workspace's own: all passes, its own ACL decides; only logins are answered here. */
export class PrivateRules implements Rules {
  private readonly client: Client
  private user: string | null = null

  constructor(client: Client) {
    this.client = client
  }

  rule(args: readonly Buffer[]): Ruling {
    const verb = word(args[0])
    if (verb === 'AUTH') return this.auth(args)
    if (verb === 'HELLO') return this.hello(args)
    if (verb === 'SELECT') this.client.login(this.user, word(args[1]))
    if (STREAMS.has(verb) || (verb === 'CLIENT' && word(args[1]) === 'REPLY'))
      return { type: 'forward', stream: true }
    return { type: 'forward' }
  }

  private auth(args: readonly Buffer[]): Ruling {
    const { user, reply } = readAuth(args)
    this.greet(user)
    return { type: 'answer', reply }
  }

  private hello(args: readonly Buffer[]): Ruling {
    const { user, rest } = readHello(args)
    this.greet(user)
    return { type: 'forward', args: rest }
  }

  private greet(user: string | null): void {
    this.user = user ?? this.user
    this.client.login(this.user, null)
  }
}

const word = (arg: Buffer | undefined): string => arg?.toString('latin1', 0, 40).toUpperCase() ?? ''
