import type { Files } from '@/protocol/workspace'

/** The learner's own code, put aside while something else uses the editor. Outlives a reload. */
export interface KeptCode {
  files: Files
  entry: string
}

type KeptStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const keyOf = (slug: string) => `crumbtrail.kept-code.${slug}`

export function keepCode(storage: KeptStorage, slug: string, code: KeptCode): KeptCode {
  try {
    storage.setItem(keyOf(slug), JSON.stringify(code))
  } catch {
    // No storage: the copy in memory still lasts as long as the page.
  }
  return code
}

export function forgetKeptCode(storage: KeptStorage, slug: string): void {
  try {
    storage.removeItem(keyOf(slug))
  } catch {
    // Nothing was kept there either.
  }
}

/** What was put aside and not given back, perhaps because of a reload; null otherwise. */
export function readKeptCode(storage: KeptStorage, slug: string): KeptCode | null {
  try {
    const value: unknown = JSON.parse(storage.getItem(keyOf(slug)) ?? 'null')
    return isKeptCode(value) ? value : null
  } catch {
    return null
  }
}

function isKeptCode(value: unknown): value is KeptCode {
  if (typeof value !== 'object' || value === null || !('files' in value) || !('entry' in value)) return false
  const { files, entry } = value
  if (typeof entry !== 'string' || typeof files !== 'object' || files === null) return false
  return Object.values(files).every((text) => typeof text === 'string')
}
