import type { Case, RequestSpec } from './case.fixture'
import type { Kit } from './kit.fixture'

const indexed = (session: object): Record<string, unknown> => session as Record<string, unknown>

type Put = (session: Record<string, unknown>, kit: Kit) => void

/** One route that puts something odd into the session, and what comes of it. */
function puts(name: string, put: Put, more: Partial<Case> = {}, spec: RequestSpec = {}): Case {
  return {
    name,
    routes: (app, kit) =>
      app.get('/put', (req, res) => {
        put(indexed(req.session), kit)
        res.send('put')
      }),
    requests: [{ path: '/put', ...spec }, { path: '/look' }],
    ...more,
  }
}

class Cart {
  items = ['tea']
  total(): number {
    return this.items.length
  }
}

let calls = 0
const counting = { toJSON: () => ({ call: (calls += 1) }) }

/** Values that JSON cannot keep, or that run code when they are read. */
export const HOSTILE_CASES: readonly Case[] = [
  puts(
    'dates, classes, functions, undefined, maps',
    (session) => {
      session.when = new Date()
      session.cart = new Cart()
      session.greet = () => 'hello'
      session.nothing = undefined
      session.map = new Map([[1, 2]])
      session.nan = NaN
      session.list = [undefined, () => 1, new Date(0)]
    },
    {
      decisions: [['+save modified', '+set-cookie new-and-modified']],
      observed: [
        {
          type: 'session',
          moment: 'after',
          data: {
            when: '2027-01-15T08:00:00.000Z',
            cart: { items: ['tea'] },
            map: {},
            nan: null,
            list: [null, null, '1970-01-01T00:00:00.000Z'],
          },
          lossy: {
            when: 'Date',
            cart: 'class Cart',
            greet: 'function',
            nothing: 'undefined',
            map: 'Map',
            nan: 'NaN',
            'list.0': 'undefined',
            'list.1': 'function',
            'list.2': 'Date',
          },
        },
      ],
    },
  ),
  puts(
    'toJSON is called no more often than by express-session itself',
    (session) => {
      calls = 0
      session.counting = counting
    },
    { observed: [{ type: 'session', moment: 'after', data: { counting: { call: 1 } } }] },
  ),
  puts('a getter that counts', (session, kit) => {
    let reads = 0
    Object.defineProperty(session, 'seen', {
      enumerable: true,
      get: () => {
        reads += 1
        kit.note(`read ${String(reads)}`)
        return reads
      },
    })
  }),
  puts(
    'a getter that throws',
    (session) => {
      Object.defineProperty(session, 'bad', {
        enumerable: true,
        get: () => {
          throw new Error('do not look')
        },
      })
    },
    {},
    { hangs: true },
  ),
  puts('a proxy', (session, kit) => {
    session.proxy = new Proxy(
      { a: 1 },
      {
        ownKeys: (target) => {
          kit.note('ownKeys')
          return Reflect.ownKeys(target)
        },
        get: (target, key) => {
          kit.note(`get ${String(key)}`)
          return Reflect.get(target, key) as unknown
        },
      },
    )
  }),
  puts(
    'a BigInt hangs the request',
    (session) => {
      session.big = 10n
    },
    {
      decisions: [['-save unserializable']],
      observed: [{ type: 'decision', reason: 'unserializable', facts: { error: 'big: BigInt' } }],
    },
    { hangs: true },
  ),
  puts(
    'a circular value hangs the request',
    (session) => {
      const loop: Record<string, unknown> = {}
      loop.self = loop
      session.loop = loop
    },
    {
      decisions: [['-save unserializable']],
      observed: [{ type: 'session', moment: 'after', lossy: { 'loop.self': 'circular' } }],
    },
    { hangs: true },
  ),
  {
    name: 'req.session replaced by a plain object hangs the request',
    routes: (app) =>
      app.get('/put', (req, res) => {
        req.session = { user: 'ada' } as never
        res.send('put')
      }),
    requests: [{ path: '/put', hangs: true }],
    decisions: [['-save not-a-session']],
    observed: [{ type: 'session', moment: 'after', data: { user: 'ada' }, cookie: null }],
  },
  {
    name: 'req.session replaced in a stream',
    routes: (app) =>
      app.get('/put', (req, res) => {
        req.session = { user: 'ada' } as never
        res.write('x')
      }),
    requests: [{ path: '/put', hangs: true }],
    decisions: [['-set-cookie not-a-session']],
  },
  {
    name: 'a BigInt in a stream',
    routes: (app) =>
      app.get('/put', (req, res) => {
        Object.assign(req.session, { big: 1n })
        res.write('x')
        res.end('y')
      }),
    requests: [{ path: '/put', hangs: true }],
    decisions: [['-set-cookie unserializable']],
  },
  {
    name: 'req.session replaced by a proxy of itself',
    routes: (app, kit) =>
      app.get('/put', (req, res) => {
        const get = (target: object, key: string | symbol): unknown => {
          kit.note(`get ${String(key)}`)
          return Reflect.get(target, key) as unknown
        }
        Object.assign(req.session, { a: 1 })
        Reflect.set(req, 'session', new Proxy(req.session, { get }))
        res.send('put')
      }),
    requests: [{ path: '/put' }],
    decisions: [['+save modified']],
    observed: [{ type: 'session', moment: 'after', data: { a: 1 } }],
  },
  puts('a huge session', (session) => {
    session.wide = Object.fromEntries(
      Array.from({ length: 5000 }, (_, i) => [`key${String(i)}`, 'x'.repeat(50)]),
    )
    session.long = 'y'.repeat(100_000)
    session.deep = Array.from({ length: 60 }).reduce<unknown>((inner) => ({ inner }), 1)
  }),
  puts('odd keys', (session) => {
    Object.defineProperty(session, '__proto__', { value: { evil: 1 }, enumerable: true })
    Object.assign(session, { constructor: 1, toString: 'x' })
    session[''] = 'empty'
  }),
  puts('toJSON on the session itself', (session) => {
    session.toJSON = () => ({ own: true })
  }),
  puts('cookie replaced by a plain object', (session) => {
    session.cookie = { path: '/', originalMaxAge: null, data: { path: '/' } }
    session.a = 1
  }),
]
