import type { CookieLibrary } from '../../../../protocol/decision'
import type { ObserverContext } from '../../observer'
import { cutText, ownValue, quietly } from '../read-safely'
import { CookieReport } from './cookie-report'

type Method = (...args: unknown[]) => unknown

class Unknown extends CookieReport {
  tell(): void {
    this.decide('load', false, 'unknown')
    this.decide('set-cookie', false, 'unknown')
  }
}

/**
 * For another version: every call of `exports`, a maker of middleware, announces that it is not known, and every
 * request through it says that its decisions are unknown. Returns what stands for the module's exports.
 */
export function unrecognisedFactory(
  exports: unknown,
  library: CookieLibrary,
  nameOption: string,
  context: ObserverContext,
): unknown {
  if (!isMethod(exports)) return exports
  return new Proxy(exports, {
    apply(factory, self, args: unknown[]) {
      const middleware: unknown = Reflect.apply(factory, self, args)
      const name = announce(library, ownValue(args[0], nameOption), context)
      if (!isMethod(middleware)) return middleware
      return function (this: unknown, ...request: unknown[]): unknown {
        quietly(() => {
          new Unknown(context, { library, name }).tell()
        })
        return Reflect.apply(middleware, this, request)
      }
    },
  })
}

/** The same for a function that is called for every request, as getIronSession. */
export function unrecognisedCall(call: unknown, library: CookieLibrary, context: ObserverContext): unknown {
  if (!isMethod(call)) return call
  let announced = false
  return new Proxy(call, {
    apply(target, self, args: unknown[]) {
      quietly(() => {
        const name = ownValue(args.at(-1), 'cookieName')
        if (!announced) announce(library, name, context)
        announced = true
        new Unknown(context, { library, name: textOf(name) }).tell()
      })
      return Reflect.apply<unknown, unknown[], unknown>(target, self, args)
    },
  })
}

/** The store is told of by its cookie's name alone: nothing of another version's options is taken for known. */
export function announce(library: CookieLibrary, name: unknown, context: ObserverContext): string {
  quietly(() => {
    const stamp = { at: context.now(), exchange: context.currentExchange() }
    const options = { name: textOf(name) }
    context.report({ type: 'store.made', ...stamp, store: library, options, recognised: false })
  })
  return textOf(name)
}

const textOf = (name: unknown): string => (typeof name === 'string' ? cutText(name, 200) : '')

function isMethod(value: unknown): value is Method {
  return typeof value === 'function'
}
