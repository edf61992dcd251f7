import { Readable } from 'node:stream'
import type { SeenBody } from '../workspaces/real-tab'

export interface BodyStart extends SeenBody {
  /** The whole body, its start included, to be passed on. */
  body: Readable
}

/**
 * Reads the start of a body for the trace: all of it when it is short and comes at once, as forms and JSON do.
 * Nothing is lost and a slow one is not waited for.
 */
export async function readStart(body: Readable, mostBytes: number, patienceMs: number): Promise<BodyStart> {
  const { start, whole } = await firstBytes(body, mostBytes, patienceMs)
  const text = start.subarray(0, mostBytes).toString()
  if (whole) return { text: text === '' ? null : text, body: Readable.from(start.length > 0 ? [start] : []) }
  if (start.length > 0) body.unshift(start)
  return { text, note: `Only the first ${String(Buffer.byteLength(text))} bytes of the body are kept.`, body }
}

function firstBytes(
  body: Readable,
  mostBytes: number,
  patienceMs: number,
): Promise<{ start: Buffer; whole: boolean }> {
  const chunks: Buffer[] = []
  let bytes = 0
  return new Promise((resolve) => {
    const done = (whole: boolean): void => {
      clearTimeout(timer)
      body.pause()
      body.off('data', take).off('end', ended).off('close', broken)
      resolve({ start: Buffer.concat(chunks), whole })
    }
    const take = (chunk: Buffer): void => {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > mostBytes) done(false)
    }
    const ended = (): void => {
      done(true)
    }
    const broken = (): void => {
      done(false)
    }
    const timer = setTimeout(done, patienceMs, false)
    body.on('data', take).on('end', ended).on('close', broken)
  })
}
