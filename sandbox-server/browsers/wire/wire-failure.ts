import { ExchangeFailure } from '../exchange-failure'

/** Turns what Node says about a broken connection into the lab’s words. */
export function wireFailure(error: unknown): ExchangeFailure {
  if (error instanceof ExchangeFailure) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'HPE_HEADER_OVERFLOW')
    return new ExchangeFailure('headers_too_large', undefined, { cause: error })
  if (code.startsWith('HPE_')) return new ExchangeFailure('bad_response', undefined, { cause: error })
  if (code === 'ENOENT' || code === 'ECONNREFUSED')
    return new ExchangeFailure('crashed', undefined, { cause: error })
  return new ExchangeFailure('aborted', undefined, { cause: error })
}
