import type { Redaction } from './redaction'

export interface HostPlaces {
  /** The folder of everything durable. */
  data: string
  /** This project. */
  root: string
  /** Whose apps can see the host as it is; null when they are isolated. */
  seen: { home: string; program: string } | null
}

const SEPARATOR = String.raw`(?:/|\\\\)`
/** Homes that say nothing and could be a route of an app. */
const PLAIN_HOMES = ['/', '/root']

/** What hides every place of this machine that an app without isolation can name. */
export function hostPaths({ data, root, seen }: HostPlaces): Redaction[] {
  const rules = [...boxes(data), ...within(data), ...within(root)]
  if (!seen) return rules
  const home = PLAIN_HOMES.includes(seen.home) ? [] : [{ find: seen.home, replace: '~' }]
  return [...rules, { find: seen.program, replace: 'node' }, ...home]
}

/** An app's folder while it runs, before anybody else knows which box it was given. */
function boxes(data: string): Redaction[] {
  const find = `${data}/boxes/`
  const box = `(?:file://)?${quoted(find)}b[0-9a-f]{16}`
  const rule = (end: string, replace: string): Redaction => ({
    find,
    replace,
    pattern: new RegExp(box + end, 'g'),
  })
  return [
    rule(`${SEPARATOR}work${SEPARATOR}`, ''),
    rule(`${SEPARATOR}work(?![\\w-])`, '.'),
    rule(`${SEPARATOR}?`, ''),
  ]
}

const within = (folder: string): Redaction[] => [
  { find: `${folder}/`, replace: '', pattern: new RegExp(`(?:file://)?${quoted(`${folder}/`)}`, 'g') },
  { find: folder, replace: '.' },
]

/** For a pattern that is matched against JSON text. */
const quoted = (path: string): string =>
  JSON.stringify(path)
    .slice(1, -1)
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('/', SEPARATOR)
