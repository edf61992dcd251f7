/** What forgets each promise that was rejected. */
const failed = new Set<() => void>()

/**
 * One promise for each key: React reads the same one at every rendering. A rejected one stays as well, since React
 * asks again by itself and would never come to an end, until a person tries again.
 */
export function keepPromises<T>(): (key: string, load: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<T>>()
  return (key, load) => {
    const known = kept.get(key)
    if (known) return known
    const loading = load()
    kept.set(key, loading)
    loading.catch(() => failed.add(() => kept.delete(key)))
    return loading
  }
}

/** Somebody tries again: what could not be loaded is asked for anew. */
export function forgetFailed(): void {
  for (const forget of failed) forget()
  failed.clear()
}
