import { postgresAnswer } from './postgres-stage'
import { memcachedAnswer, redisAnswer, withStageServer } from './stage-servers'
import { playThrowAway } from './throw-away-app'

/** The first finds nothing, the second a session; from the third on the code has met both. */
const THROUGH = 3

interface Piece {
  /** Its socket has the engine's name, so that the client takes the way it will take to the engine. */
  engine: string
  answer: () => (said: Buffer) => Buffer | string | null
  store: string
}

/** By the module that makes the store. What the app's own code would say, and how that is let go of. */
const PIECES: Readonly<Record<string, Piece>> = {
  'connect-redis': {
    engine: 'redis',
    answer: redisAnswer,
    store: `
      const { createClient } = require('redis')
      const { RedisStore } = require('connect-redis')
      const client = createClient({ url: 'redis://localhost:6379' })
      client.on('error', () => {})
      client.connect().catch(() => {})
      const store = new RedisStore({ client })
      const end = () => client.destroy()`,
  },
  'connect-memcached': {
    engine: 'memcached',
    answer: memcachedAnswer,
    store: `
      const MemcachedStore = require('connect-memcached')(session)
      const store = new MemcachedStore({ hosts: ['localhost:11211'] })
      const end = () => store.client.end()`,
  },
  'connect-pg-simple': {
    engine: 'postgres',
    answer: postgresAnswer,
    store: `
      const PGStore = require('connect-pg-simple')(session)
      const conString = 'postgres://user:password@localhost:5432/express-store-test'
      const store = new PGStore({ conString, createTableIfMissing: true, errorLog: () => {} })
      const end = () => store.close()`,
  },
}

export interface Stage {
  require: NodeJS.Require
  /** Where sockets of apps and engines lie. */
  runFolder: string
  socket: string
  /** Of each request; what is usual when left out. */
  patienceMs?: number
}

/**
 * Plays a throw-away app with the store of each of these modules, before a server of our own in this very process: what
 * V8 compiles and Node loads at a client's first use is then done when the learner's app does it. What was made is
 * ended and dropped; the modules keep nothing of it.
 */
export async function rehearse(
  { require, runFolder, socket, patienceMs }: Stage,
  modules: readonly string[],
  onFailure: (failure: unknown) => void = () => undefined,
): Promise<void> {
  for (const name of modules) {
    const piece = PIECES[name]
    if (!piece) continue
    const { engine, answer, store } = piece
    try {
      await withStageServer(`${runFolder}/${engine}.sock`, answer, () =>
        playThrowAway({ require, socket, requests: THROUGH, store, patienceMs }),
      )
    } catch (error) {
      // Another version of a module, say: the app's own first request is then a slower one.
      onFailure(error)
    }
  }
}
