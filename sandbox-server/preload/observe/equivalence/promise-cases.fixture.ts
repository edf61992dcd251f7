import type { Express } from 'express'
import type { Store } from 'express-session'
import { call } from './call.fixture'
import type { Case } from './case.fixture'
import type { Kit } from './kit.fixture'
import type { Answer } from './map-store.fixture'

/** A promise that answers later, as a server does. */
async function later(kit: Kit, value: unknown): Promise<unknown> {
  await new Promise((resolve) => void setImmediate(resolve))
  kit.note(`gives ${JSON.stringify(value)}`)
  return value
}

/** A store with promises beside callbacks, as learners write it: what has no callback is answered by a promise. */
function promiseStore(kit: Kit): Store {
  const store = new kit.stores.MapStore()
  const get = store.get.bind(store)
  let given: Promise<unknown> | null = null
  return Object.assign(store, {
    given: () => given,
    get: (sid: string, callback?: Answer) => {
      if (!callback) return (given = later(kit, store.records.get(sid) ?? null))
      get(sid, callback)
      return undefined
    },
    all: () => (given = later(kit, ['a', 'b'])),
    clear: async () => {
      await later(kit, 'broken')
      throw new Error('cannot clear')
    },
    length: () => (given = Promise.reject(new Error('cannot count'))),
  })
}

type Ask = (name: string, ...args: unknown[]) => unknown

function route(app: Express, kit: Kit, path: string, handle: (ask: Ask) => Promise<unknown>): void {
  app.get(path, async function answer(_req, res) {
    res.send(String(await handle((name, ...args) => call(kit.store(), name, ...args))))
  })
}

/** Names of functions in a stack: those that wait for the store are in it. */
const callers = (error: unknown): string =>
  error instanceof Error
    ? [...(error.stack ?? '').matchAll(/at async (\w+)/g)].map(([, name]) => name).join()
    : ''

const keysOf = (value: unknown): string =>
  typeof value === 'object' && value ? Reflect.ownKeys(value).map(String).join() : 'none'

/** Unhandled rejections are told to the notes as at home. */
const watchForgotten = (kit: Kit): void => {
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', (error) => {
    kit.note(`forgotten: ${error instanceof Error ? error.message : String(error)}`)
  })
  process.removeAllListeners('rejectionHandled')
  process.on('rejectionHandled', () => {
    kit.note('handled late')
  })
}

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20))

/** Stores asked by promises: the very promise, its stacks and its fate when nobody cares. */
export const PROMISE_CASES: readonly Case[] = [
  {
    name: 'a store of promises gives the very promise it made',
    store: promiseStore,
    routes: (app, kit) => {
      route(app, kit, '/same', async (ask) => {
        const all = ask('all')
        kit.note(`same ${String(all === ask('given'))} ${keysOf(all)}`)
        const values = await all
        kit.note('here')
        return Array.isArray(values) ? values.map(String).join() : 'no list'
      })
      route(app, kit, '/none', (ask) => Promise.resolve(ask('get', 'nobody')))
    },
    requests: [{ path: '/same' }, { path: '/none' }],
    observed: [
      { type: 'store.answered', op: 'all', outcome: 'ok' },
      { type: 'store.answered', op: 'get', sid: 'nobody', outcome: 'miss' },
    ],
  },
  {
    name: 'a store of promises that fails, where somebody waits',
    store: promiseStore,
    setup: (_app, kit) => {
      watchForgotten(kit)
    },
    routes: (app, kit) => {
      route(app, kit, '/clear', async function waits(ask) {
        try {
          await ask('clear')
        } catch (error) {
          kit.note(`callers: ${callers(error)}`)
        }
      })
    },
    requests: [{ path: '/clear' }],
    observed: [{ type: 'store.answered', op: 'clear', outcome: 'error' }],
  },
  {
    name: 'a store of promises that fails, where nobody waits',
    store: promiseStore,
    setup: (_app, kit) => {
      watchForgotten(kit)
    },
    routes: (app, kit) => {
      route(app, kit, '/forget', async (ask) => {
        void ask('clear')
        const count = Promise.resolve(ask('length'))
        await rest()
        await count.catch(() => undefined)
        await rest()
      })
    },
    requests: [{ path: '/forget' }],
    observed: [
      { type: 'store.answered', op: 'clear', outcome: 'error' },
      { type: 'store.answered', op: 'length', outcome: 'error' },
    ],
  },
]
