'use client'

import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import { browserTitle } from '@/components/ui/browser-title'
import { classNames } from '@/components/ui/class-names'
import type { ExchangeView, Step } from '@/protocol/model/views'
import { DiagramArrow } from './diagram-arrow'
import { DiagramNote } from './diagram-note'
import { currentStep } from './current-step'
import { storeLane } from './store-lane'

/**
 * An exchange as arrows between three lifelines, which stand under the centres of the three cards. Each line is a
 * button that moves the cursor; what lies after the cursor is grey. The Steps tab says the same as a list.
 */
export function Diagram({ exchange, cursor }: { exchange: ExchangeView; cursor: number }) {
  const current = currentStep(exchange, cursor)
  const { steps } = exchange
  return (
    <div className="pb-2 [--x0:12%] [--x1:50%] [--x2:88%] @lg/timeline:[--x0:calc((100%-2*var(--gap))/6)] @lg/timeline:[--x2:calc(100%-(100%-2*var(--gap))/6)]">
      <LaneNames exchange={exchange} />
      <div className="relative pb-1">
        {[0, 1, 2].map((lane) => (
          <span
            key={lane}
            aria-hidden
            className="absolute inset-y-0 w-px bg-[repeating-linear-gradient(var(--edge)_0_3px,transparent_3px_7px)] opacity-60"
            style={{ left: `var(--x${String(lane)})` }}
          />
        ))}
        {steps.map((step, index) => (
          <StepLine
            key={step.eventId}
            step={step}
            place={index - current}
            last={current === steps.length - 1}
          />
        ))}
      </div>
      <Caption step={steps[current]} number={current + 1} count={steps.length} />
    </div>
  )
}

interface LineProps {
  step: Step
  /** Negative: passed. 0: the cursor is here. Positive: still to come. */
  place: number
  /** The cursor is at the end, so nothing needs to stand out. */
  last: boolean
}

function StepLine({ step, place, last }: LineProps) {
  const actions = useLabActions()
  // Colour arrives with the cursor; what is still to come stays grey.
  const shown: Step = place > 0 ? { ...step, tone: 'quiet' } : step
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-current={place === 0 ? 'step' : undefined}
      onClick={() => actions.moveCursor(step.eventId)}
      className={classNames(
        'relative block w-full text-left',
        place > 0 && 'grayscale',
        place === 0 && !last
          ? 'bg-accent-soft [--line-bg:var(--accent-soft)]'
          : 'hover:bg-soft [--line-bg:var(--panel)] hover:[--line-bg:var(--soft)]',
      )}
    >
      {step.from === step.to ? <DiagramNote step={shown} /> : <DiagramArrow step={shown} ahead={place > 0} />}
    </button>
  )
}

function LaneNames({ exchange }: { exchange: ExchangeView }) {
  const made = useLab((lab) => lab.moment.app.stores.at(-1)?.store)
  const server = exchange.instance === null ? 'Server' : `Server, instance ${String(exchange.instance)}`
  const names = [browserTitle(exchange.browser), server, storeLane(exchange, made)]
  return (
    <div aria-hidden className="relative h-6 text-xs text-muted">
      {names.map((name, lane) => (
        <span
          key={lane}
          className="absolute top-1.5 -translate-x-1/2 whitespace-nowrap"
          style={{ left: `var(--x${String(lane)})` }}
        >
          {name}
        </span>
      ))}
    </div>
  )
}

function Caption({ step, number, count }: { step: Step | undefined; number: number; count: number }) {
  if (!step) return <p className="px-3 pt-1 text-sm text-muted">On its way.</p>
  return (
    <p className="flex min-h-5 gap-2 px-3 pt-1 text-sm">
      <span className="text-muted tabular-nums">
        {number} of {count}
      </span>
      <span>{step.sentence ?? step.label}</span>
    </p>
  )
}
