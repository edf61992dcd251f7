const listeners = new Set<() => void>()
/** What was chosen since the page opened; the only copy where storage is refused. */
const chosen = new Map<string, number>()

const keyOf = (name: string) => `crumbtrail.size.${name}`

/** A share in percent that was chosen in this browser; null when none was. */
export function readSize(name: string): number | null {
  const now = chosen.get(name)
  if (now !== undefined) return now
  try {
    const kept = localStorage.getItem(keyOf(name))
    return kept === null || Number.isNaN(Number(kept)) ? null : Number(kept)
  } catch {
    return null
  }
}

/** Keeps a share and tells whoever listens. */
export function keepSize(name: string, share: number): void {
  chosen.set(name, share)
  try {
    localStorage.setItem(keyOf(name), String(share))
  } catch {
    // Storage refused: the size lasts as long as the page.
  }
  listeners.forEach((listener) => listener())
}

export function subscribeToSizes(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
