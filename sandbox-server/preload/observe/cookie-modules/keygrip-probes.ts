import { isReadable } from '../read-safely'

/** What a Keygrip was made with. */
export interface KeygripKeys {
  keys: unknown
  algorithm: unknown
  encoding: unknown
}

/** What the instrumented keygrip tells: its keys, and which of them fitted last. */
export class KeygripProbes {
  /** Of the last comparison: the key's place from 0, -1 for none; null when nothing was compared. */
  last: number | null = null
  private readonly known = new WeakMap<object, KeygripKeys>()

  made(keygrip: object, keys: unknown, algorithm: unknown, encoding: unknown): void {
    this.known.set(keygrip, { keys, algorithm, encoding })
  }

  matched(index: number): number {
    this.last = index
    return index
  }

  keysOf(keygrip: unknown): KeygripKeys | undefined {
    return isReadable(keygrip) ? this.known.get(keygrip) : undefined
  }
}
