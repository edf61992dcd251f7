import timers from 'node:timers'
import { promisify } from 'node:util'
import { patchMethod } from './patch-method'

const {
  clearTimeout: clearReal,
  setImmediate: immediately,
  setInterval: repeatReal,
  setTimeout: setReal,
} = timers
const elapsed = performance.now.bind(performance)

interface Pending {
  run: () => void
  due: number
  repeats: boolean
}

/** Timers the app set. Held weakly: an app that clears thousands of them must not grow because of us. */
const pending = new Set<WeakRef<NodeJS.Timeout>>()
const details = new WeakMap<NodeJS.Timeout, Pending>()
const collected = new FinalizationRegistry<WeakRef<NodeJS.Timeout>>((ref) => pending.delete(ref))

/** A timer that no app can replace. */
export function later(run: () => void, ms: number): void {
  setReal(run, ms)
}

/**
 * Follows the app's timers, so that a jump of the clock reaches them too: they run on real time, and after a jump the
 * ones that fall due within it fire once, as after a computer's sleep. That is how a file store's reaper notices.
 */
export function followTimers(): void {
  for (const owner of [globalThis, timers]) {
    follow(owner, 'setTimeout', false)
    follow(owner, 'setInterval', true)
  }
}

/** Timers of the throw-away app are none of the learner's. */
export function forgetTimers(): void {
  pending.clear()
}

/** Fires what falls due within a jump of the clock. */
export function jumpTimers(ms: number): void {
  if (ms <= 0) return
  for (const ref of [...pending]) {
    const timer = ref.deref()
    const detail = timer && details.get(timer)
    if (!timer || !detail || isOver(timer)) pending.delete(ref)
    else if (detail.due <= elapsed() + ms) fireEarly(timer, detail)
  }
}

/** Cleared or fired; Node keeps no public sign of it. */
const isOver = (timer: NodeJS.Timeout): boolean => Reflect.get(timer, '_destroyed') === true

function fireEarly(timer: NodeJS.Timeout, { run, repeats }: Pending): void {
  if (repeats) timer.refresh()
  else clearReal(timer)
  immediately(run)
}

function follow(owner: object, name: 'setTimeout' | 'setInterval', repeats: boolean): void {
  const before: unknown = Reflect.get(owner, name)
  patchMethod(owner, name, (set) => (self, args) => {
    const [callback, delay, ...rest] = args
    if (typeof callback !== 'function') return set(self, args)
    const asked = Number(delay)
    const ms = asked >= 1 ? asked : 1
    const run = (): void => {
      detail.due = elapsed() + ms
      Reflect.apply(callback, timer, rest)
    }
    const timer = (repeats ? repeatReal : setReal)(run, ms)
    const detail: Pending = { run, due: elapsed() + ms, repeats }
    remember(timer, detail)
    return timer
  })
  keepPromisified(before, Reflect.get(owner, name))
}

function remember(timer: NodeJS.Timeout, detail: Pending): void {
  const ref = new WeakRef(timer)
  details.set(timer, detail)
  pending.add(ref)
  collected.register(timer, ref)
}

/** `util.promisify(setTimeout)` looks for a property of the function. */
function keepPromisified(before: unknown, after: unknown): void {
  if (typeof before !== 'function' || typeof after !== 'function') return
  const custom: unknown = Reflect.get(before, promisify.custom)
  if (custom) Object.defineProperty(after, promisify.custom, { value: custom, enumerable: true })
}
