import { findProperty, ownValue, quietly } from './read-safely'
import type { RequestWatch } from './request-watch'

type Method = (...args: unknown[]) => unknown
type WatchOf = (req: unknown) => RequestWatch | undefined

/**
 * Tells when a session's methods are called, by the app or by express-session: Session.prototype in express-session
 * 1.19.0 session/session.js, `save` line 71, `reload` line 88, `destroy` line 109. (`regenerate` shows
 * as store.generate.) Works for sessions that wrapmethods (index.js lines 409–437) has not wrapped, too.
 */
export function watchSessionMethods(prototype: object, watchOf: WatchOf): void {
  replace(prototype, 'save', (watch, sid) => {
    watch.saveCalled(sid)
  })
  replace(prototype, 'destroy', (watch, sid) => {
    watch.destroyCalled(sid)
  })
  replace(prototype, 'reload', (watch, sid, args) => {
    const [callback] = args
    if (typeof callback !== 'function') return
    args[0] = function (this: unknown, ...answer: unknown[]): unknown {
      quietly(() => {
        watch.reloaded(sid, answer[0])
      })
      return Reflect.apply(callback, this, answer) as unknown
    }
  })

  function replace(
    target: object,
    name: string,
    tell: (watch: RequestWatch, sid: unknown, args: unknown[]) => void,
  ): void {
    const found = findProperty(target, name)
    if (!found || !isMethod(found.value)) return
    const method = found.value
    const observed = function (this: unknown, ...args: unknown[]): unknown {
      quietly(() => {
        const watch = watchOf(ownValue(this, 'req'))
        if (watch) tell(watch, ownValue(this, 'id'), args)
      })
      return Reflect.apply(method, this, args)
    }
    Object.defineProperties(observed, {
      name: { value: method.name, configurable: true },
      length: { value: method.length, configurable: true },
    })
    Object.defineProperty(target, name, { ...found, value: observed })
  }
}

function isMethod(value: unknown): value is Method {
  return typeof value === 'function'
}
