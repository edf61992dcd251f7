'use client'

import Link from 'next/link'
import { Check } from 'lucide-react'
import type { LessonProgress } from '@/components/hooks/lesson-progress'
import type { LessonSummary } from '@/lessons/kit/load-lesson'
import { useAllProgress } from '../use-all-progress'

/** The course as a list, with how far one has come. */
export function CourseList({ lessons }: { lessons: readonly LessonSummary[] }) {
  const progress = useAllProgress(lessons)
  return (
    <section aria-labelledby="course">
      <h2 id="course" className="text-xl font-semibold tracking-tight">
        The course
      </h2>
      <ol className="mt-5 border-t">
        {lessons.map((lesson, index) => (
          <li key={lesson.slug} className="border-b">
            <LessonLink lesson={lesson} progress={progress[index]} />
          </li>
        ))}
        <li className="border-b">
          <Link href="/lab" className={ROW}>
            <span aria-hidden="true" className="text-muted">
              ∞
            </span>
            <span className="min-w-0">
              <span className="block text-lg font-medium group-hover:text-accent">
                The lab, without a lesson
              </span>
              <span className="block text-base text-muted">
                An app of your own, two browsers, and nobody to tell you what to do.
              </span>
            </span>
          </Link>
        </li>
      </ol>
    </section>
  )
}

const ROW = 'group grid grid-cols-[2rem_minmax(0,1fr)_auto] items-baseline gap-x-3 rounded px-1 py-4 sm:gap-x-5'

function LessonLink({ lesson, progress }: { lesson: LessonSummary; progress: LessonProgress | undefined }) {
  const { slug, number, meta } = lesson
  return (
    <Link href={`/lessons/${slug}`} className={ROW}>
      <span className="text-lg text-muted tabular-nums">{number}</span>
      <span className="min-w-0 text-lg font-medium group-hover:text-accent">{meta.title}</span>
      <span className="text-sm text-muted tabular-nums">
        <State progress={progress} minutes={meta.minutes} />
      </span>
      <span className="col-span-2 col-start-2 max-w-[64ch] text-base text-pretty text-muted">
        {meta.promise}
      </span>
    </Link>
  )
}

function State({ progress, minutes }: { progress: LessonProgress | undefined; minutes: number }) {
  if (progress?.finished)
    return (
      <span className="inline-flex items-center gap-1 text-ok">
        <Check aria-hidden size={14} /> Done
      </span>
    )
  const ticked = progress?.done.length ?? 0
  if (ticked > 0) return `${String(ticked)} ${ticked === 1 ? 'task' : 'tasks'} done`
  return `${String(minutes)} min`
}
