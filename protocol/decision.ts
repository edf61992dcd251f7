import * as z from 'zod'

/**
 * What express-session chose, and why. Reasons name branches of express-session 1.19.0 `index.js`;
 * `taken: false` is a decision too. `unknown` is reported when the library's source is not the one we know.
 */
export const DECISION_REASONS = {
  skip: ['already-has-session', 'store-disconnected', 'path-mismatch', 'no-secret', 'unknown'],
  load: [
    'record-found',
    'no-cookie',
    'cookie-unsigned',
    'signature-invalid',
    'record-missing',
    'record-broken',
    'store-error',
    'empty-id',
    'reloaded',
    'reload-failed',
    'unknown',
  ],
  generate: [
    'no-cookie',
    'cookie-unsigned',
    'signature-invalid',
    'record-missing',
    'empty-id',
    'regenerated',
    'unknown',
  ],
  destroy: [
    'unset-destroy',
    'unset-keep',
    'session-present',
    'called-by-app',
    'already-destroyed',
    'bogus-id',
    'unknown',
  ],
  save: [
    'modified',
    'uninitialized-but-asked',
    'resave',
    'called-by-app',
    'id-changed',
    'unmodified',
    'uninitialized',
    'already-saved',
    'no-session',
    'not-a-session',
    'unserializable',
    'bogus-id',
    'unknown',
  ],
  touch: [
    'unmodified',
    'saved-instead',
    'new-session',
    'store-lacks-touch',
    'no-session',
    'bogus-id',
    'unknown',
  ],
  'set-cookie': [
    'new-session',
    'new-and-modified',
    'id-changed',
    'rolling',
    'expiry-moved',
    'uninitialized',
    'browser-holds-id',
    'not-secured',
    'headers-already-sent',
    'cookie-invalid',
    'no-session',
    'not-a-session',
    'unserializable',
    'bogus-id',
    'unknown',
  ],
} as const

/**
 * What a session that lives in its cookie chose: cookie-session 2.1.1 `index.js`, client-sessions 0.8.0
 * `lib/client-sessions.js`, iron-session 8.0.4 `dist/index.js`. `facts.library` says which of them.
 */
export const COOKIE_REASONS = {
  skip: ['already-has-session', 'middleware-failed', 'unknown'],
  load: [
    'decoded',
    'decoded-unsigned',
    'opened',
    'no-cookie',
    'signature-missing',
    'signature-invalid',
    'undecodable',
    'malformed',
    'seal-invalid',
    'other-cookie',
    'password-unknown',
    'seal-expired',
    'duration-over',
    'failed',
    'replaced-unread',
    'not-read',
    'unknown',
  ],
  generate: [
    'no-cookie',
    'signature-missing',
    'signature-invalid',
    'undecodable',
    'malformed',
    'seal-invalid',
    'other-cookie',
    'password-unknown',
    'seal-expired',
    'duration-over',
    'assigned',
    'unknown',
  ],
  destroy: ['set-to-null', 'reset', 'called-by-app', 'unknown'],
  save: ['unknown'],
  touch: ['unknown'],
  'set-cookie': [
    'new-and-populated',
    'assigned',
    'changed',
    'removed',
    'reset',
    'load-failed',
    'duration-over',
    'active-duration',
    'duration-set',
    'called-by-app',
    'destroyed',
    'signature-renewed',
    'signature-deleted',
    'new-and-empty',
    'unchanged',
    'not-read',
    'not-saved',
    'insecure-connection',
    'cookie-invalid',
    'too-long',
    'headers-already-sent',
    'changed-too-late',
    'unknown',
  ],
} as const

export const CookieLibrary = z.enum(['cookie-session', 'client-sessions', 'iron-session'])
export type CookieLibrary = z.infer<typeof CookieLibrary>

export const DecisionKind = z.enum(['skip', 'load', 'generate', 'destroy', 'save', 'touch', 'set-cookie'])
export type DecisionKind = z.infer<typeof DecisionKind>

/** The closure values a decision was made from; only what applies is set. */
export const DecisionFacts = z.object({
  /** Set when the session lives in its cookie: whose decision this is. Reasons are then COOKIE_REASONS. */
  library: CookieLibrary.optional(),
  cookieName: z.string().optional(),
  saveUninitialized: z.boolean().optional(),
  resave: z.boolean().optional(),
  rolling: z.boolean().optional(),
  isNew: z.boolean().optional(),
  isModified: z.boolean().optional(),
  isSaved: z.boolean().optional(),
  cookieSecure: z.boolean().optional(),
  requestSecure: z.boolean().optional(),
  forwardedProto: z.string().nullable().optional(),
  trustProxy: z.string().optional(),
  cookiePath: z.string().optional(),
  requestPath: z.string().optional(),
  secretIndex: z.int().optional(),
  secretCount: z.int().optional(),
  expires: z.string().nullable().optional(),
  changedKeys: z.array(z.string()).optional(),
  error: z.string().optional(),
  /** Name and value of the cookie together; a browser keeps 4096. */
  cookieBytes: z.int().optional(),
  /** Which of several passwords sealed it, by the name the app gave it. */
  password: z.string().optional(),
  durationMs: z.number().optional(),
  activeDurationMs: z.number().optional(),
  ttlSeconds: z.number().optional(),
})
export type DecisionFacts = z.infer<typeof DecisionFacts>

export const Decision = z.object({
  kind: DecisionKind,
  taken: z.boolean(),
  reason: z.string(),
  sid: z.string().nullable(),
  facts: DecisionFacts,
})
export type Decision = z.infer<typeof Decision>
