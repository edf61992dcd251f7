import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { everyItem } from './every-item'
import type { Ask } from './memcached-service'

const KeptItem = z.object({
  key: z.string(),
  expires: z.number(),
  flags: z.string(),
  data: z.base64(),
})
type KeptItem = z.infer<typeof KeptItem>

export const isKept = (file: string): boolean => existsSync(file)

/** Writes down every item: Memcached itself keeps nothing. */
export async function keepItems(ask: Ask, file: string): Promise<void> {
  const kept: KeptItem[] = []
  for (const { key, expires } of await everyItem(ask)) {
    const reply = await ask(`get ${key}`)
    const end = reply.indexOf('\r\n')
    const [word, , flags = '0', bytes = '0'] = reply.toString('latin1', 0, end).split(' ')
    if (word !== 'VALUE') continue
    const data = reply.subarray(end + 2, end + 2 + Number(bytes)).toString('base64')
    kept.push({ key, expires, flags, data })
  }
  writeFileSync(file, JSON.stringify(kept), { mode: 0o600 })
}

/** Puts back what was kept and has not ended meanwhile, and forgets the file. */
export async function restoreItems(ask: Ask, file: string): Promise<void> {
  const now = Date.now() / 1000
  for (const { key, expires, flags, data } of read(file)) {
    if (expires >= 0 && expires <= now) continue
    const body = Buffer.from(data, 'base64')
    await ask(`set ${key} ${flags} ${Math.max(0, expires)} ${body.length}`, body)
  }
  forgetItems(file)
}

export const forgetItems = (file: string): void => {
  rmSync(file, { force: true })
}

function read(file: string): KeptItem[] {
  try {
    return z.array(KeptItem).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // None, or half of one: an empty cache is what it is.
    return []
  }
}
