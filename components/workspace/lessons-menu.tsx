'use client'

import Link from 'next/link'
import { Check, List } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import type { LessonSummary } from '@/lessons/kit/load-lesson'
import { useAllProgress } from './use-all-progress'

/** The course, one press away. The browser's own popover: Escape and a press outside close it. */
export function LessonsMenu({ lessons, current }: { lessons: readonly LessonSummary[]; current: string }) {
  const progress = useAllProgress(lessons)
  const menu = useRef<HTMLElement>(null)
  const close = () => menu.current?.hidePopover()
  return (
    <>
      <Button popoverTarget="lessons-menu" aria-label="Lessons" className="max-sm:px-2">
        <List aria-hidden size={16} className="sm:hidden" />
        <span className="max-sm:hidden">Lessons</span>
      </Button>
      <nav
        ref={menu}
        id="lessons-menu"
        popover="auto"
        aria-label="Lessons"
        className="fixed inset-auto top-12 right-3 m-0 w-[min(26rem,calc(100vw-1.5rem))] rounded-xl border bg-panel p-1.5 text-ink shadow-float"
      >
        <ol>
          {lessons.map(({ slug, number, meta }, index) => (
            <li key={slug}>
              <Link
                href={`/lessons/${slug}`}
                onClick={close}
                aria-current={slug === current ? 'page' : undefined}
                className="grid grid-cols-[1.5rem_1fr_auto] items-baseline rounded-lg px-2.5 py-2 hover:bg-soft aria-[current]:bg-accent-soft"
              >
                <span className="text-muted tabular-nums">{number}</span>
                <span className="min-w-0">
                  <span className="block font-medium">{meta.title}</span>
                  <span className="block text-sm text-muted">{meta.promise}</span>
                </span>
                {progress[index]?.finished ? <Check aria-label="done" size={14} className="text-ok" /> : null}
              </Link>
            </li>
          ))}
          <li className="mt-1 border-t pt-1">
            <Link
              href="/lab"
              onClick={close}
              aria-current={current === 'lab' ? 'page' : undefined}
              className="block rounded-lg px-2.5 py-2 pl-[2.125rem] font-medium hover:bg-soft aria-[current]:bg-accent-soft"
            >
              The lab, without a lesson
            </Link>
          </li>
        </ol>
      </nav>
    </>
  )
}
