import type { LessonSummary } from '@/lessons/kit/load-lesson'
import type { Files } from '@/protocol/workspace'

/** What the screen is about: a lesson, or the free lab. */
export interface Course {
  /** Lesson slug, or `lab`; also the workspace's label. */
  slug: string
  /** null in the free lab. */
  number: number | null
  title: string
  entry: string
  firstUrl: string
  starter: Files
  /** null: there is nothing to compare with. */
  solution: Files | null
  lessons: readonly LessonSummary[]
}
