import type { OptionSet } from './kit/store-option'

/** The options a lesson lets its reader try, loaded when asked for; none in most lessons. */
export async function lessonOptions(slug: string): Promise<readonly OptionSet[]> {
  return (await OPTIONS[slug]?.()) ?? []
}

/** One line for each lesson with a page of options. */
const OPTIONS: Readonly<Record<string, () => Promise<readonly OptionSet[]>>> = {
  '01-first-session': async () => (await import('./01-first-session/options/sets')).sets,
  '03-file': async () => (await import('./03-file/options')).sets,
  '04-cookie': async () => (await import('./04-cookie/options/sets')).sets,
  '05-redis': async () => (await import('./05-redis/options')).sets,
  '06-memcached': async () => (await import('./06-memcached/options')).sets,
  '07-database': async () => (await import('./07-database/options/sets')).sets,
}

/** The lessons that have such a page. */
export const LESSONS_WITH_OPTIONS: readonly string[] = Object.keys(OPTIONS)
