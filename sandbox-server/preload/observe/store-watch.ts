import type { StoreOp } from '../../../protocol/observation'
import type { ObserverContext } from '../observer'
import { isPromise, whenPromiseEnds } from './promise-end'
import { className, cutText, errorText, findProperty, isReadable, quietly } from './read-safely'

/** Where each operation takes its callback (express-session README, "Session Store Implementation"). */
const CALLBACK_AT = { get: 1, set: 2, destroy: 1, touch: 2, all: 0, length: 0, clear: 0 } as const
type WatchedOp = keyof typeof CALLBACK_AT
const WATCHED: readonly WatchedOp[] = ['get', 'set', 'destroy', 'touch', 'all', 'length', 'clear']
type Method = (...args: unknown[]) => unknown

/** Reports every call of a store instance's operations; the store itself keeps its `this`, arguments, timing and errors. */
export class StoreWatch {
  private readonly watched = new WeakSet<object>()
  private calls = 0
  latencyMs = 0

  constructor(private readonly context: ObserverContext) {}

  /** Puts an accessor on the instance for each operation it has, so that later overrides are seen too. */
  watch(store: unknown): void {
    if (!isReadable(store) || this.watched.has(store)) return
    this.watched.add(store)
    for (const op of WATCHED) quietly(() => this.replace(store, op))
  }

  private replace(store: object, op: WatchedOp): void {
    const found = findProperty(store, op)
    if (!found || typeof found.value !== 'function') return
    const own = Object.getOwnPropertyDescriptor(store, op)
    let override: { value: unknown } | null = own ? { value: own.value } : null
    const current = (): unknown =>
      override ? override.value : findProperty(Object.getPrototypeOf(store), op)?.value
    let last: unknown
    let wrapped: unknown
    const define = (enumerable: boolean): void => {
      Object.defineProperty(store, op, {
        configurable: true,
        enumerable,
        get: () => {
          const method = current()
          if (method !== last) {
            last = method
            wrapped = isMethod(method) ? this.observed(method, op, className(store) ?? 'Store') : method
          }
          return wrapped
        },
        set: (value: unknown) => {
          override = { value }
          define(true)
        },
      })
    }
    define(own?.enumerable ?? false)
  }

  private observed(method: Method, op: WatchedOp, store: string): Method {
    const start = (sid: string | null): Call => new Call(this.context, (this.calls += 1), op, store, sid)
    const later = (run: () => void): void => this.context.later(run, this.latencyMs)
    const delayed = (): boolean => this.latencyMs > 0
    const observed = function (this: unknown, ...args: unknown[]): unknown {
      const call = start(typeof args[0] === 'string' ? args[0] : null)
      const at = CALLBACK_AT[op]
      const callback = args[at]
      const answered = isMethod(callback)
      if (answered) args[at] = call.answering(callback)
      const run = (): unknown => call.run(method, this, args, answered)
      if (!delayed()) return run()
      if (!answered) return promised(run, later)
      later(run)
      return undefined
    }
    Object.defineProperties(observed, {
      name: { value: method.name, configurable: true },
      length: { value: method.length, configurable: true },
    })
    return observed
  }
}

/** What a call without a callback gives when it is late: a store used with promises must still give one. */
function promised(run: () => unknown, later: (run: () => void) => void): Promise<unknown> {
  return new Promise((resolve) => {
    later(() => {
      resolve(new Promise((inner) => inner(run())))
    })
  })
}

/** One operation, from the call to its first answer. */
class Call {
  private readonly startedAt: bigint
  private readonly exchange: string | null
  private readonly isFollowed: boolean
  private done = false

  constructor(
    private readonly context: ObserverContext,
    private readonly call: number,
    private readonly op: StoreOp,
    store: string,
    private readonly sid: string | null,
  ) {
    this.sid = sid === null ? null : cutText(sid, 512)
    this.exchange = context.currentExchange()
    this.isFollowed = context.isFollowed?.() ?? true
    this.startedAt = this.isFollowed ? process.hrtime.bigint() : 0n
    if (!this.isFollowed) return
    const { at, exchange } = this.stamp()
    context.report({ type: 'store.called', at, exchange, call, op, store, sid: this.sid })
  }

  /** The store's callback, seen before it reaches its caller; called with the same `this` and arguments. */
  answering(callback: Method): Method {
    const seen = (error: unknown, value: unknown): void => this.answered(error, value)
    const asAsked = this.asAsked.bind(this)
    return function (this: unknown, ...args: unknown[]): unknown {
      seen(args[0], args[1])
      return asAsked((): unknown => Reflect.apply(callback, this, args))
    }
  }

  /** A connection kept for many requests answers as part of the one that opened it. */
  private asAsked(run: () => unknown): unknown {
    const { context, exchange } = this
    if (exchange === null || !context.within || context.currentExchange() === exchange) return run()
    return context.within(exchange, run)
  }

  run(method: Method, store: unknown, args: unknown[], answersLater: boolean): unknown {
    let returned = false
    try {
      const result = Reflect.apply(method, store, args)
      returned = true
      if (!answersLater) this.returned(result)
      return result
    } finally {
      // finally, not catch: a rethrown error would point at this line when nobody handles it.
      if (!returned) this.answered(THROWN, undefined)
    }
  }

  /** Without a callback the answer is a promise; or nobody waits for one. */
  private returned(result: unknown): void {
    if (!this.isFollowed) return
    if (!isPromise(result)) {
      this.answered(null, undefined)
      return
    }
    whenPromiseEnds(result, (end) => {
      this.answered(end === 'rejected' ? REJECTED : null, end === 'value')
    })
  }

  private answered(error: unknown, value: unknown): void {
    if (this.done || !this.isFollowed) return
    this.done = true
    const durationUs = Number(process.hrtime.bigint() - this.startedAt) / 1000
    const { at, exchange } = this.stamp()
    const { call, op, sid } = this
    const outcome = this.outcome(error, value)
    const text = outcome === 'error' ? (OUR_WORDS.get(error) ?? errorText(error)) : null
    this.context.report({
      type: 'store.answered',
      at,
      exchange,
      call,
      op,
      sid,
      outcome,
      durationUs,
      error: text,
    })
  }

  /** express-session takes an ENOENT of `get` for "no record" (index.js line 502). */
  private outcome(error: unknown, value: unknown): 'hit' | 'miss' | 'ok' | 'error' {
    const missing = this.op === 'get' && findProperty(error, 'code')?.value === 'ENOENT'
    if (error && !missing) return 'error'
    if (this.op !== 'get') return 'ok'
    return value && !error ? 'hit' : 'miss'
  }

  private stamp(): { at: number; exchange: string | null } {
    return { at: this.context.now(), exchange: this.exchange }
  }
}

const THROWN = Symbol('thrown')
const REJECTED = Symbol('rejected')
/** These errors are the app's own to read. */
const OUR_WORDS = new Map<unknown, string>([
  [THROWN, 'The store threw an error.'],
  [REJECTED, 'The promise of the store was rejected.'],
])

function isMethod(value: unknown): value is Method {
  return typeof value === 'function'
}
