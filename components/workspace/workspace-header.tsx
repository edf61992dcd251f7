import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { ThemeSwitch } from '@/components/ui/theme-switch'
import { Wordmark } from '@/components/ui/wordmark'
import type { Course } from './course'
import { LessonsMenu } from './lessons-menu'
import { PresentButton } from './present-button'
import { ProgressSegments } from './progress-segments'
import { RunnerBadge } from './runner-badge'

interface Props {
  course: Course
  guide?: ReactNode
  /** The code beside the stage while presenting. */
  code: { shown: boolean; toggle: () => void }
}

/** The top line: where one is in the course, and what can be done with the whole screen. */
export function WorkspaceHeader({ course, guide, code }: Props) {
  const { number, title, lessons, slug } = course
  return (
    <header className="flex h-12 shrink-0 items-center gap-x-3 border-b bg-panel px-3 sm:gap-x-4 sm:px-4">
      <Wordmark compact />
      <p className="flex min-w-0 items-baseline gap-2 truncate text-base">
        {number === null ? null : <span className="hidden shrink-0 text-muted sm:inline">Lesson {number}</span>}
        <span className="truncate font-medium">{title}</span>
      </p>
      <ProgressSegments lessons={lessons} current={slug} />
      <span className="flex-1" />
      <RunnerBadge />
      {guide}
      <span className="hidden present:wide:contents">
        <Button aria-pressed={code.shown} onClick={code.toggle}>
          Code
        </Button>
      </span>
      <span className="hidden md:contents">
        <PresentButton />
      </span>
      <LessonsMenu lessons={lessons} current={slug} />
      <ThemeSwitch />
    </header>
  )
}
