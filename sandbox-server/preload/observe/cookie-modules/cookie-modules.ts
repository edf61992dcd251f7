import type { ObserverContext } from '../../observer'
import type { ObservedModule } from '../compile-hook'
import { instrument, type KnownSource } from '../known-source'
import { CookieSessionProbes } from './cookie-session-probes'
import { COOKIE_SESSION_SOURCE } from './cookie-session-source'
import { KeygripProbes } from './keygrip-probes'
import { KEYGRIP_SOURCES } from './keygrip-source'

/** The modules that keep a session in its cookie, and what they are made of. */
export function cookieModules(context: ObserverContext): ObservedModule[] {
  const keygrip = new KeygripProbes()
  return [
    observed('keygrip[\\\\/]index\\.js', KEYGRIP_SOURCES, keygrip, (exports) => exports),
    observed(
      'cookie-session[\\\\/]index\\.js',
      [COOKIE_SESSION_SOURCE],
      new CookieSessionProbes(context, keygrip),
      (exports) => exports,
    ),
  ]
}

function observed(
  file: string,
  sources: readonly KnownSource[],
  probes: object,
  unrecognised: (exports: unknown) => unknown,
): ObservedModule {
  return {
    file: new RegExp(`[\\\\/]node_modules[\\\\/]${file}$`),
    instrument: (source) => {
      for (const known of sources) {
        const text = instrument(source, known)
        if (text !== null) return text
      }
      return null
    },
    probes,
    recognised: () => undefined,
    unrecognised,
  }
}
