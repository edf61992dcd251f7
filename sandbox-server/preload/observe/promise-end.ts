import { inspect, types } from 'node:util'
import { promiseHooks } from 'node:v8'
import { quietly } from './read-safely'

/** nothing: it was fulfilled with a value that counts as none, such as null. */
export type PromiseEnd = 'value' | 'nothing' | 'rejected'
type Tell = (end: PromiseEnd) => void

/** A text of the promise alone: what is inside is told in a word. */
const BRIEFLY = {
  depth: 0,
  colors: false,
  customInspect: false,
  getters: false,
  showHidden: false,
  showProxy: false,
  sorted: false,
  compact: 3,
  breakLength: Infinity,
  maxArrayLength: 0,
  maxStringLength: 1,
} as const
const STATE = /^[^{]*\{\s+(<pending>|<rejected>|null|undefined|false|-?0n?|NaN|'')?(?=[\s,])/

const waiting = new WeakMap<object, Tell>()
let pending = 0
let stopHook: ReturnType<typeof promiseHooks.onSettled> | null = null

/**
 * Tells how a promise of the app ends, before the app itself hears of it. Nothing is attached to it: a handler of ours
 * would silence `unhandledRejection`, and with two that wait V8 leaves the caller out of the stack of an error.
 */
export function whenPromiseEnds(promise: Promise<unknown>, tell: Tell): void {
  const end = endOf(promise)
  if (end) {
    tell(end)
    return
  }
  waiting.set(promise, tell)
  pending += 1
  stopHook ??= promiseHooks.onSettled((settling) => {
    // It is about to settle, or to follow another one; the microtask comes before those of the app.
    if (!waiting.has(settling)) return
    queueMicrotask(() => {
      look(settling)
    })
  })
}

export const isPromise = (value: unknown): value is Promise<unknown> =>
  types.isPromise(value) && !types.isProxy(value)

function look(promise: Promise<unknown>): void {
  const tell = waiting.get(promise)
  const end = endOf(promise)
  if (!tell || !end) return
  waiting.delete(promise)
  pending -= 1
  if (pending === 0) {
    if (stopHook) Reflect.apply(stopHook, undefined, [])
    stopHook = null
  }
  quietly(() => {
    tell(end)
  })
}

/** null: not yet. */
function endOf(promise: Promise<unknown>): PromiseEnd | null {
  let state: string | undefined
  quietly(() => {
    state = STATE.exec(inspect(promise, BRIEFLY))?.[1]
  })
  if (state === '<pending>') return null
  if (state === '<rejected>') return 'rejected'
  return state === undefined ? 'value' : 'nothing'
}
