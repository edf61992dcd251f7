import * as z from 'zod'

/** `x1`, `x2`, …: unique within a workspace. */
export const ExchangeId = z.string().regex(/^x[1-9][0-9]{0,9}$/)
export type ExchangeId = z.infer<typeof ExchangeId>

/** Lower case, as it appears in the control API's path. */
export const BrowserName = z.string().regex(/^[a-z][a-z0-9-]{0,19}$/)
export type BrowserName = z.infer<typeof BrowserName>

/** Headers in the order and spelling of the wire. Set-Cookie may repeat. */
export const HeaderList = z.array(z.tuple([z.string(), z.string()]))
export type HeaderList = z.infer<typeof HeaderList>

/** Who asked for a request; absent means a typed address. Decides SameSite and credentials (Fetch standard). */
export const Initiator = z.object({
  type: z.enum(['navigate', 'form', 'fetch']),
  origin: z.string(),
  credentials: z.enum(['omit', 'same-origin', 'include']).default('same-origin'),
})
export type Initiator = z.infer<typeof Initiator>

export const ResponseBody = z.object({
  /** Exactly one of text (valid UTF-8) and base64 is set. */
  text: z.string().optional(),
  base64: z.string().optional(),
  /** Bytes received from the app; what is kept may be less. */
  length: z.int(),
  truncated: z.boolean(),
})
export type ResponseBody = z.infer<typeof ResponseBody>

export const ExchangeRequest = z.object({
  method: z.string(),
  url: z.string(),
  headers: HeaderList,
  body: z.string().nullable(),
})
export type ExchangeRequest = z.infer<typeof ExchangeRequest>

export const ExchangeResponse = z.object({
  status: z.int(),
  statusText: z.string(),
  headers: HeaderList,
  body: ResponseBody,
})
export type ExchangeResponse = z.infer<typeof ExchangeResponse>

export const ExchangeError = z.object({ code: z.string(), message: z.string() })
export type ExchangeError = z.infer<typeof ExchangeError>

export const Exchange = z.object({
  id: ExchangeId,
  browser: z.string(),
  /** The exchange whose redirect led here. */
  redirectOf: ExchangeId.nullable(),
  instance: z.int().nullable(),
  request: ExchangeRequest,
  response: ExchangeResponse.nullable(),
  error: ExchangeError.nullable(),
  durationMs: z.number(),
  /** What a browser would say besides: an answer the page may not read (CORS), headers it did not send. */
  note: z.string().optional(),
})
export type Exchange = z.infer<typeof Exchange>
