const REFUSED_OR_LOST: ReadonlySet<string> = new Set([
  'signature-invalid',
  'cookie-unsigned',
  'record-missing',
  'store-error',
  'not-secured',
  'headers-already-sent',
  'store-disconnected',
  'no-secret',
  'signature-missing',
  'undecodable',
  'malformed',
  'seal-invalid',
  'seal-expired',
  'duration-over',
  'password-unknown',
  'other-cookie',
  'insecure-connection',
  'cookie-invalid',
  'too-long',
  'changed-too-late',
])

/** The reasons of a decision by which something was refused, lost or kept back. */
export const isRefusalOrLoss = (reason: string): boolean => REFUSED_OR_LOST.has(reason)
