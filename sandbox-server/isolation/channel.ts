import type { Readable } from 'node:stream'
import { LIMITS } from '../../protocol/limits'
import { ProcessMessage } from '../../protocol/observation'
import { FairShare } from '../machine/fair-share'

const share = new FairShare()

const LONGEST_LINE = LIMITS.trace.eventBytes

export interface ChannelReader {
  /** Lines that were too long or not a message. The app can write to the channel too, so this is not our fault. */
  dropped(): number
}

/** Reads what a process says, line by line. Nothing in it is trusted: too long or malformed lines are dropped and counted. */
export function readMessages(
  stream: Readable,
  onMessage: (message: ProcessMessage) => void,
  onGarbage: (bytes: number) => void,
): ChannelReader {
  let dropped = 0
  let rest = ''
  let skipping = false
  const drop = (bytes: number): void => {
    dropped += 1
    onGarbage(bytes)
  }
  const take = (line: string): void => {
    const message = parseMessage(line)
    if (message) onMessage(message)
    else if (line !== '') drop(line.length)
  }
  stream.setEncoding('utf8')
  const hear = (piece: string): void => {
    if (skipping) onGarbage(piece.length)
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    if (skipping && lines.length > 0) {
      lines.shift()
      skipping = false
    }
    for (const line of lines)
      if (line.length <= LONGEST_LINE) take(line)
      else drop(line.length)
    if (rest.length > LONGEST_LINE) {
      drop(rest.length)
      skipping = true
    }
    if (skipping) rest = ''
  }
  stream.on('data', (piece: string) => {
    const pauseMs = share.work(stream, () => {
      hear(piece)
    })
    if (pauseMs === 0) return
    stream.pause()
    setTimeout(() => stream.resume(), pauseMs)
  })
  stream.on('error', () => {
    rest = ''
  })
  return { dropped: () => dropped }
}

function parseMessage(line: string): ProcessMessage | null {
  try {
    const parsed = ProcessMessage.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
