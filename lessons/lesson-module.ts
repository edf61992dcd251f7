import type { Lesson } from './kit/lesson'

/** The living part of a lesson, fit for the browser: judgement and scripts, no files. */
export type LessonModule = Lesson

/** Tasks, predictions and walkthrough of a lesson, loaded when asked for. */
export async function lessonModule(slug: string): Promise<LessonModule> {
  const load = MODULES[slug]
  if (!load) throw new Error(`lessons/lesson-module.ts does not list ${slug}. Add it to MODULES.`)
  return load()
}

/** One line for each lesson, so that bundlers and types see what is imported. */
const MODULES: Readonly<Record<string, () => Promise<LessonModule>>> = {
  '01-first-session': async () => (await import('./01-first-session/module')).lesson,
  '02-memory': async () => (await import('./02-memory/module')).lesson,
  '03-file': async () => (await import('./03-file/module')).lesson,
  '04-cookie': async () => (await import('./04-cookie/module')).lesson,
  '05-redis': async () => (await import('./05-redis/module')).lesson,
  '06-memcached': async () => (await import('./06-memcached/module')).lesson,
  '07-database': async () => (await import('./07-database/module')).lesson,
  '08-choosing': async () => (await import('./08-choosing/module')).lesson,
}
