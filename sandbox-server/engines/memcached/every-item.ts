import { setTimeout as delay } from 'node:timers/promises'
import type { Ask } from './memcached-service'

const BUSY_MS = 20
const TRIES = 100

export interface ItemNote {
  /** As commands name it. */
  key: string
  /** Seconds since the epoch; -1: never. */
  expires: number
}

/** What the server lists of its items: `lru_crawler metadump all`, one line each. */
export async function everyItem(ask: Ask): Promise<ItemNote[]> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const text = (await ask('lru_crawler metadump all')).toString('latin1')
    // Another one is being listed for just now.
    if (!text.startsWith('BUSY')) return text.split('\r\n').flatMap(readItem).flat()
    await delay(BUSY_MS)
  }
  return []
}

function readItem(lines: string): ItemNote[] {
  // Each line of the list ends with a line feed alone.
  return lines.split('\n').flatMap((line) => {
    const found = /^key=(\S+) exp=(-?\d+)/.exec(line)
    return found ? [{ key: plainKey(found[1] ?? ''), expires: Number(found[2]) }] : []
  })
}

/** Byte by byte: a key need not be UTF-8. */
const plainKey = (encoded: string): string =>
  encoded.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
