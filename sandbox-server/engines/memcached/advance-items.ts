import { everyItem } from './every-item'
import type { Ask } from './memcached-service'

/** Lowers the remaining life of every item; what is over is gone at once. */
export async function advanceItems(ask: Ask, seconds: number): Promise<void> {
  if (seconds === 0) return
  const now = Math.floor(Date.now() / 1000)
  for (const { key, expires } of await everyItem(ask)) {
    if (expires < 0) continue
    const earlier = expires - seconds
    // A moment since the epoch is far above 30 days, so it is taken as one.
    await ask(`touch ${key} ${earlier <= now ? -1 : earlier}`)
  }
}
