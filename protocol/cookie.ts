import * as z from 'zod'

/** One cookie in a browser's jar (RFC 6265bis section 5.5, "cookie store fields"). */
export const JarCookie = z.object({
  name: z.string(),
  value: z.string(),
  domain: z.string(),
  hostOnly: z.boolean(),
  path: z.string(),
  secure: z.boolean(),
  httpOnly: z.boolean(),
  sameSite: z.enum(['strict', 'lax', 'none', 'default']),
  /** ISO time on the workspace's clock; null for a session cookie, kept until the browser closes. */
  expires: z.string().nullable(),
  createdAt: z.string(),
  /** Name plus value, in bytes. */
  bytes: z.int(),
})
export type JarCookie = z.infer<typeof JarCookie>

/**
 * The jar's answer for one cookie.
 * in: stored, replaced, deleted (an expired Set-Cookie removed it), rejected. out: sent, withheld. expired: removed by time.
 */
export const Verdict = z.object({
  direction: z.enum(['in', 'out']),
  outcome: z.enum(['stored', 'replaced', 'deleted', 'rejected', 'sent', 'withheld', 'expired']),
  /** The deciding rule, such as `none-needs-secure`. */
  code: z.string(),
  /** The rule in a few words. */
  rule: z.string(),
  /** Such as `RFC 6265bis 5.7, step 18`. */
  section: z.string(),
  /** One plain sentence about this very cookie. */
  sentence: z.string(),
  name: z.string(),
  value: z.string(),
  /** The Set-Cookie line as received, for direction in. */
  raw: z.string().nullable(),
})
export type Verdict = z.infer<typeof Verdict>
