import { z } from 'zod'
import type { MadeStore } from '../made-store'

/** A secret as the app gave it: a text, or bytes. */
const Secret = z.union([
  z.string(),
  z.object({ base64: z.string() }).transform(({ base64 }) => Buffer.from(base64, 'base64')),
])
export type Secret = z.infer<typeof Secret>

const CookieSession = z.object({
  name: z.string(),
  signed: z
    .unknown()
    .optional()
    .transform((value) => value === undefined || Boolean(value)),
  /** null: an object of the app's own that signs; its keys are not known. */
  keys: z.array(Secret).nullable().catch(null),
  algorithm: z.string().default('sha1'),
  encoding: z.enum(['base64', 'hex', 'base64url']).catch('base64'),
})

const ClientSessions = z.object({
  name: z.string(),
  secret: Secret.optional().catch(undefined),
  encryptionKey: Secret.optional().catch(undefined),
  signatureKey: Secret.optional().catch(undefined),
  encryptionAlgorithm: z.string().default('aes256'),
  signatureAlgorithm: z.string().default('sha256'),
})

const IronSession = z.object({
  name: z.string(),
  /** By id; a single password has the id 1. */
  password: z
    .union([
      z.string().transform((text): Record<string, Secret> => ({ 1: text })),
      z.record(z.string(), Secret),
    ])
    .catch({}),
})

export type CookieStore =
  | (z.infer<typeof CookieSession> & { library: 'cookie-session' })
  | (z.infer<typeof ClientSessions> & { library: 'client-sessions' })
  | (z.infer<typeof IronSession> & { library: 'iron-session' })
export type StoreOf<L extends CookieStore['library']> = Extract<CookieStore, { library: L }>

/** The cookie that a `store.made` observation announces; null when its session does not live in a cookie. */
export function cookieStore(made: MadeStore): CookieStore | null {
  switch (made.store) {
    case 'cookie-session':
      return tagged(CookieSession.safeParse(made.options), 'cookie-session')
    case 'client-sessions':
      return tagged(ClientSessions.safeParse(made.options), 'client-sessions')
    case 'iron-session':
      return tagged(IronSession.safeParse(made.options), 'iron-session')
    default:
      return null
  }
}

function tagged<T extends object, L extends string>(
  parsed: z.ZodSafeParseResult<T>,
  library: L,
): (T & { library: L }) | null {
  return parsed.success ? { ...parsed.data, library } : null
}
