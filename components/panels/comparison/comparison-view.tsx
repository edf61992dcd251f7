'use client'

import { Maximize2, Play, Square } from 'lucide-react'
import { use, useState } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { keepPromises } from '@/components/hooks/kept-promises'
import { useLab } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { Comparison } from '@/lessons/kit/comparison'
import { useComparisonSource, type ComparisonSource } from './comparison-scope'
import { ComparisonTable } from './comparison-table'
import { progressOf } from './progress'
import { createRace, type Race } from './race'

/** The buttons, how far it has come, and the table: in the text, and large on request. */
export default function ComparisonView() {
  const source = useComparisonSource()
  const loaded = use(raceOf(source))
  if (!loaded) return <p>This lesson has nothing to compare.</p>
  return <Measured {...loaded} />
}

function Measured({ comparison, race }: Loaded) {
  const now = useStore(race)
  const isLive = useLab((lab) => lab.connection === 'live')
  const [large, setLarge] = useState(false)
  const { start, stop } = now.actions
  const hasRows = Object.keys(now.rows).length > 0
  const table = <ComparisonTable comparison={comparison} rows={now.rows} />
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {now.running ? (
          <Button onClick={stop}>
            <Square aria-hidden size={12} /> Stop
          </Button>
        ) : (
          <Button
            kind={hasRows ? 'plain' : 'primary'}
            disabled={!isLive}
            title={isLive ? undefined : 'The lab is not connected'}
            onClick={() => void start()}
          >
            <Play aria-hidden size={14} />
            {hasRows ? 'Measure again' : `Measure all ${String(comparison.contestants.length)}`}
          </Button>
        )}
        {hasRows ? (
          <Button kind="quiet" className="max-md:hidden" onClick={() => setLarge(true)}>
            <Maximize2 aria-hidden size={14} /> Large
          </Button>
        ) : null}
        <p role="status" className="min-w-0 flex-1 basis-48 text-sm text-muted">
          {progressOf(comparison, now)}
        </p>
      </div>
      {hasRows ? table : <About comparison={comparison} />}
      <Dialog
        open={large}
        onOpenChange={setLarge}
        wide
        title="Every storage, the same questions"
        description="Press a cell to read what was seen."
      >
        {table}
      </Dialog>
    </>
  )
}

/** Before the first run: what will be asked. */
function About({ comparison }: { comparison: Comparison }) {
  return (
    <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      {comparison.questions.map(({ id, title, means }) => (
        <div key={id} className="contents">
          <dt className="font-medium">{title}</dt>
          <dd className="text-muted">{means}</dd>
        </div>
      ))}
    </dl>
  )
}

interface Loaded {
  comparison: Comparison
  race: StoreApi<Race>
}

/** One race for each lesson: it goes on, and its table stays, while the text is scrolled or another tab is in front. */
const races = keepPromises<Loaded | null>()

const raceOf = ({ slug, starter, load }: ComparisonSource) =>
  races(slug, async () => {
    const comparison = await load()
    return comparison && { comparison, race: createRace(comparison, starter) }
  })
