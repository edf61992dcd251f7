import { readFileSync, readdirSync, existsSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { Files } from '../../protocol/workspace'
import { LessonMeta } from './lesson'
import { readMeta } from './read-meta'

/** What the home page and the list of lessons show. */
export interface LessonSummary {
  /** Folder name, such as `01-first-session`. */
  slug: string
  /** From the folder name: 1, 2, … */
  number: number
  meta: LessonMeta
}

/** Everything of a lesson that is data; its judgement comes from lesson-module.ts. */
export interface LoadedLesson extends LessonSummary {
  starter: Files
  solution: Files
  next: LessonSummary | null
}

const LESSONS_FOLDER = join(/* turbopackIgnore: true */ process.cwd(), 'lessons')
const SLUG = /^(\d\d)-[a-z0-9]+(?:-[a-z0-9]+)*$/

/** All lessons in the order of their numbers. */
export function listLessons(folder = LESSONS_FOLDER): LessonSummary[] {
  return readdirSync(folder)
    .filter((name) => SLUG.test(name))
    .sort()
    .map((slug) => summarise(folder, slug))
}

/** One lesson with its files; throws an error that names the file and what to do. */
export function loadLesson(slug: string, folder = LESSONS_FOLDER): LoadedLesson {
  const lessons = listLessons(folder)
  const index = lessons.findIndex((lesson) => lesson.slug === slug)
  const lesson = lessons[index]
  if (!lesson) throw new Error(`lessons/${slug} does not exist. A lesson is a folder such as 01-first-session.`)
  const { entry } = lesson.meta
  return {
    ...lesson,
    starter: readFiles(folder, join(slug, 'starter'), entry),
    solution: readFiles(folder, join(slug, 'solution'), entry),
    next: lessons[index + 1] ?? null,
  }
}

/** Text files below a folder of a lesson, by POSIX path. */
export function readFolder(path: string): Record<string, string> {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    files.sort().map((file) => [relative(path, file).split(sep).join('/'), readFileSync(file, 'utf8')]),
  )
}

function summarise(folder: string, slug: string): LessonSummary {
  const path = join(folder, slug, 'lesson.mdx')
  if (!existsSync(path))
    throw new Error(`lessons/${slug}/lesson.mdx is missing. Write it; it begins with meta.`)
  return { slug, number: Number(slug.slice(0, 2)), meta: parseMeta(slug, readFileSync(path, 'utf8')) }
}

function parseMeta(slug: string, text: string): LessonMeta {
  const where = `lessons/${slug}/lesson.mdx`
  const result = LessonMeta.safeParse(readMeta(text, where))
  if (result.success) return result.data
  const issues = result.error.issues.map((issue) => `meta.${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`${where}: correct its meta. ${issues.join('; ')}`)
}

function readFiles(folder: string, name: string, entry: string): Files {
  const path = join(folder, name)
  if (!existsSync(path)) throw new Error(`lessons/${name} is missing. Put the app’s files there.`)
  const result = Files.safeParse(readFolder(path))
  if (!result.success) {
    const issue = result.error.issues[0]
    throw new Error(`lessons/${name}/${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'not a valid file'}`)
  }
  if (!(entry in result.data)) throw new Error(`lessons/${name}/${entry} is missing; meta.entry names it.`)
  return result.data
}
