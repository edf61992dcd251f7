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

export const DecisionKind = z.enum(['skip', 'load', 'generate', 'destroy', 'save', 'touch', 'set-cookie'])
export type DecisionKind = z.infer<typeof DecisionKind>

/** The closure values a decision was made from; only what applies is set. */
export const DecisionFacts = z.object({
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
