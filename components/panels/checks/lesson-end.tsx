'use client'

import Link from 'next/link'
import { ArrowRight, Check } from 'lucide-react'
import { useChecks } from './checks-scope'

/** The end of the text: what is left, or the way on. */
export function LessonEnd() {
  const { tasks, next } = useChecks()
  const open = tasks.filter((one) => !one.done)
  if (open.length > 0) {
    return (
      <p className="mt-10 border-t pt-4 text-base text-muted">
        {open.length === 1 ? 'One task is' : `${String(open.length)} tasks are`} left
        {open[0] ? `, the next is task ${String(open[0].number)}` : ''}.
      </p>
    )
  }
  return (
    <section aria-label="Lesson complete" className="mt-10 rounded-xl border border-ok bg-ok-soft px-5 py-4">
      <p className="flex items-center gap-2 font-semibold text-ok">
        <Check aria-hidden size={18} strokeWidth={3} /> All {tasks.length} tasks done
      </p>
      {next ? (
        <Link
          href={`/lessons/${next.slug}`}
          className="mt-3 inline-flex min-h-9 items-center gap-2 rounded-md bg-accent px-4 text-base font-semibold text-accent-ink hover:brightness-110"
        >
          Next: {next.title} <ArrowRight aria-hidden size={16} />
        </Link>
      ) : (
        <p className="mt-2">
          That was the last lesson so far. The code and the stage stay yours to play with.{' '}
          <Link href="/" className="text-accent underline underline-offset-[0.2em]">
            All lessons
          </Link>
        </p>
      )}
    </section>
  )
}
