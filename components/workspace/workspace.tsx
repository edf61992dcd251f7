'use client'

import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useMode } from '@/components/hooks/use-mode'
import { ConsolePanel } from '@/components/panels/console/console-panel'
import { EditorPanel } from '@/components/panels/editor/editor-panel'
import { Splitter } from '@/components/ui/splitter'
import type { Place } from '@/lessons/kit/lesson'
import { ConnectionBanner } from './connection-banner'
import type { Course } from './course'
import { PANE_OF } from './pane-of'
import { PANES, PaneTabs } from './pane-tabs'
import { PaneView } from './pane-view'
import { RefusalToasts } from './refusal-toasts'
import { useOpenPane } from './use-open-pane'
import { useScreenKeys } from './use-screen-keys'
import { WorkspaceHeader } from './workspace-header'

// On the page from the start, alive a moment after the text and the code: what is typed waits for nothing.
const Watch = lazy(() => import('./watch'))

interface Props {
  course: Course
  /** The lesson's text with its tasks; null in the free lab. */
  prose: ReactNode
  /** What plays the walkthrough, in the header. */
  guide?: ReactNode
  /** What it says, above everything. */
  caption?: ReactNode
  /** The place the walkthrough points at: it must be in view. */
  pointsAt?: Place | null
}

/** The whole screen: read and write on the left, watch on the right; tabs where there is no room for both. */
export function Workspace({ course, prose, guide, caption, pointsAt = null }: Props) {
  const panes = PANES.filter((pane) => pane !== 'lesson' || prose !== null)
  const [open, setOpen] = useOpenPane(panes[0] ?? 'code', pointsAt)
  const [codeWanted, setCodeWanted] = useState(false)
  const mode = useMode()
  const codeShown = mode === 'learn' || codeWanted || (pointsAt !== null && PANE_OF[pointsAt] === 'code')
  useScreenKeys()
  return (
    <div className="relative flex h-dvh flex-col overflow-clip" data-mode={mode}>
      <a
        href="#pane-stage"
        onClick={() => setOpen('stage')}
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded focus:bg-panel focus:px-3 focus:py-2"
      >
        Skip to the stage
      </a>
      <WorkspaceHeader
        course={course}
        guide={guide}
        code={{ shown: codeShown, toggle: () => setCodeWanted(!codeWanted) }}
      />
      <ConnectionBanner />
      <main className="relative flex min-h-0 flex-1 flex-col wide:flex-row">
        <PaneTabs panes={panes} open={open} onOpen={setOpen} />
        <Heading title={course.title} inProse={prose !== null && mode === 'learn'} shown={open === 'lesson'} />
        <div
          data-shown={codeShown}
          className="contents wide:grid wide:w-[var(--left,36%)] wide:min-w-80 wide:shrink-0 wide:grid-cols-[minmax(0,1fr)] wide:bg-panel wide:data-[shown=false]:hidden"
          style={{ gridTemplateRows: prose === null || mode === 'present' ? 'minmax(0,1fr)' : ROWS_LEFT }}
        >
          {prose === null ? null : (
            <>
              <PaneView pane="lesson" open={open} className="present:wide:hidden">
                <section
                  aria-label="Lesson"
                  data-place="prose"
                  className="relative min-h-0 flex-1 overflow-y-auto px-5 py-6 scroll-thin sm:px-8"
                >
                  {prose}
                </section>
              </PaneView>
              <Splitter
                axis="y"
                label="Room for the lesson's text"
                variable="--lesson"
                initial={50}
                min={15}
                max={85}
                // Its line goes to the edge, its handle does not: it would lie under the other divider.
                className="-my-1 mr-4 hidden wide:block present:wide:hidden [&>span]:-right-4"
              />
            </>
          )}
          <PaneView pane="code" open={open}>
            <EditorPanel
              label={course.slug}
              starter={course.starter}
              entry={course.entry}
              solution={course.solution}
            />
            <ConsolePanel />
          </PaneView>
        </div>
        <Splitter
          axis="x"
          label="Room for reading and code"
          variable="--left"
          initial={36}
          min={22}
          max={60}
          className={`-mx-1 z-10 hidden ${codeShown ? 'wide:block' : ''}`}
        />
        <Suspense fallback={<span className="flex-1" />}>
          <Watch open={open} firstUrl={course.firstUrl} />
        </Suspense>
        {caption}
      </main>
      <RefusalToasts />
    </div>
  )
}

/** Every state of the screen has one heading of the first level; the lesson's text brings its own when it is in view. */
function Heading({ title, inProse, shown }: { title: string; inProse: boolean; shown: boolean }) {
  if (inProse && shown) return null
  return <h1 className={inProse ? 'sr-only wide:hidden' : 'sr-only'}>{title}</h1>
}

const ROWS_LEFT = 'var(--lesson,50%) auto minmax(0,1fr)'
