'use client'

import Link from 'next/link'
import type { LessonSummary } from '@/lessons/kit/load-lesson'
import { useAllProgress } from './use-all-progress'

/** One short bar for each lesson: done, this one, still to come. Each leads there. */
export function ProgressSegments({ lessons, current }: { lessons: readonly LessonSummary[]; current: string }) {
  const progress = useAllProgress(lessons)
  return (
    <nav aria-label="Course progress" className="hidden lg:block present:hidden">
      <ol className="flex items-center gap-0.5">
        {lessons.map(({ slug, number, meta }, index) => {
          const state = slug === current ? 'current' : progress[index]?.finished ? 'done' : 'open'
          return (
            <li key={slug}>
              <Link
                href={`/lessons/${slug}`}
                title={`${String(number)}. ${meta.title}`}
                aria-current={state === 'current' ? 'page' : undefined}
                className="group block px-0.5 py-2.5"
              >
                <span className="sr-only">
                  Lesson {number}: {meta.title}
                  {state === 'done' ? ', done' : ''}
                </span>
                <span
                  data-state={state}
                  className="block h-1 w-6 rounded-full bg-line group-hover:bg-edge data-[state=current]:bg-accent data-[state=done]:bg-ok"
                />
              </Link>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
