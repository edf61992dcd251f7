import type { IncomingMessage } from 'node:http'
import { LIMITS } from '../../../protocol/limits'
import { ExchangeFailure } from '../exchange-failure'
import type { WireBody } from './wire-message'
import { wireFailure } from './wire-failure'

export interface BodyLimits {
  /** More than this ends the exchange. */
  bodyBytes: number
  /** More than this is counted, not kept. */
  keptBodyBytes: number
}

export interface Collecting {
  body: Promise<WireBody>
  soFar: () => WireBody
  /** Ends it from outside, as when time is up. */
  fail: (failure: ExchangeFailure) => void
}

/** Reads a body to its end within bounds. Never rejects. */
export function collectBody(response: IncomingMessage, limits: BodyLimits = LIMITS.response): Collecting {
  const kept: Buffer[] = []
  let keptBytes = 0
  let length = 0
  let complete = false
  let failure: ExchangeFailure | null = null
  let resolve: (body: WireBody) => void
  const body = new Promise<WireBody>((done) => (resolve = done))

  const soFar = (): WireBody => ({ bytes: Buffer.concat(kept), length, complete, failure })
  const finish = (why: ExchangeFailure | null) => {
    if (complete) return
    complete = true
    failure = why
    resolve(soFar())
    if (why) response.destroy()
  }

  response.on('data', (chunk: Buffer) => {
    length += chunk.length
    const piece = chunk.subarray(0, Math.max(0, limits.keptBodyBytes - keptBytes))
    if (piece.length > 0) kept.push(piece)
    keptBytes += piece.length
    if (length > limits.bodyBytes) finish(tooLarge(limits.bodyBytes))
  })
  response.on('end', () => {
    finish(null)
  })
  response.on('error', (error) => {
    finish(wireFailure(error))
  })
  response.on('close', () => {
    if (!complete) finish(new ExchangeFailure('aborted'))
  })
  return { body, soFar, fail: finish }
}

const tooLarge = (bytes: number): ExchangeFailure =>
  new ExchangeFailure(
    'response_too_large',
    `The answer was larger than ${String(Math.round(bytes / 1024))} KB, the most the lab accepts, so it was cut off.`,
  )
