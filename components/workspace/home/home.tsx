import Link from 'next/link'
import { ThemeSwitch } from '@/components/ui/theme-switch'
import { Wordmark } from '@/components/ui/wordmark'
import type { LessonSummary } from '@/lessons/kit/load-lesson'
import { CourseList } from './course-list'
import { LivingPicture } from './living-picture'
import { NextLesson } from './next-lesson'

/** The home page: one sentence, one living picture, the course, the lab. */
export function Home({ lessons }: { lessons: readonly LessonSummary[] }) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-6xl flex-col px-5 sm:px-8">
      <header className="flex h-14 items-center gap-3">
        <Wordmark />
        <span className="flex-1" />
        <Link href="/lab" className="rounded px-2 py-1 text-sm font-medium text-muted hover:text-ink">
          Lab
        </Link>
        <ThemeSwitch />
      </header>
      <main className="flex flex-1 flex-col gap-16 pt-8 pb-20 sm:gap-20 sm:pt-14">
        <section className="grid items-center gap-10 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)] lg:gap-16">
          <div>
            <h1 className="text-2xl font-semibold tracking-[-0.022em] text-balance sm:text-3xl">
              Where does a session live?
            </h1>
            <p className="mt-5 max-w-[38ch] text-lg text-muted">
              Change a real Express server, send it real requests, and watch the session move between browser,
              server and store.
            </p>
            <div className="mt-8 flex flex-wrap items-center gap-x-5 gap-y-3">
              <NextLesson lessons={lessons} />
              <Link
                href="/lab"
                className="rounded text-base font-medium text-accent underline decoration-transparent underline-offset-4 hover:decoration-current"
              >
                Straight into the lab
              </Link>
            </div>
          </div>
          <LivingPicture />
        </section>
        <CourseList lessons={lessons} />
      </main>
    </div>
  )
}
