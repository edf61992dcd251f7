import { setTimeout as delay } from 'node:timers/promises'
import type { Ask } from './memcached-service'

const BUSY_MS = 20
const TRIES = 500
/** A key given in base64 may be one that no line of text can name; it is not to keep the others from anything. */
const NAMEABLE = /^[^\s\p{Cc}]+$/u

export interface ItemNote {
  /** As commands name it. */
  key: string
  /** Seconds since the epoch; -1: never. */
  expires: number
  /** All that it takes in the server; 0 where it does not say. */
  bytes: number
}

/** Every item, as the server lists them. */
export async function everyItem(ask: Ask): Promise<ItemNote[]> {
  return readItems((await listing(ask)).toString('latin1'))
}

/**
 * One line per item and END. `metadump all` goes through the lists of use and misses what moves between them at that
 * moment (seen with 1.6.18: an item used within the last milliseconds); `metadump hash` misses nothing, but is newer.
 */
export async function listing(ask: Ask): Promise<Buffer> {
  const whole = await patiently(ask, 'lru_crawler metadump hash')
  const isKnown = !/^(ERROR|CLIENT_ERROR|BADCLASS)/.test(whole.toString('latin1', 0, 20))
  return isKnown ? whole : patiently(ask, 'lru_crawler metadump all')
}

async function patiently(ask: Ask, line: string): Promise<Buffer> {
  for (let tries = 1; ; tries += 1) {
    const reply = await ask(line)
    if (reply.toString('latin1', 0, 4) !== 'BUSY') return reply
    // Another one is being listed for just now. Taken for an empty list it would lose what is there.
    if (tries === TRIES) throw new Error('Memcached is busy with other lists.')
    await delay(BUSY_MS)
  }
}

function readItems(text: string): ItemNote[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const found = /^key=(\S+) exp=(-?\d+)/.exec(line)
    const key = plainKey(found?.[1] ?? '')
    const bytes = Number(/ size=(\d+)/.exec(line)?.[1] ?? 0)
    return found && NAMEABLE.test(key) ? [{ key, expires: Number(found[2]), bytes }] : []
  })
}

/** As it is said in a line of text, which travels as UTF-8. */
function plainKey(encoded: string): string {
  const bytes = encoded.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString()
}
