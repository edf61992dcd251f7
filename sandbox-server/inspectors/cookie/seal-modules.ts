import { webcrypto } from 'node:crypto'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'

/** Opens seals with the very modules that the apps use. */
export interface SealModules {
  /** client-sessions `util.decode`: what was sealed, or undefined when the seal does not fit. */
  decode(options: Record<string, unknown>, value: string): unknown
  /** iron-webcrypto `unseal`, which iron-session is made of; rejects with the reason. `offsetMs`: how far the clock is put. */
  unseal(value: string, passwords: Record<string, string | Buffer>, offsetMs: number): Promise<unknown>
}

type Method = (...args: unknown[]) => unknown
const Method = z.custom<Method>((value) => typeof value === 'function')
/** The module's export is a function with properties. */
const ClientSessions = z.custom<{ util: { decode: Method } }>(
  (value) =>
    typeof value === 'function' &&
    'util' in value &&
    z.object({ decode: Method }).safeParse(value.util).success,
)
const IronWebcrypto = z.looseObject({ unseal: Method, defaults: z.record(z.string(), z.unknown()) })

/** The modules of a runtime folder, loaded when the first seal is met; a missing one throws then. */
export function sealModules(runtime: string): SealModules {
  const fromRuntime = createRequire(join(runtime, 'package.json'))
  const clientSessions = once(() => ClientSessions.parse(fromRuntime('client-sessions')))
  const iron = once(() => IronWebcrypto.parse(fromRuntime('iron-webcrypto')))
  return {
    decode: (options, value) => clientSessions().util.decode(options, value),
    unseal: async (value, passwords, offsetMs) => {
      const { unseal, defaults } = iron()
      return await unseal(webcrypto, value, passwords, { ...defaults, ttl: 0, localtimeOffsetMsec: offsetMs })
    },
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => (made ??= { value: make() }).value
}
