import type { DecisionKind } from '../../../protocol/decision'
import type { ObserverContext } from '../observer'
import type { HeapStores } from './heap-stores'
import { anyValue, className, cutText, isReadable, ownValue, quietly } from './read-safely'
import { viewSession } from './session-view'
import { describeOptions } from './store-options'
import type { StoreWatch } from './store-watch'

interface Observing {
  context: ObserverContext
  stores: StoreWatch
  heap: HeapStores
}
type Method = (...args: unknown[]) => unknown

const UNKNOWN: readonly DecisionKind[] = ['load', 'save', 'set-cookie']

/**
 * For another version of express-session: the stores and `req.session` before and after are read from outside, and
 * every decision is said to be unknown. Returns what stands for the module's exports.
 */
export function observeUnrecognised(exports: unknown, observing: Observing): unknown {
  if (!isMethod(exports)) return exports
  const memoryStore = anyValue(exports, 'MemoryStore')
  return new Proxy(exports, {
    apply(factory, self, args: unknown[]) {
      const middleware: unknown = Reflect.apply(factory, self, args)
      const options = args[0]
      const told = new WeakSet<object>()
      const tell = (store: unknown): void => {
        if (!isReadable(store) || told.has(store)) return
        told.add(store)
        made(store, options, typeof memoryStore === 'function' && store instanceof memoryStore, observing)
      }
      quietly(() => {
        tell(ownValue(options, 'store'))
      })
      return isMethod(middleware) ? observed(middleware, tell, observing) : middleware
    },
  })
}

function made(store: object, options: unknown, inHeap: boolean, { context, stores, heap }: Observing): void {
  stores.watch(store)
  if (inHeap) heap.add(store)
  context.report({
    type: 'store.made',
    at: context.now(),
    exchange: context.currentExchange(),
    store: className(store) ?? 'Store',
    options: describeOptions(options, store, context.workFolder()),
    recognised: false,
  })
}

/** The middleware; the default store shows itself as `req.sessionStore` when `next` is called. */
function observed(middleware: Method, tell: (store: unknown) => void, { context }: Observing): Method {
  return function session(
    this: unknown,
    req: unknown,
    res: unknown,
    next: unknown,
    ...rest: unknown[]
  ): unknown {
    const exchange = context.currentExchange()
    const report = (moment: 'before' | 'after'): void => {
      const view = viewSession(ownValue(req, 'session'), null)
      const id = ownValue(req, 'sessionID')
      const sid = typeof id === 'string' ? cutText(id, 512) : null
      context.report({ type: 'session', at: context.now(), exchange, moment, sid, ...view })
    }
    const seen = (): void => {
      tell(ownValue(req, 'sessionStore'))
      report('before')
      const end = anyValue(res, 'end')
      if (!isReadable(res) || !isMethod(end)) return
      const ended = function (this: unknown, ...args: unknown[]): unknown {
        quietly(() => {
          report('after')
          for (const kind of UNKNOWN) unknown(kind, exchange, context)
        })
        return Reflect.apply(end, this, args)
      }
      Object.defineProperty(res, 'end', { value: ended, configurable: true, enumerable: true, writable: true })
    }
    const goOn = function (this: unknown, ...args: unknown[]): unknown {
      quietly(seen)
      return isMethod(next) ? Reflect.apply(next, this, args) : undefined
    }
    return Reflect.apply(middleware, this, [req, res, goOn, ...rest])
  }
}

function unknown(kind: DecisionKind, exchange: string | null, context: ObserverContext): void {
  context.report({
    type: 'decision',
    at: context.now(),
    exchange,
    kind,
    taken: false,
    reason: 'unknown',
    sid: null,
    facts: {},
  })
}

function isMethod(value: unknown): value is Method {
  return typeof value === 'function'
}
