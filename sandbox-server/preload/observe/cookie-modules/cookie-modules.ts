import type { ObserverContext } from '../../observer'
import type { ObservedModule } from '../compile-hook'
import type { ImportedModule } from '../import-hook'
import { instrument, type KnownSource } from '../known-source'
import { anyValue, isReadable } from '../read-safely'
import { ClientSessionsProbes } from './client-sessions-probes'
import { CLIENT_SESSIONS_SOURCE } from './client-sessions-source'
import { CookieSessionProbes } from './cookie-session-probes'
import { COOKIE_SESSION_SOURCE } from './cookie-session-source'
import { IronSessionProbes } from './iron-session-probes'
import { IRON_PROBES, IRON_SESSION_CJS, IRON_SESSION_ESM } from './iron-session-source'
import { KeygripProbes } from './keygrip-probes'
import { KEYGRIP_SOURCES } from './keygrip-source'
import { announce, unrecognisedCall, unrecognisedFactory } from './unrecognised'

/** The modules that keep a session in its cookie: `required` are CommonJS, `imported` is iron-session's ES module. */
export function cookieModules(context: ObserverContext): {
  required: ObservedModule[]
  imported: ImportedModule
} {
  const keygrip = new KeygripProbes()
  const iron = new IronSessionProbes(context)
  const required = [
    observed('keygrip/index.js', KEYGRIP_SOURCES, keygrip, (exports) => exports),
    observed(
      'cookie-session/index.js',
      [COOKIE_SESSION_SOURCE],
      new CookieSessionProbes(context, keygrip),
      (exports) => unrecognisedFactory(exports, 'cookie-session', 'name', context),
    ),
    observed(
      'client-sessions/lib/client-sessions.js',
      [CLIENT_SESSIONS_SOURCE],
      new ClientSessionsProbes(context),
      (exports) => unrecognisedFactory(exports, 'client-sessions', 'cookieName', context),
    ),
    observed('iron-session/dist/index.cjs', [IRON_SESSION_CJS], iron, (exports) =>
      unrecognisedIron(exports, context),
    ),
  ]
  return { required, imported: importedIron(iron, context) }
}

function importedIron(iron: IronSessionProbes, context: ObserverContext): ImportedModule {
  return {
    file: /\/node_modules\/iron-session\/dist\/index\.js$/,
    instrument: (source) => instrument(source, IRON_SESSION_ESM),
    found(recognised) {
      if (!recognised) announce('iron-session', '', context)
      else Object.defineProperty(globalThis, IRON_PROBES, { value: iron, configurable: true })
    },
  }
}

function unrecognisedIron(exports: unknown, context: ObserverContext): unknown {
  const call = unrecognisedCall(anyValue(exports, 'getIronSession'), 'iron-session', context)
  if (isReadable(exports) && typeof call === 'function') Reflect.set(exports, 'getIronSession', call)
  return exports
}

function observed(
  file: string,
  sources: readonly KnownSource[],
  probes: object,
  unrecognised: (exports: unknown) => unknown,
): ObservedModule {
  const steps = file.replace(/\./g, '\\.').replace(/\//g, '[\\\\/]')
  return {
    file: new RegExp(`[\\\\/]node_modules[\\\\/]${steps}$`),
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
