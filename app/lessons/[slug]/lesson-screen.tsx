'use client'

import { use, useMemo, type ReactNode } from 'react'
import { keepPromises } from '@/components/hooks/kept-promises'
import { ChecksScope } from '@/components/panels/checks/checks-scope'
import { ComparisonScope, type ComparisonSource } from '@/components/panels/comparison/comparison-scope'
import { OptionsScope, type OptionsSource } from '@/components/panels/options/options-scope'
import { CaptionBar } from '@/components/panels/walkthrough/caption-bar'
import { wouldEmpty } from '@/components/panels/walkthrough/keeps-records'
import { loadHand } from '@/components/panels/walkthrough/load-hand'
import { ShowMeButton } from '@/components/panels/walkthrough/show-me-button'
import { TrialQuestion } from '@/components/panels/walkthrough/trial-question'
import { wait } from '@/components/panels/walkthrough/wait'
import { usePlayer, WalkthroughScope } from '@/components/panels/walkthrough/walkthrough-scope'
import { LabProvider } from '@/components/sandbox/lab-context'
import type { Course } from '@/components/workspace/course'
import { Workspace } from '@/components/workspace/workspace'
import { lessonComparison } from '@/lessons/lesson-comparison'
import { lessonModule, type LessonModule } from '@/lessons/lesson-module'
import { lessonOptions } from '@/lessons/lesson-options'
import type { Files } from '@/protocol/workspace'

interface Props {
  course: Course
  solution: Files
  next: { slug: string; title: string } | null
  /** The lesson's text. */
  children: ReactNode
}

/** Joins a lesson's living part, which is code, with the screen. */
export function LessonScreen({ course, solution, next, children }: Props) {
  const { slug, starter, entry } = course
  const lesson = use(moduleOf(slug))
  const start = useMemo(() => ({ files: starter, entry }), [starter, entry])
  return (
    <LabProvider key={slug} options={{ label: slug, starter: start }}>
      <ChecksScope slug={slug} lesson={lesson} next={next} start={start}>
        <WalkthroughScope slug={slug} steps={lesson.walkthrough} code={{ starter, solution }}>
          <OptionsScope source={optionsOf(course, solution)}>
            <ComparisonScope source={comparisonOf(course)}>
              <GuidedWorkspace course={course}>{children}</GuidedWorkspace>
            </ComparisonScope>
          </OptionsScope>
        </WalkthroughScope>
      </ChecksScope>
    </LabProvider>
  )
}

function GuidedWorkspace({ course, children }: { course: Course; children: ReactNode }) {
  const at = usePlayer((player) => player.at)
  return (
    <Workspace
      course={course}
      prose={children}
      guide={<ShowMeButton />}
      caption={<CaptionBar />}
      pointsAt={at}
    />
  )
}

/** A lesson’s options, played by the same hand as its walkthrough, at once and without typing. */
function optionsOf({ slug, starter, entry }: Course, solution: Files): OptionsSource {
  const { signal } = new AbortController()
  const stage = { code: { starter, solution }, wait, isStill: () => true, pace: () => 1, signal }
  return {
    slug,
    solution: { files: solution, entry },
    load: () => lessonOptions(slug),
    prepare: async (lab, files) => (await loadHand()).setScene(lab, files),
    play: async (lab, step) => (await loadHand()).perform(step, { ...stage, lab }),
    wouldEmpty,
    Question: TrialQuestion,
  }
}

function comparisonOf({ slug, starter, entry }: Course): ComparisonSource {
  return { slug, starter: { files: starter, entry }, load: () => lessonComparison(slug) }
}

const modules = keepPromises<LessonModule>()
const moduleOf = (slug: string) => modules(slug, () => lessonModule(slug))
