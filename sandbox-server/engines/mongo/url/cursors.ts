import { randomInt } from 'node:crypto'
import type { Batches } from './upstream'

/** Questions of one workspace whose answers are not read to their end; of more the oldest is closed. */
const MOST = 50

interface Open {
  /** `database.collection`, as the app calls them. */
  namespace: string
  batches: Batches
}

/** The cursors of one workspace, by numbers of ours: no number leads to a cursor of anybody else's. */
export class Cursors {
  private readonly open = new Map<number, Open>()
  private last = randomInt(1, 2 ** 47)

  /** Keeps one and gives its number. */
  keep(open: Open): number {
    this.last += 1
    this.put(this.last, open)
    return this.last
  }

  /** Takes one out, to be read and put back: two cannot read it at once. */
  take(id: number, namespace: string): Open | null {
    const found = this.open.get(id)
    if (found?.namespace !== namespace) return null
    this.open.delete(id)
    return found
  }

  put(id: number, open: Open): void {
    this.open.set(id, open)
    const [oldest] = this.open
    if (!oldest || this.open.size <= MOST) return
    this.open.delete(oldest[0])
    closeQuietly(oldest[1])
  }

  clear(): void {
    for (const open of this.open.values()) closeQuietly(open)
    this.open.clear()
  }
}

/** What the server does not close by our word it closes by its own clock. */
export function closeQuietly({ batches }: Pick<Open, 'batches'>): void {
  batches.close().catch(() => undefined)
}
