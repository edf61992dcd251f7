'use client'

import Link from 'next/link'
import type { LessonSummary } from '@/lessons/kit/load-lesson'
import { useAllProgress } from '../use-all-progress'

/** Leads to the first lesson that is not finished. */
export function NextLesson({ lessons }: { lessons: readonly LessonSummary[] }) {
  const progress = useAllProgress(lessons)
  const index = progress.findIndex(({ finished }) => !finished)
  const lesson = lessons[index] ?? lessons[0]
  if (!lesson) return null
  const begun = progress.some(({ done, finished }) => finished || done.length > 0)
  return (
    <Link
      href={`/lessons/${lesson.slug}`}
      className="rounded-lg bg-accent px-4 py-2.5 text-base font-semibold text-accent-ink hover:brightness-110"
    >
      {begun && index !== -1
        ? `Go on with lesson ${String(lesson.number)}`
        : `Begin with lesson ${String(lesson.number)}`}
    </Link>
  )
}
