import type { Readable } from 'node:stream'
import { BodyReader } from './message'

/** What a client says first (PostgreSQL documentation, "Start-up"). */
export type Opening =
  | { kind: 'start'; version: number; parameters: Map<string, string> }
  | { kind: 'cancel'; process: number; key: string }
  | { kind: 'encrypt' }

const CANCEL = 80_877_102
const ENCRYPTIONS = [80_877_103, 80_877_104]
/** As the server's own MAX_STARTUP_PACKET_LENGTH. */
const LONGEST = 10_000

/** Reads one opening packet; what follows it stays unread. Null when it is unreadable or the connection ends first. */
export function readOpening(input: Readable, patienceMs: number): Promise<Opening | null> {
  return new Promise((resolve) => {
    let kept = Buffer.alloc(0)
    const settle = (opening: Opening | null): void => {
      clearTimeout(timer)
      input.off('data', onData)
      input.off('close', onClose)
      input.off('end', onClose)
      input.pause()
      resolve(opening)
    }
    const onClose = (): void => {
      settle(null)
    }
    const onData = (piece: Buffer): void => {
      kept = Buffer.concat([kept, piece])
      if (kept.length < 8) return
      const length = kept.readInt32BE(0)
      if (length < 8 || length > LONGEST) settle(null)
      else if (kept.length >= length) {
        const rest = kept.subarray(length)
        settle(parse(kept.subarray(4, length)))
        if (rest.length > 0 && !input.destroyed) input.unshift(rest)
      }
    }
    const timer = setTimeout(onClose, patienceMs)
    input.on('data', onData)
    input.once('close', onClose)
    input.once('end', onClose)
    input.resume()
  })
}

function parse(body: Buffer): Opening | null {
  const reader = new BodyReader(body)
  const code = reader.int32()
  if (ENCRYPTIONS.includes(code)) return { kind: 'encrypt' }
  if (code === CANCEL)
    return { kind: 'cancel', process: reader.int32(), key: reader.bytes(reader.left).toString('hex') }
  if (code >> 16 !== 3) return null
  const parameters = new Map<string, string>()
  while (reader.left > 1) parameters.set(reader.text(), reader.text())
  return { kind: 'start', version: code, parameters }
}
